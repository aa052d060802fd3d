using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ClosedBooksTests
{
    // Law: what a quarter's end closed with by its ledger is what the contracts come to as they were known then, whatever is said later.
    [Fact]
    public void The_book_as_a_quarter_was_closed_comes_to_what_its_ledger_closed_with() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            if (ClosedBooks.Of(facts).Closed.At(Day(2026, 6, 30)) is not { } closed) return true;
            var (june, lines) = (closed.Sold.Select(contract => ContractBalances.AsClosed(closed, contract, Day(2026, 6, 30))).ToList(),
                RollForward.Of(facts, Month(2026, 6)).Whole);
            decimal Closing(params AccountKind[] kinds) => lines.Where(line => kinds.Contains(line.Kind)).Sum(line => line.Closing);
            return june.Sum(each => each.Amounts.Recognised) == Closing(AccountKind.Revenue, AccountKind.IntercompanyRevenue)
                && june.Sum(each => each.Amounts.ContractAsset) == Closing(AccountKind.ContractAsset)
                && june.Sum(each => each.Amounts.ContractLiability) == Closing(AccountKind.ContractLiability)
                && june.Sum(each => each.Amounts.CustomerLiability) == Closing(AccountKind.CustomerLiability);
        }).Check(Laws.Seeded.WithMaxTest(300));

    [Fact]
    public void A_month_that_was_opened_again_is_kept_only_once_it_is_closed_anew()
    {
        List<Fact> facts = [.. RollForwardTests.Facts(With(Fee((Start, 625m))), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)))];
        var closed = ClosedBooks.Of(facts).Closed;
        var opened = closed.After(new Fact(facts.Count + 1, facts[^1].RecordedAt, Us, new MonthReopened(Month(2026, 6), Us, "a late reading")), closed.At(Day(2026, 6, 30))!);

        Assert.Equal(facts.Count, closed.At(Day(2026, 6, 30))!.Position);
        Assert.Equal((null, null, null), (closed.At(Day(2026, 6, 29)), closed.At(Day(2026, 5, 31)), opened.At(Day(2026, 6, 30))));
    }
}
