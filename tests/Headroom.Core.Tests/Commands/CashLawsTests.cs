using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

/// <summary>What stays true of customers' money whatever is said about it, in whatever order, at every date.</summary>
public sealed class CashLawsTests
{
    static readonly IEnumerable<LocalDate> Dates = Enumerable.Range(0, 61).Select(CashLife.First.PlusDays);

    [Fact]
    public void At_every_date_no_more_is_applied_and_given_back_than_was_received() => Always(receivables =>
        receivables.Cash.Receipts.Values.All(receipt =>
            Dates.All(at => receivables.Cash.UnappliedOf(receipt, at) >= 0 && receivables.Cash.UnappliedOf(receipt, at) <= receipt.Amount)));

    [Fact]
    public void At_every_date_what_is_open_of_an_invoice_lies_between_nothing_and_its_total() => Always(receivables =>
        receivables.Invoices.Values.All(invoice => Dates.Where(at => at >= invoice.Issued).All(at => receivables.OpenOf(invoice, at) is var open
            && Math.Abs(open) <= Math.Abs(invoice.Total) && open * invoice.Total >= 0)));

    [Fact]
    public void Open_and_what_settled_it_are_the_total_of_each_invoice() => Always(receivables =>
        receivables.Invoices.Values.All(invoice =>
            receivables.OpenOf(invoice) + receivables.Cash.SettlementsOf(invoice.Number!).Sum(settlement => settlement.Amount) == invoice.Total));

    [Fact]
    public void Refunds_never_exceed_what_was_paid_and_credited() => Always(receivables => receivables.Cash.Refunds.GroupBy(refund => refund.Of).All(group =>
        group.Sum(refund => refund.Amount) <= (Slug.TryParse(group.Key) is { } id && receivables.Cash.Receipts.TryGetValue(id, out var receipt) ? receipt.Amount
            : -receivables.Invoices[group.Key].Total)));

    [Fact]
    public void No_bank_reference_is_borne_twice() => Always(receivables =>
        receivables.Cash.Receipts.Values.Select(receipt => receipt.BankReference).Concat(receivables.Cash.Refunds.Select(refund => refund.BankReference))
            .OfType<string>().GroupBy(reference => reference).All(group => group.Count() == 1));

    // Law: the accounts of all customers are the whole, in each currency, at every date.
    [Fact]
    public void Statements_add_up_to_what_was_invoiced_received_and_given_back() =>
        Prop.ForAll(CashLife.Any, Gen.Choose(0, 60).ToArbitrary(), (numbers, day) =>
        {
            var (book, at) = (CashLife.End(numbers), CashLife.First.PlusDays(day));
            var cash = book.Receivables.Cash;
            var statements = Statement.Of(book, at).ToList();
            return statements.All(statement => statement.Balance == statement.Ageing.Open - statement.Unapplied && statement.Unapplied >= 0)
                && statements.GroupBy(statement => statement.Currency).All(group => group.Sum(statement => statement.Balance) ==
                    book.Receivables.Invoices.Values.Where(invoice => invoice.Currency == group.Key && invoice.Issued <= at).Sum(invoice => invoice.Total)
                    - cash.Receipts.Values.Where(receipt => receipt.Currency == group.Key && receipt.Received <= at).Sum(receipt => receipt.Amount)
                    + cash.Refunds.Where(refund => refund.Currency == group.Key && refund.Paid <= at).Sum(refund => refund.Amount));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: every entry sums to zero; the receivable is what is open, the liability what is unapplied, the bank what came less what went.
    [Fact]
    public void The_ledger_balances_and_says_what_the_accounts_say() =>
        Prop.ForAll(CashLife.Any, numbers =>
        {
            var life = CashLife.Of(numbers).ToList();
            var entries = Ledger.Entries(CashLife.Opening.Concat(life.Select(step => step.Fact))).ToList();
            var (balances, cash) = (Ledger.Balances(entries), life[^1].After.Receivables.Cash);
            return entries.All(entry => entry.Postings.Sum(posting => posting.Amount) == 0)
                && Statement.Of(life[^1].After, CashLife.Last.PlusDays(9)).All(statement =>
                    balances.GetValueOrDefault((LedgerAccount.Receivable(statement.Customer).Name, statement.Currency.Code)) == statement.Ageing.Open
                    && -balances.GetValueOrDefault((LedgerAccount.Unapplied(statement.Customer).Name, statement.Currency.Code)) == statement.Unapplied)
                && balances.GetValueOrDefault(
                    (LedgerAccount.Bank.Name, "USD")) == Of(cash.Receipts.Values.Where(receipt => receipt.Currency == Currency.Usd).Sum(receipt => receipt.Amount), cash);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // The laws would be empty if lives came to nothing.
    [Fact]
    public void Lives_hold_every_kind_of_fact()
    {
        var random = new System.Random(1);
        var kinds = Enumerable.Range(0, 1000).SelectMany(_ => CashLife.Of([.. Enumerable.Range(0, 24).Select(_ => random.Next(999_999_999))]))
            .Select(step => step.Fact.Body.GetType()).ToHashSet();

        Assert.Subset(kinds, new HashSet<System.Type> { typeof(ReceiptRecorded), typeof(CashApplied), typeof(CashUnapplied), typeof(CreditApplied), typeof(CreditUnapplied),
            typeof(RefundPaid) });
    }

    static decimal Of(decimal received, Cash cash) => received - cash.Refunds.Where(refund => refund.Currency == Currency.Usd).Sum(refund => refund.Amount);

    static void Always(System.Func<Receivables, bool> law) => Prop.ForAll(CashLife.Any, numbers => law(CashLife.End(numbers).Receivables)).Check(Laws.Seeded.WithMaxTest(1000));
}
