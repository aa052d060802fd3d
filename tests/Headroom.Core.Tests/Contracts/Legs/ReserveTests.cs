using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ReserveTests
{
    // Law: on every date of the term the step in force is reserved, and nothing outside it.
    [Fact]
    public void What_is_reserved_on_a_date_is_the_step_in_force() =>
        Prop.ForAll(Any.Reserve(Start, 900).ToArbitrary(), Gen.Choose(-40, 940).ToArbitrary(), (reserve, offset) =>
        {
            var terms = With(reserve) with { Through = Start.PlusDays(899) };
            var date = Start.PlusDays(offset);
            var step = reserve.Steps.LastOrDefault(each => each.From <= date).Gpus;
            return terms.Resolve(Observations.None).Reserved(Colossus).At(Chicago.StartOf(date)) == (date > terms.Through ? Gpus.Zero : step);
        }).Check(Laws.Seeded);

    [Fact]
    public void The_deal_reserves_half_the_site_then_all_of_it_to_the_last_instant_of_May_2029()
    {
        var reserved = Agreed.Resolve(Observations.None).Reserved(Colossus);

        Assert.Equal(new Gpus(110_000), reserved.At(At(2026, 6, 30)));
        Assert.Equal(new Gpus(220_000), reserved.At(At(2029, 6, 1) - NodaTime.Duration.Epsilon));
        Assert.Equal(Gpus.Zero, reserved.At(At(2029, 6, 1)));
    }

    [Fact]
    public void A_step_above_the_whole_is_a_contradiction() =>
        Assert.Contains(With(Reserving((Start, 220_001))).Check(), refusal => refusal is { Code: RefusalCode.OutOfRange, Field: "legs[0].steps[0]" });
}
