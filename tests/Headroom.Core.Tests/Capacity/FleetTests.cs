using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Capacity;

public sealed class FleetTests
{
    // Law: what is planned in a pool is the sum of its blocks, each over its own dates.
    [Fact]
    public void Planned_supply_is_the_sum_of_the_blocks_in_service() =>
        Prop.ForAll(Gen.Zip(Any.Date, Gen.Choose(1, 900)).ArrayOf(4).ToArbitrary(), Any.Date.ToArbitrary(), (spans, at) =>
        {
            var blocks = spans.Select((span, i) => Block($"c{i}", 8 * (i + 1)) with { Planned = span.Item1, Retires = span.Item1.PlusDays(span.Item2) }).ToList();
            var expected = blocks.Where(block => block.Planned <= at && at < block.Retires).Sum(block => block.Gpus.Count);
            var fleet = blocks.Aggregate(Ready.Fleet with { Blocks = Ready.Fleet.Blocks.Clear() }, (sum, block) => sum with { Blocks = sum.Blocks.Add(block.Id, block) });
            return fleet.Planned(fleet.Pools[Colossus]).At(Chicago.StartOf(at)) == expected;
        }).Check(Laws.Seeded);

    [Fact]
    public void A_block_past_its_date_and_not_energised_is_planned_and_not_counted_on()
    {
        var late = Block("c2", 8_000) with { Planned = Day(2026, 4, 1) };
        var fleet = Ready.Fleet with { Blocks = Ready.Fleet.Blocks.Add(late.Id, late) };
        var pool = fleet.Pools[Colossus];

        Assert.Equal(228_000, fleet.Supply(pool, At(2026, 3, 1)).At(At(2026, 6, 1)));
        Assert.Equal(220_000, fleet.Supply(pool, At(2026, 4, 2)).At(At(2026, 6, 1)));
        Assert.Equal(228_000, fleet.Planned(pool).At(At(2026, 6, 1)));
    }

    [Fact]
    public void Pools_share_the_power_of_every_node_up_to_the_root()
    {
        var hall = new Site(Slug.Of("hall-1"), Memphis, "America/Chicago", null);
        var second = new Pool(Slug.Of("gb200"), hall.Id, null, new Gpus(72), Whole, Gpus.Zero);
        var fleet = Ready.Fleet with { Sites = Ready.Fleet.Sites.Add(hall.Id, hall), Pools = Ready.Fleet.Pools.Add(second.Id, second) };

        Assert.Equal([hall.Id, Memphis], fleet.PathToRoot(second).Select(site => site.Id));
        Assert.Equal([Colossus, second.Id], fleet.PoolsUnder(fleet.Sites[Memphis]).Select(pool => pool.Id));
        Assert.Equal([second.Id], fleet.PoolsUnder(hall).Select(pool => pool.Id));
    }

    [Fact]
    public void Without_a_class_nothing_else_can_stand_in()
    {
        var pool = Ready.Fleet.Pools[Colossus];
        var classed = pool with { Class = Slug.Of("hopper") };
        var sister = classed with { Id = Slug.Of("colossus-2") };
        var fleet = Ready.Fleet with { Pools = Ready.Fleet.Pools.SetItem(Colossus, classed).Add(sister.Id, sister) };

        Assert.Equal([pool], Ready.Fleet.ClassOf(pool));
        Assert.Equal([Colossus, sister.Id], fleet.ClassOf(classed).Select(each => each.Id));
    }
}
