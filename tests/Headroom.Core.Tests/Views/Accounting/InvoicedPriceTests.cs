using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class InvoicedPriceTests
{
    // Law: what was billed by a date and what comes after it are the whole, and the whole is what the lines of all invoices add up to.
    [Fact]
    public void What_was_billed_and_what_is_to_come_are_the_sum_of_all_lines() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (terms, offset) =>
        {
            var (schedule, digits) = (Signed(terms).Schedule(null), terms.Currency.Digits);
            var (cut, price) = (terms.From.PlusDays(offset), schedule with { Charges = schedule.Charges.RemoveAll(charge => charge.IsMeans) });
            var whole = InvoicedPrice.Total(schedule, digits);
            return InvoicedPrice.At(schedule, cut, digits) + InvoicedPrice.Over(schedule, cut, LocalDate.Max(cut, terms.End), digits) == whole
                && Billing.Plan(terms, price).Sum(month => month.Amount) == whole
                && InvoicedPrice.VariableOver(schedule, cut, cut, digits) == 0;
        }).Check(Laws.Thousand);

    // By hand: three fees of 100 a month from the 11th. 21/31 of each in May and in July are 67.74, together 203.22, although 3 × 21/31 of 100 are 203.23.
    static readonly Terms Thirds = With(Each("compute"), Each("storage"), Each("support")) with
    { From = Day(2026, 5, 11), Through = Day(2026, 7, 21), Revenue = RevenuePolicy.AsInvoiced };

    static Monthly Each(string name) => new(name, [new FeeStep(Day(2026, 5, 11), 100m)], Proration.ActualDays);

    [Fact]
    public void Each_charge_is_rounded_by_itself()
    {
        var schedule = Signed(Thirds).Schedule(null);

        Assert.Equal((203.22m, 503.22m, 706.44m),
            (InvoicedPrice.At(schedule, Day(2026, 6, 1), 2), InvoicedPrice.At(schedule, Day(2026, 7, 1), 2), InvoicedPrice.Total(schedule, 2)));
        Assert.Equal((300m, 0m), (InvoicedPrice.Over(schedule, Day(2026, 6, 1), Day(2026, 7, 1), 2), InvoicedPrice.Over(schedule, Day(2026, 7, 1), Day(2026, 6, 1), 2)));
    }

    // The same contract billed and closed month by month: invoices, ledger, revenue, backlog, remaining obligations and what is disclosed are the same cents.
    [Fact]
    public void Every_report_says_what_the_invoices_and_the_ledger_say()
    {
        var (facts, book) = (new List<Fact>(), Core.Books.Book.Empty);
        void Tell(LocalDate on, params Command[] said)
        {
            foreach (var fact in book.Facts(Chicago.StartOf(on), said)) { facts.Add(fact); book = book.With(fact); }
        }
        Tell(Day(2026, 4, 20), new OpenBook(Us, "America/Chicago", Sandbox: true, null), new SignContract(Thirds));
        foreach (var (month, invoiced) in new[] { (5, 203.22m), (6, 503.22m), (7, 706.44m) })
        {
            Tell(Day(2026, month + 1, 1), new CloseMonth(Month(2026, month)));
            var (contract, at) = (book.Contracts[Id], Day(2026, month + 1, 1).PlusDays(-1));
            var (seen, remains, standing) = (RevenueUnderPolicy.All(contract, at).Single(each => each.IsStated), Rpo.Of(contract, at), Standing.Of(book, contract, at));
            var posted = -Ledger.Balances(Ledger.Entries(facts))
                .Where(balance => balance.Key.Account.StartsWith("income:revenue:", StringComparison.Ordinal)).Sum(each => each.Value);

            Assert.Equal(invoiced, book.Receivables.TotalBilled(Id));
            Assert.Equal((invoiced, invoiced, invoiced), (posted, Figures.All["revenue"].At(book, at).Values.Sum(), standing.BalancesAt(at).Recognised));
            Assert.Equal((invoiced, invoiced), (seen.Recognised, seen.Months.Where(each => each.Month <= Month(2026, month)).Sum(each => each.Amount)));
            Assert.Equal((0m, 706.44m - invoiced, 706.44m - invoiced), (seen.Months[month - 5].Balance, seen.Rpo, remains.Disclosed));
            Assert.Equal((706.44m - invoiced, 706.44m - invoiced), (Backlog.Of(contract, at).Stated, Backlog.Of(contract, at).Enforceable));
            Assert.Equal((706.44m, invoiced, 0m), (standing.Headline, standing.Served, standing.Timing));
        }
        Assert.Equal(706.44m, Explanation.Of(Thirds, Start, Start).StatedTotal);
    }
}
