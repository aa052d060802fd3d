using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class SellableCapacityTests
{
    static readonly Instant Now = At(2026, 3, 2);

    // A wave through the week with a different level each week, so that paths differ.
    static readonly int[] Wave = [.. Enumerable.Range(0, 8 * 168).Select(hour => 20_000 + hour % 168 * 100 + hour / 168 % 3 * 3_000)];

    static readonly Book Busy = Ready.Told(Now, Using("grok", [.. Wave]));

    static readonly CapacityPicture Picture = new(Busy, Now);

    // Law: a smaller risk never sells more, and neither does a longer window.
    [Fact]
    public void Firm_never_grows_when_the_risk_shrinks_or_the_window_lengthens() =>
        Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 400).ArrayOf(2).ToArbitrary(), (a, b, days) =>
        {
            var (low, high) = (Math.Min(a, b) / 100m, Math.Max(a, b) / 100m);
            var (shortly, longer) = (Firm(Picture, days.Min(), low), Firm(Picture, days.Max(), low));
            return shortly.Firm <= Firm(Picture, days.Min(), high).Firm && longer.Firm <= shortly.Firm && longer.Signed <= shortly.Signed;
        }).Check(Laws.Seeded);

    [Fact]
    public void Firm_is_whole_blocks_never_negative_and_never_above_the_signed_figure() =>
        Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 400).ToArbitrary(), (risk, days) =>
        {
            var sellable = Firm(Picture, days, risk / 100m);
            return sellable.Firm.Count % 8 == 0 && sellable.Firm >= Gpus.Zero && (sellable.Signed < Gpus.Zero || sellable.Firm <= sellable.Signed)
                && sellable.Power == Whole.Of(sellable.Firm);
        }).Check(Laws.Seeded);

    // What was used lately is what the forecast starts from.
    [Fact]
    public void Doubling_the_last_four_weeks_of_demand_lowers_what_can_be_sold()
    {
        var doubled = Ready.Told(Now, Using("grok", [.. Wave.Select((gpus, hour) => hour >= 4 * 168 ? gpus * 2 : gpus)]));

        Assert.True(Firm(new(doubled, Now), 90, 0.05m).Firm < Firm(Picture, 90, 0.05m).Firm);
    }

    [Fact]
    public void Without_own_demand_and_contracts_the_whole_pool_can_be_sold() =>
        Assert.Equal((new Gpus(220_000), new Kilowatts(300_000)), Firm(new(Ready, Now), 365, 0.05m) is var all ? (all.Firm, all.Power) : default);

    [Fact]
    public void When_it_is_sold_nothing_is_left_and_when_it_is_used_too_the_signed_figure_says_by_how_much()
    {
        Assert.Equal(Gpus.Zero, Firm(new(SignedBook, Now), 365, 0.05m).Firm);

        var both = Firm(new(SignedBook.Told(At(2026, 4, 21), Using("grok", 8_000)), Now), 365, 0.5m);
        Assert.Equal(Gpus.Zero, both.Firm);
        Assert.True(both.Signed <= new Gpus(-8_000));
    }

    [Fact]
    public void The_curve_shows_each_date_with_what_is_supplied_committed_and_free()
    {
        var points = SellableCapacity.Curve(new(SignedBook, At(2026, 4, 21)), Ready.Fleet.Pools[Colossus], [Day(2026, 6, 30), Day(2026, 7, 1), Day(2029, 6, 1)], 0.05m).ToList();

        Assert.Equal([110_000L, 220_000L, 0L], points.Select(point => point.Committed));
        Assert.Equal([110_000L, 0L, 220_000L], points.Select(point => point.Free));
        Assert.All(points, point => Assert.Equal((220_000L, 0, 0), (point.Supply, (int)point.OwnMedian, (int)point.OwnHigh)));
    }

    [Fact]
    public void The_high_demand_of_a_date_is_never_below_its_median()
    {
        var points = SellableCapacity.Curve(Picture, Ready.Fleet.Pools[Colossus], Enumerable.Range(0, 60).Select(day => Day(2026, 3, 2).PlusDays(day)), 0.05m);

        Assert.All(points, point => Assert.True(point.OwnMedian <= point.OwnHigh && point.Free == Math.Max(0, 220_000 - point.OwnHigh)));
    }

    static SellableCapacity Firm(CapacityPicture picture, int days, decimal risk) =>
        SellableCapacity.Of(picture, picture.Book.Fleet.Pools[Colossus], new(At(2026, 3, 3), At(2026, 3, 3) + Duration.FromDays(days)), risk);
}
