using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class BlockUseTests
{
    static readonly Slug[] Rows = [Slug.Of("row-1"), Slug.Of("row-2"), Slug.Of("row-3")];
    static readonly Instant Later = At(2026, 12, 1);

    // 30,000 a month for 3,000 GPUs in three rows of 1,000; the fee follows them from the first day.
    static readonly Terms Followed = With(Reserving((Start, 3_000)), Fee((Start, 30_000m)), new ProRata(Colossus, Day(2026, 6, 30)) { FromStart = true }, AfterLockIn);

    static readonly Terms InTranches = With(Reserving((Start, 3_000)), Fee((Start, 30_000m)),
        new TrancheDelivery("first", Colossus, new Gpus(2_000), Day(2026, 5, 15), [new Carried("fee", 0.6m)], FeeStart.Acceptance, ["burn-in"],
            null)
        { Blocks = [Rows[0], Rows[1]] },
        new LateDelivery("late", null, 3, 0.02m, 1, 0, 0, null, false), AfterLockIn);

    // Law: the fee by blocks is the fee by the same quantities said by delivery facts, at every date and seen from every date, and so is what is recognised of it.
    [Fact]
    public void The_fee_by_blocks_is_the_fee_by_the_same_deliveries() =>
    Prop.ForAll(Gen.Zip(Gen.Choose(0, 2), Gen.Choose(0, 900)).ArrayOf(24).ToArbitrary(), Any.Date.ToArbitrary(), (asked, seen) =>
    {
        var byBlocks = asked.OrderBy(each => each.Item2)
            .Aggregate(Named(Followed), (book, each) => Next(book, Rows[each.Item1], At(2026, 5, 1) + Duration.FromHours(each.Item2 * 5)));
        var dates = byBlocks.Blocks.Values.SelectMany(block => block.Moves).Select(move => Chicago.DateOf(move.At)).Distinct().Order();
        // A date counts what is in use at its end: what is accepted on it is, and what leaves on it is not.
        var byFacts = dates.Aggregate(Named(Followed),
            (book, date) => book.Told(Later, new DeliverCapacity(Id, Colossus, date, InUse(byBlocks, Chicago.StartOf(date.PlusDays(1)) - Duration.Epsilon))));
        var (one, other) = (byBlocks.Contracts[Id], byFacts.Contracts[Id]);
        return Enumerable.Range(0, 220).Select(day => Start.PlusDays(day)).All(day => one.Schedule(seen).Due.PerDayOn(day) == other.Schedule(seen).Due.PerDayOn(day))
            && Recognition.Of(one, one.RevenueOn(seen), seen).Recognised(seen) == Recognition.Of(other, other.RevenueOn(seen), seen).Recognised(seen);
    }).Check(Laws.Seeded.WithMaxTest(300));

    // Accepted on 11 May at noon and drained on 21 May: 10 of 31 days, a third of the fee.
    [Fact]
    public void The_day_of_acceptance_counts_and_the_day_of_leaving_does_not()
    {
        var book = Moved(Named(Followed), Rows[0], (BlockState.Assigned, 8), (BlockState.InUse, 10.5), (BlockState.Draining, 20.2));
        var contract = book.Contracts[Id];

        Assert.Equal([new BlockUse(Rows[0], Colossus, new Gpus(1_000), Day(2026, 5, 11), Day(2026, 5, 21))], contract.Uses);
        Assert.Equal([new Delivery(Colossus, Day(2026, 5, 11), new Gpus(1_000)), new Delivery(Colossus, Day(2026, 5, 21), Gpus.Zero)], contract.Delivered);
        Assert.Equal(3_225.81m, contract.Schedule(Day(2026, 5, 31)).Due.Amount(Day(2026, 5, 1), Day(2026, 6, 1), 2));
    }

    // What is said beside blocks is added to them.
    [Fact]
    public void Deliveries_beside_the_blocks_add_up_with_them()
    {
        var book = Moved(Named(Followed), Rows[0], (BlockState.Assigned, 1), (BlockState.InUse, 2))
            .Told(Later, new DeliverCapacity(Id, Colossus, Day(2026, 5, 2), new Gpus(800)), new DeliverCapacity(Id, Colossus, Day(2026, 5, 9), new Gpus(1_600)));

        Assert.Equal([800L, 1_800L, 2_600L], book.Contracts[Id].Delivered.Select(delivery => delivery.Gpus.Count));
    }

    // The tranche of two rows is ready with the second assigned (21 May: late by 3 days after the grace, 2% of 18,000 each) and accepted with the second in use.
    [Fact]
    public void A_tranche_is_ready_and_accepted_by_its_blocks()
    {
        var first = Moved(Named(InTranches), Rows[0], (BlockState.Assigned, 10), (BlockState.InUse, 12));
        var ready = Moved(first, Rows[1], (BlockState.Assigned, 20));
        var accepted = Moved(ready, Rows[1], (BlockState.InUse, 24));

        Assert.Empty(first.Contracts[Id].Events);
        Assert.Equal(new TrancheReady(Day(2026, 5, 21), "first", "'row-2' is the last of its blocks"), Assert.Single(ready.Contracts[Id].Events));
        Assert.Equal(Day(2026, 5, 25), accepted.Contracts[Id].Events.OfType<TrancheAccepted>().Single().On);
        // 12,000 a month that wait for nothing, 7 of 31 days of 18,000, less 2 days' credit of 360.
        Assert.Equal(12_000m + 4_064.52m - 720m, accepted.Contracts[Id].Schedule(Day(2026, 5, 31)).Due.Amount(Day(2026, 5, 1), Day(2026, 6, 1), 2));
    }

    // One of the two rows leaves use on 16 June: half of the tranche's 18,000 for 15 of 30 days.
    [Fact]
    public void The_part_of_a_block_that_leaves_is_not_due_any_more()
    {
        var book = Moved(Moved(Named(InTranches), Rows[0], (BlockState.Assigned, 2), (BlockState.InUse, 3)), Rows[1], (BlockState.Assigned, 2), (BlockState.InUse, 4));
        var left = Moved(book, Rows[0], (BlockState.Draining, 46));

        Assert.Equal(30_000m, book.Contracts[Id].Schedule(Day(2026, 6, 30)).Due.Amount(Day(2026, 6, 1), Day(2026, 7, 1), 2));
        Assert.Equal(25_500m, left.Contracts[Id].Schedule(Day(2026, 6, 30)).Due.Amount(Day(2026, 6, 1), Day(2026, 7, 1), 2));
    }

    [Fact]
    public void Acceptance_by_tests_needs_evidence_and_a_block_stands_in_one_tranche_only()
    {
        var book = Moved(Moved(Named(InTranches), Rows[0], (BlockState.Assigned, 2), (BlockState.InUse, 3)), Rows[1], (BlockState.Assigned, 2));

        book.Refuses(Later, new MoveBlock(Rows[1], new(BlockState.InUse, At(2026, 5, 5), null, null, "")), RefusalCode.Malformed, "evidence");
        Assert.Contains((InTranches
            with
        { Legs = InTranches.Legs.Add(new TrancheDelivery("second", Colossus, new Gpus(8), Start, [], FeeStart.Acceptance, [], null) { Blocks = [Rows[1]] }) }).Check(),
            refusal => refusal.Field.EndsWith("blocks", StringComparison.Ordinal));
    }

    static Book Named(Terms terms) => Ready.Told(At(2026, 4, 20), [new SignContract(terms), .. Rows.Select(row => new NameBlock(new(row, Colossus, new Gpus(1_000), [], null)))]);

    /// <summary>The book after a block's moves, so many days after the first of May; use is shown by a report.</summary>
    static Book Moved(Book book, Slug row, params (BlockState To, double Days)[] moves) =>
        book.Told(Later, [.. moves.Select(move => new MoveBlock(row, new(move.To, At(2026, 5, 1) + Duration.FromDays(move.Days),
        move.To == BlockState.Assigned ? Id : null, move.To == BlockState.Revalidating ? "17" : null, move.To == BlockState.InUse ? "report 4" : "")))]);

    /// <summary>The block takes the usual next step.</summary>
    static Book Next(Book book, Slug row, Instant at)
    {
        var to = book.Blocks[row].StateAt(Instant.MaxValue).Next()[0];
        return book.Told(Later, new MoveBlock(row, new(to, at, to == BlockState.Assigned ? Id : null, to == BlockState.Revalidating ? "17" : null, "")));
    }

    static Gpus InUse(Book book, Instant at) => book.Blocks.Values.Where(block => block.StateAt(at) == BlockState.InUse).Aggregate(Gpus.Zero, (sum, block) => sum + block.Gpus);
}
