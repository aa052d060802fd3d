using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class FrontierTests
{
    static readonly CapacityPicture Picture = new(TiersTests.Busy, At(2026, 3, 2));

    // Law: with more sold the share, both risks and what is short never fall, what is idle never rises, and the pointwise risk is never above the joint one.
    [Fact]
    public void More_sold_is_never_less_risk() => Prop.ForAll(Gen.Choose(1, 120).ToArbitrary(), Gen.Choose(0, 90).ToArbitrary(), (days, notice) =>
    {
        var points = Of(days, notice).Points;
        return points.Zip(points.Skip(1))
            .All(pair => pair.First.Share <= pair.Second.Share && pair.First.Risk <= pair.Second.Risk && pair.First.RiskOnADate <= pair.Second.RiskOnADate
                && pair.First.Short <= pair.Second.Short && pair.First.Idle >= pair.Second.Idle)
            && points.All(point => point.RiskOnADate <= point.Risk) && points[0].More == Gpus.Zero && points.All(point => point.More.Count % 8 == 0);
    }).Check(Laws.Seeded.WithMaxTest(30));

    // Law: what is taken back never costs more than bearing it, when the price is no more than the cost of a shortfall.
    [Fact]
    public void Recall_never_costs_more_than_bearing_the_shortfall() =>
        Assert.All(Of(90, 10, new(2m, 12m, 0), 3m).Points,
            point => Assert.True(point.Costs.Recalled <= point.Costs.Borne + 0.5m * 24 && point.Costs.BoughtOutside <= point.Costs.Borne));

    [Fact]
    public void Without_prices_only_the_risk_is_told()
    {
        var point = Of(30, 90).Points[^1];

        Assert.Equal((null, null, null, null), (point.GainADay, point.Costs.Borne, point.Costs.BoughtOutside, point.Costs.Recalled));
        Assert.True(point.Risk > 0.9m);
    }

    // Nothing is used and nothing sold: all 220,000 can be sold without any risk, for 2 an hour.
    [Fact]
    public void Where_nothing_is_uncertain_all_of_it_is_sold_without_risk()
    {
        var last = Frontier.Of(new(Ready, At(2026, 3, 2)), Ready.Fleet.Pools[Colossus], Day(2026, 4, 1), 30, new(0.05m), new(2m, 10m, 0)).Points[^1];

        Assert.Equal((220_000L, 1m, 0m, 0m, 0m, 10_560_000m), (last.More.Count, last.Share, last.Risk, last.Short, last.Idle, last.GainADay!.Value));
    }

    // Nor does a limit of the policy make a risk: half may be sold, and the rest would be free.
    [Fact]
    public void A_limit_of_the_policy_is_no_risk()
    {
        var book = Ready.Told(At(2026, 3, 2), new SetPolicy(Policy.Default with { Limits = new() { GreatestShare = 0.5m } }));
        var (picture, pool) = (new CapacityPicture(book, At(2026, 3, 2)), book.Fleet.Pools[Colossus]);

        Assert.Equal((220_000L, 0m), Frontier.Of(picture, pool, Day(2026, 4, 1), 30, new(0.05m)).Points[^1] is var last ? (last.More.Count, last.Risk) : default);
        Assert.Equal(new Gpus(110_000), new HeadroomCurve(picture, pool, Day(2026, 4, 1), 30).Points(new(0.05m)).Last().Joint);
    }

    static Frontier Of(int days, int notice, Stakes? stakes = null, decimal? outside = null) =>
        Frontier.Of(Picture, Picture.Book.Fleet.Pools[Colossus], Day(2026, 3, 3), days, new(0.05m) { NoticeDays = notice }, stakes, outside);
}
