using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class LotsTests
{
    // Law: what is taken and what is left are what there was; no more is taken than was asked for.
    [Fact]
    public void Drawing_loses_nothing() =>
        Prop.ForAll(Gen.Choose(0, 100).ArrayOf(5).ToArbitrary(), Gen.Choose(0, 600).ToArbitrary(), (units, wanted) =>
        {
            var lots = units.Select((count, i) => new Lot(Start.PlusDays(i), count, i)).Aggregate(Lots.None, (all, lot) => all.With(lot));
            var (left, taken) = lots.Draw(wanted);
            return taken.Units + left.Units == lots.Units && taken.Value + left.Value == lots.Value && taken.Units == Math.Min(wanted, units.Sum());
        }).Check(Laws.Seeded);

    [Fact]
    public void The_oldest_are_taken_first_and_the_last_day_is_a_day_of_use()
    {
        var lots = Lots.None.With(new Lot(Day(2026, 6, 30), 10, 2)).With(new Lot(Day(2026, 7, 31), 10, 3));

        Assert.Equal((Rational)26, lots.Draw(12).Taken.Value);
        Assert.Equal((Rational)10, lots.After(Day(2026, 6, 30)).Lapsed.Units);
        Assert.Equal((Rational)20, lots.After(Day(2026, 6, 29)).Left.Units);
    }
}
