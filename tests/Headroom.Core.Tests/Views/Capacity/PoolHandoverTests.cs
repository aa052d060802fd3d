using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PoolHandoverTests
{
    static readonly Slug[] Rows = [Slug.Of("row-1"), Slug.Of("row-2"), Slug.Of("row-3")];

    // 3,000 GPUs through 30 June, fourteen days of handover by the policy; two rows of 1,000 in blocks, 1,000 GPUs in none.
    static Book Sold { get; } = Ready.Told(At(2026, 4, 20),
        [new SetPolicy(Policy.Default with { HandoverDays = 14 }), new SignContract(With(Reserving((Start, 3_000)), Fee((Start, 30_000m))) with { Through = Day(2026, 6, 30) }),
            .. Rows.Select(row => new NameBlock(new(row, Colossus, new Gpus(1_000), [], null)))]);

    // Law: while 3,000 are committed, blocks of the contract add nothing; then what is kept and what is on its way back counts, and of the policy's days only what no block stands
    // for.
    [Fact]
    public void A_block_counts_once() => Prop.ForAll(Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 700)).ArrayOf(20).ToArbitrary(), Gen.Choose(0, 110).ToArbitrary(), (asked, day) =>
    {
        var book = asked.OrderBy(each => each.Item2).Aggregate(Sold, (told, each) => Next(told, Rows[each.Item1], At(2026, 5, 1) + Duration.FromHours(each.Item2 * 3)));
        var at = At(2026, 5, 1) + Duration.FromDays(day);
        long In(Func<HandoverBlock, bool> which) => book.Blocks.Values.Where(which).Sum(block => block.Gpus.Count);
        var (held, back) = (In(block => block.StateAt(at) is BlockState.Assigned or BlockState.InUse), In(block => block.StateAt(at).IsInHandover()));
        var returned = In(block => block.StateAt(at) is not (BlockState.Assigned or BlockState.InUse) && block.Moves.Any(move => move.To == BlockState.Draining && move.At <= at));
        var planned = at < At(2026, 7, 15) ? Math.Max(0, 3_000 - returned - held) : 0;
        return Seen(book, day)[0] == (at < At(2026, 7, 1) ? 0 : held + back + planned);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void Without_blocks_the_days_of_the_policy_hold() => Assert.Equal([0L, 3_000L, 3_000L, 0L], Seen(Sold, 59, 61, 74, 75));

    // Row 1 leaves on 28 June and is ready on 4 July, row 2 leaves on 2 July and takes until 20 July: beside them the policy's days for 1,000 GPUs.
    [Fact]
    public void Real_days_stand_in_place_of_planned_ones_for_their_GPUs()
    {
        var book = Through(Through(Sold, Rows[0], 1, 2, 58, 59, 60, 61, 64), Rows[1], 1, 2, 62, 63, 64, 65, 80);

        // 27 June, 29 June (still committed), 1 July, 3 July, 5 July, 14 July, 16 July, 19 July, 21 July.
        Assert.Equal([0L, 0L, 3_000L, 3_000L, 2_000L, 2_000L, 1_000L, 1_000L, 0L], Seen(book, 57, 59, 61, 63, 65, 74, 76, 79, 81));
    }

    [Fact]
    public void What_is_late_counts_until_it_is_ready_and_what_has_failed_until_it_is_repaired()
    {
        var late = Through(Sold, Rows[0], 1, 2, 58, 59);
        var failed = late.Told(At(2026, 9, 1), new MoveBlock(Rows[2], new(BlockState.Failed, At(2026, 5, 10), null, null, "")));
        var pool = late.Fleet.Pools[Colossus];

        Assert.Equal((1_000L, 0L, 1_000L),
            (Seen(late, 300)[0], PoolHandover.Of(late, pool, At(2026, 7, 1)).Handover.At(At(2027, 1, 1)), PoolHandover.Of(failed, pool, At(2026, 9, 1)).Broken.At(At(2027, 1, 1))));
        Assert.Equal(0L, PoolHandover.Of(late, pool, Instant.MinValue).Handover.At(At(2027, 1, 1)));
        Assert.Equal(218_000L, Free(failed, At(2026, 9, 1)));
    }

    // Nobody gave row 1 back by the end: it counts beyond the commitment, and not once more as planned.
    [Fact]
    public void What_a_customer_keeps_after_its_last_day_cannot_be_sold()
    {
        var kept = Through(Sold, Rows[0], 1, 2);

        Assert.Equal([3_000L, 1_000L, 1_000L], Seen(kept, 62, 76, 300));
        Assert.Equal(0L, PoolHandover.Of(kept, kept.Fleet.Pools[Colossus], At(2026, 6, 1)).Handover.At(At(2026, 8, 1)));
    }

    static long[] Seen(Book book, params int[] days) =>
        [.. days.Select(day => PoolHandover.Of(book, book.Fleet.Pools[Colossus], At(2026, 9, 1)).Handover.At(At(2026, 5, 1) + Duration.FromDays(day)))];

    static long Free(Book book, Instant at)
    {
        var picture = new CapacityPicture(book, at);
        return picture.Supply(book.Fleet.Pools[Colossus]).At(at) - picture.Taken(book.Fleet.Pools[Colossus]).At(at);
    }

    /// <summary>The usual way of a block: assigned, in use, draining, erasing, revalidating, burn-in, ready, each so many days after the first of May.</summary>
    static Book Through(Book book, Slug row, params int[] days) => days.Aggregate(book, (told, day) => Next(told, row, At(2026, 5, 1) + Duration.FromDays(day)));

    static Book Next(Book book, Slug row, Instant at)
    {
        var to = book.Blocks[row].StateAt(Instant.MaxValue).Next()[0];
        return book.Asked(At(2026, 9, 1), new MoveBlock(row, new(to, at, to == BlockState.Assigned ? Id : null, to == BlockState.Revalidating ? "17" : null, "")));
    }
}
