using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class PostToLedgerTests
{
    static readonly List<Fact> Facts = RollForwardTests.Facts(Agreed, new CloseMonth(Month(2026, 5)), new SetAccountMap(GeneralLedgerTests.Map));
    static readonly Book May = RollForwardTests.Book(Facts);
    static readonly ImmutableArray<LedgerEntry> Entries = [.. Ledger.Entries(Facts)];

    [Fact]
    public void Each_reason_to_refuse_a_posting()
    {
        var posted = May.Told(At(2026, 9, 2), new PostToLedger(Month(2026, 5), Entries, May.Position));

        May.Refuses(At(2026, 9, 2), new PostToLedger(Month(2026, 6), Entries, May.Position), RefusalCode.MonthOpen, "month");
        May.Refuses(At(2026, 9, 2), new PostToLedger(Month(2026, 5), Entries, May.Position - 1), RefusalCode.Busy, "");
        posted.Refuses(At(2026, 9, 2), new PostToLedger(Month(2026, 5), Entries, posted.Position), RefusalCode.NothingDue, "month");
        Assert.Equal("GL-0000001", posted.Closing.Batches.Single().Id);
    }

    // A month that was opened again and closed with another fee posts what is different, under the next id.
    [Fact]
    public void A_month_closed_again_posts_the_difference()
    {
        var facts = RollForwardTests.Facts(With(Fee((Start, 625m))), new CloseMonth(Month(2026, 5)), new SetAccountMap(GeneralLedgerTests.Map));
        var posted = RollForwardTests.Book(facts);
        facts.AddRange(posted.Facts(At(2026, 9, 2), new PostToLedger(Month(2026, 5), [.. Ledger.Entries(facts)], posted.Position),
            new ReopenMonth(Month(2026, 5), Buyer, "the fee was wrong"),
            new AmendContract(With(Fee((Start, 525m))), Start, Treatment.Correction, null), new CloseMonth(Month(2026, 5))));
        var book = RollForwardTests.Book(facts);
        var again = book.Told(At(2026, 9, 2), new PostToLedger(Month(2026, 5), [.. Ledger.Entries(facts)], book.Position));

        Assert.Equal([("GL-0000001", 625m), ("GL-0000002", -100m)],
            again.Closing.Batches.Select(batch => (batch.Id, batch.Lines.Single(line => line.Key.Kind == AccountKind.Receivable).Amount)));
    }
}
