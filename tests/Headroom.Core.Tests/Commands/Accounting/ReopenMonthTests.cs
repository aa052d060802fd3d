using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Tests.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class ReopenMonthTests
{
    static readonly ReopenMonth May = new(Month(2026, 5), Slug.Of("controller"), "the wrong fee was signed");

    [Fact]
    public void Only_the_last_closed_month_is_opened_again_and_only_for_a_reason()
    {
        var closed = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));

        SignedBook.Refuses(At(2026, 6, 2), May, RefusalCode.MonthOpen, "month");
        closed.Refuses(At(2026, 6, 2), May with { Month = Month(2026, 6) }, RefusalCode.MonthOpen, "month");
        closed.Refuses(At(2026, 6, 2), May with { Reason = "  " }, RefusalCode.OutOfRange, "reason");
        closed.Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6))).Refuses(At(2026, 7, 2), May, RefusalCode.MonthClosed, "month");
        Assert.Equal(Month(2026, 5), closed.Told(At(2026, 6, 2), May).FirstOpen);
    }

    // By hand: May was closed with a fee of 625 that is 525: opened again it takes the 625 back, and closed again it has 525 and a credit of 100, and no catch-up.
    [Fact]
    public void A_month_opened_and_closed_again_is_as_if_it_had_been_right_at_once()
    {
        var facts = RollForwardTests.Facts(With(Fee((Start, 625m))), new CloseMonth(Month(2026, 5)), May,
            new AmendContract(With(Fee((Start, 525m))), Start, Treatment.Correction, null), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)));
        var (may, june) = (RollForward.Of(facts, Month(2026, 5)), RollForward.Of(facts, Month(2026, 6)));

        Assert.Equal([(AccountKind.Receivable, 525m), (AccountKind.Revenue, 525m)], may.Whole.Where(line => line.Closing != 0).Select(line => (line.Kind, line.Closing)));
        Assert.Equal(525m, june.Whole.Single(line => line.Kind == AccountKind.Revenue).Movements.Single().Amount);
        Assert.True(may.Holds && june.Holds);
        Assert.Equal(-625m, Ledger.Entries(facts)
            .Single(entry => entry.Text.StartsWith("reopened: ", System.StringComparison.Ordinal)).Postings.Single(posting => posting.On.Kind == AccountKind.Revenue).Amount * -1);
    }

    // By hand: May's fee of 625 was 525, which June catches up: 100 back of what was billed and of what was earned, and 525 of June itself. Opened and closed again with nothing
    // said, June moves the same balances by the same causes, the contract's asset and liability among them.
    [Fact]
    public void A_month_opened_and_closed_again_with_nothing_said_rolls_forward_as_before()
    {
        var once = RollForwardTests.Facts(With(Fee((Start, 625m))), new CloseMonth(Month(2026, 5)), new AmendContract(With(Fee((Start, 525m))), Start, Treatment.Correction, null),
            new CloseMonth(Month(2026, 6)));
        var book = RollForwardTests.Book(once);
        List<Fact> again = [.. once, .. book.Facts(At(2026, 9, 3), new ReopenMonth(Month(2026, 6), Slug.Of("controller"), "a late reading"), new CloseMonth(Month(2026, 6)))];

        Assert.Equal(Moved(once), Moved(again));

        static IEnumerable<(AccountKind, string, decimal)> Moved(IEnumerable<Fact> facts) =>
            RollForward.Of(facts, Month(2026, 6)).Whole.SelectMany(line =>
                line.Movements.Where(move => move.Amount != 0).Select(move => (line.Kind, move.Cause.Text, move.Amount)));
    }

    [Fact]
    public void While_a_month_is_open_again_it_has_no_closing_to_tie()
    {
        var facts = RollForwardTests.Facts(Agreed, new CloseMonth(Month(2026, 5)), May);

        Assert.False(RollForward.Of(facts, Month(2026, 5)).IsClosed);
        Assert.DoesNotContain(RollForward.Of(facts, Month(2026, 5)).Whole, line => line.Kind == AccountKind.Revenue && line.Closing != 0);
    }
}
