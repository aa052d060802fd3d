using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class StateAccountingPolicyTests
{
    static readonly AccountingPolicy Invoiced =
        new(null, Day(2026, 6, 1), RevenuePolicy.AsInvoiced, [RpoElection.RightToInvoice], Slug.Of("controller"), "price steps reflect value");

    [Fact]
    public void It_holds_for_contracts_signed_before_it_and_after_it()
    {
        var before = SignedBook.Told(At(2026, 5, 2), new StateAccountingPolicy(Invoiced));
        var after = Ready.Told(At(2026, 4, 20), new StateAccountingPolicy(Invoiced), new SignContract(Agreed));

        Assert.All([before, after], book => Assert.Equal(RevenuePolicy.AsInvoiced, book.Contracts[Id].RevenueOn(Day(2026, 6, 1))));
    }

    // By hand: May is recognised evenly over the term, 1,216.22 million; in June the policy is as invoiced, so that 1,250 are earned in all and 33.78 fall in it.
    [Fact]
    public void A_change_of_policy_is_caught_up_in_its_first_month()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Agreed with { Revenue = RevenuePolicy.StraightLineStated }), new StateAccountingPolicy(Invoiced));
        var recognised = new Dictionary<Slug, decimal>();

        Assert.Equal((1_216_216_216.22m, 33_783_783.78m),
            (Revenue.Recognise(book.Contracts[Id], Month(2026, 5), recognised), Revenue.Recognise(book.Contracts[Id], Month(2026, 6), recognised)));
    }

    [Fact]
    public void It_is_refused_with_its_reason()
    {
        void Refused(AccountingPolicy policy, RefusalCode code, string field) => SignedBook.Refuses(At(2026, 5, 2), new StateAccountingPolicy(policy), code, field);

        Refused(Invoiced with { From = Day(2026, 6, 2) }, RefusalCode.DatesUpsideDown, "from");
        Refused(Invoiced with { Elections = [RpoElection.OneYear, RpoElection.OneYear] }, RefusalCode.InvalidTerms, "elections");
        Refused(Invoiced with { Revenue = RevenuePolicy.StraightLineStated }, RefusalCode.InvalidTerms, "elections");
        Refused(Invoiced with { ExpectedBreakage = 0m }, RefusalCode.OutOfRange, "breakage");
        Refused(Invoiced with { ExpectedBreakage = 0.96m }, RefusalCode.OutOfRange, "breakage");
        Book.Empty.Refuses(At(2026, 5, 2), new StateAccountingPolicy(Invoiced), RefusalCode.NotFound, "book");
    }

    [Fact]
    public void A_closed_month_takes_no_policy()
    {
        var closed = SignedBook.Told(At(2026, 7, 3), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)));

        closed.Refuses(At(2026, 7, 3), new StateAccountingPolicy(Invoiced), RefusalCode.MonthClosed, "from");
    }

    [Fact]
    public void A_book_holds_so_many_statements_and_no_more()
    {
        var full = SignedBook.WithAccounting([.. Enumerable.Repeat(Invoiced, AccountingPolicy.Most)]);

        full.Refuses(At(2026, 5, 2), new StateAccountingPolicy(Invoiced), RefusalCode.TooLarge, "class");
    }
}
