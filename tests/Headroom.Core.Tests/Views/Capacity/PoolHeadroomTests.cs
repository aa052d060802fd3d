using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PoolHeadroomTests
{
    static readonly CapacityPicture Picture = new(TiersTests.Busy, At(2026, 3, 2));

    // Law: the joint line never rises, never lies above the pointwise one, and ends at what can be sold firm.
    [Fact]
    public void The_joint_line_falls_below_the_pointwise_one_to_what_can_be_sold_firm() =>
    Prop.ForAll(Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 200).ToArbitrary(), (percent, days) =>
    {
        var all = Of(Picture, days, percent / 100m);
        return all.Points.All(point => point.Joint <= point.Pointwise) && all.Points.Zip(all.Points.Skip(1)).All(pair => pair.Second.Joint <= pair.First.Joint)
            && all.Points[^1].Joint == all.Tiers.Firm.Firm && all.Pointwise >= all.Tiers.Firm.Firm && all.Bounds.All(bound => bound.Gpus >= all.Tiers.Firm.Signed);
    }).Check(Laws.Seeded.WithMaxTest(100));

    // Law: what it pays to sell is never more than the risk permits, and a dearer shortfall never sells more.
    [Fact]
    public void A_dearer_shortfall_never_sells_more() => Prop.ForAll(Gen.Choose(1, 100).ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (a, b) =>
    {
        BestSale Best(int shortfall) => Of(Picture, 60, 0.05m, new(2m, shortfall, 0.5m)).Best!;
        return Best(Math.Max(a, b)) is var dear && Best(Math.Min(a, b)) is var cheap && dear.OnceForTheWindow <= cheap.OnceForTheWindow
            && dear.ForAsLongAsItLasts <= cheap.ForAsLongAsItLasts
            && dear.WithinRisk <= Of(Picture, 60, 0.05m).Tiers.Firm.Firm && dear.OnceForTheWindow <= dear.ForAsLongAsItLasts;
    }).Check(Laws.Seeded.WithMaxTest(20));

    [Fact]
    public void The_site_whose_power_is_short_bounds_it()
    {
        var book = TiersTests.Busy
            with
        {
            Fleet = TiersTests.Busy.Fleet
                with
            { Sites = Ready.Fleet.Sites.SetItem(Memphis, Ready.Fleet.Sites[Memphis] with { Limit = Headroom.Core.Time.Timeline<Kilowatts>.Always(new(150_000)) }) }
        };

        var bounds = Of(new(book, At(2026, 3, 2)), 30, 0.05m).Bounds;

        Assert.Equal([Colossus, Memphis], bounds.Select(bound => bound.What));
        Assert.Equal((new Kilowatts(150_000), true), (bounds[1].Limit, bounds[1].Gpus < bounds[0].Gpus));
        Assert.Equal(bounds[1].Gpus, Whole.FedBy(bounds[1].Free!.Value));
    }

    // 27,500 blocks of 8, each out for a hundredth of the time: some 275 are out in the mean, so more are held back.
    [Fact]
    public void N_plus_k_is_told_beside_the_pools_own_allowance_when_the_book_assumes_how_often_a_block_is_out()
    {
        Assert.Null(Of(Picture, 30, 0.05m).Spare.ByFailures);

        var small = TiersTests.Busy with { Fleet = Ready.Fleet with { Blocks = Ready.Fleet.Blocks.SetItem(Slug.Of("c1"), Block("c1", 480) with { Energised = Day(2025, 1, 1) }) } };
        var assumed = small.Told(At(2026, 3, 2),
            new MakeAssumption(new(HeldBack.Unavailable, 0.02m, "share of time", 0, 1, null, System.Collections.Immutable.ImmutableSortedDictionary<string, decimal>.Empty,
                "failure log")));

        Assert.Equal((Gpus.Zero, (Gpus?)new Gpus(32)), Of(new(assumed, At(2026, 3, 2)), 1, 0.01m).Spare is var held ? (held.Stated, held.ByFailures) : default);
    }

    [Fact]
    public void Without_a_price_and_a_cost_of_a_shortfall_there_is_no_best_quantity() => Assert.Null(Of(Picture, 30, 0.05m).Best);

    // The deal ends on 31 May 2029: its GPUs are in handover for the first three days of June.
    [Fact]
    public void Days_of_handover_are_shown_and_cannot_be_sold()
    {
        var book = SignedBook.Told(At(2026, 4, 21), new SetPolicy(Policy.Default with { HandoverDays = 3 }));

        var all = PoolHeadroom.Of(new(book, At(2026, 4, 21)), book.Fleet.Pools[Colossus], Day(2029, 5, 31), 5, new(0.05m));

        Assert.Equal(new Gpus(220_000), all.Handover);
        Assert.Equal([0L, 220_000, 220_000, 220_000, 0], all.Points.Select(point => point.Capacity.Handover));
        Assert.Equal([0L, 0, 0, 0, 220_000], all.Points.Select(point => point.Pointwise.Count));
    }

    static PoolHeadroom Of(CapacityPicture picture, int days, decimal risk, Stakes? stakes = null) =>
        PoolHeadroom.Of(picture, picture.Book.Fleet.Pools[Colossus], Day(2026, 3, 3), days, new(risk), stakes);
}
