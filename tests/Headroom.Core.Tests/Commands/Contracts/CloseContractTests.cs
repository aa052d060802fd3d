using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class CloseContractTests
{
    static readonly CloseContract Close = new(Id);

    /// <summary>May 2026 alone, a week of handover after it.</summary>
    static Book Short => Ready.WithPolicy(Policy.Default with { HandoverDays = 7 })
        .Told(At(2026, 4, 20), new SignContract(With(RampCapacity with { Steps = [RampCapacity.Steps[0]] }, Fee((Start, 100m))) with { Through = Day(2026, 5, 31) }));

    [Fact]
    public void It_closes_when_it_is_served_billed_paid_and_handed_back_and_then_takes_nothing_more()
    {
        var served = Short.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
        var paid = served.Told(At(2026, 6, 5), new RecordPayment("INV-0000001", Day(2026, 6, 5), 100m, "USD", "wire"));
        var closed = paid.Told(At(2026, 6, 8), Close);

        Assert.Equal(Stage.Closed, Lifecycle.Of(closed, Id, Day(2026, 6, 8))!.Stage);
        closed.Refuses(At(2026, 6, 8), Close, RefusalCode.ContractClosed, "contract");
        closed.Refuses(At(2026, 6, 8), new DeliverCapacity(Id, Colossus, Start, new Gpus(8)), RefusalCode.ContractClosed, "contract");
        closed.Refuses(At(2026, 6, 8), new GiveNotice(Id, Side.Buyer, Start), RefusalCode.ContractClosed, "contract");
        closed.Refuses(At(2026, 6, 8), new AmendContract(closed.Contracts[Id].Terms, Start, Treatment.Correction, null), RefusalCode.ContractClosed, "contract");
        Assert.Empty(Agenda.Of(closed, closed.Contracts[Id], Day(2026, 6, 9)));
    }

    [Fact]
    public void While_anything_is_left_it_is_refused_with_the_numbers()
    {
        var running = Short.Refusing(At(2026, 5, 10), Close);
        Assert.Equal((RefusalCode.ContractOpen, "It is served through 2026-05-31; today is 2026-05-10.", "110000"), (running.Code, running.Says, running.Numbers["gpus_out"]));

        var handed = Short.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Refusing(At(2026, 6, 7), Close);
        Assert.Equal("Its capacity is handed back until 2026-06-08; today is 2026-06-07.", handed.Says);

        var unbilled = Short.Refusing(At(2026, 6, 8), Close);
        Assert.Equal("100", unbilled.Numbers["unbilled"].Split('.')[0]);

        var unpaid = Short.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Refusing(At(2026, 6, 8), Close);
        Assert.Equal(("1", "100"), (unpaid.Numbers["open_invoices"], unpaid.Numbers["open"].Split('.')[0]));
        Ready.Refuses(At(2026, 6, 8), Close, RefusalCode.NotFound, "contract");
    }

    // Served through 31 May, with a week of handover by the policy: both rows are ready on 3 June, and that is when it is back.
    [Fact]
    public void What_was_in_blocks_is_back_when_they_are_and_not_before()
    {
        static MoveBlock Move(string row, BlockState to, int month, int day, Slug? contract = null) =>
            new(Slug.Of(row), new(to, At(2026, month, day), contract, to == BlockState.Revalidating ? "17" : null, ""));
        static IEnumerable<Command> Back(string row, int day) =>
            [Move(row, BlockState.Draining, 5, 30), Move(row, BlockState.Erasing, 6, 1), Move(row, BlockState.Revalidating, 6, 1), Move(row, BlockState.BurnIn, 6, 2),
                Move(row, BlockState.Ready, 6, day)];
        var used = Short.Told(At(2026, 5, 2),
            [.. new[] { "row-1", "row-2" }.SelectMany(row =>
                new Command[] { new NameBlock(new(Slug.Of(row), Colossus, new(55_000), [], null)), Move(row, BlockState.Assigned, 5, 1, Id), Move(row, BlockState.InUse, 5, 1) })]);
        var paid = used.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Told(At(2026, 6, 2), new RecordPayment("INV-0000001", Day(2026, 6, 2), 100m, "USD", "wire"));

        var one = paid.Told(At(2026, 6, 3), [.. Back("row-1", 3)]).Refusing(At(2026, 6, 20), Close);
        Assert.Equal(("1 of its blocks are not back: row-2 is in-use.", "55000"), (one.Says, one.Numbers["gpus_out"]));
        var both = paid.Told(At(2026, 6, 3), [.. Back("row-1", 3), .. Back("row-2", 3)]).Told(At(2026, 6, 3), Close);
        Assert.True(both.Contracts[Id].IsClosed);
    }

    [Fact]
    public void While_a_line_is_disputed_it_is_refused_even_when_all_is_paid()
    {
        var paid = Short.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5))).Told(At(2026, 6, 5), new RecordPayment("INV-0000001", Day(2026, 6, 5), 100m, "USD", "wire"));
        var disputed = paid.Told(At(2026, 6, 6), new RaiseDispute("INV-0000001", "fee", Month(2026, 5), 40m, Side.Buyer, "two days down", "ticket 7"));

        var refusal = disputed.Refusing(At(2026, 6, 8), Close);
        Assert.Equal((RefusalCode.ContractOpen, "1"), (refusal.Code, refusal.Numbers["open_disputes"]));
        Assert.StartsWith("40", refusal.Numbers["disputed"]);
    }
}
