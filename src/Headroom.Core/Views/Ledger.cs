using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The double entries that the facts come to. An invoice moves its total from the contract balance (late interest: from its own income, tax: from what is owed to its jurisdiction) to the receivable, a void one moves it back on the day it was made void, a payment from the
/// receivable to the bank, and the close of a month moves what was earned by its end, less what was recognised before, from the contract
/// balance to revenue under the contract's stated policy, and the interest of money paid ahead from its expense to the contract balance. A contract balance is a liability where it is negative and an asset where it is positive.
/// </summary>
public static class Ledger
{
    public static string Receivable(Slug customer) => $"assets:receivable:{customer}";
    public static string Balance(Slug contract) => $"liabilities:contract:{contract}";
    public static string Revenue(Slug contract) => $"income:revenue:{contract}";
    public static string TaxPayable(Slug jurisdiction) => $"liabilities:tax:{jurisdiction}";
    public static string FinancingInterest(Slug contract) => $"expenses:financing-interest:{contract}";
    public const string Bank = "assets:bank";
    public const string LateInterest = "income:late-interest";

    /// <summary>The entries of a run of facts from the first on, in their order. O(facts x contracts at each close).</summary>
    public static IEnumerable<LedgerEntry> Entries(IEnumerable<Fact> facts)
    {
        var book = Book.Empty;
        var (recognised, accreted) = (new Dictionary<Slug, decimal>(), new Dictionary<Slug, decimal>());
        foreach (var fact in facts)
        {
            book = book.With(fact);
            var entries = fact.Body switch
            {
                InvoiceIssued issued => Issued(issued.Invoice, issued.Invoice.Issued, "", 1, fact.Position),
                InvoiceVoided gone => Issued(book.Receivables.Invoices[gone.Voiding.Invoice], gone.Voiding.On, "void: ", -1, fact.Position),
                PaymentRecorded paid => Paid(book, paid.Payment, fact.Position),
                ReceiptRecorded or CashApplied or CashUnapplied or RefundPaid => CashLedger.Entries(book.Receivables, fact),
                MonthClosed closed => book.Sold.SelectMany(contract => Earned(contract, closed.Month, recognised, accreted, fact.Position)),
                _ => [],
            };
            foreach (var entry in entries) yield return entry;
        }
    }

    /// <summary>The balance of every account after the entries, accounts in order, zero balances left out.</summary>
    public static ImmutableSortedDictionary<(string Account, string Currency), decimal> Balances(IEnumerable<LedgerEntry> entries) => entries
        .SelectMany(entry => entry.Postings).GroupBy(posting => (posting.Account, posting.Currency.Code))
        .Select(group => KeyValuePair.Create(group.Key, group.Sum(posting => posting.Amount)))
        .Where(balance => balance.Value != 0).ToImmutableSortedDictionary();

    static IEnumerable<LedgerEntry> Issued(Invoice invoice, LocalDate date, string prefix, int sign, long position)
    {
        var text = $"{prefix}{(invoice.IsCreditNote ? "credit note" : "invoice")} {invoice.Number}, {invoice.Contract} {InvoiceLine.Month(invoice.Period)}";
        return invoice.Lines.GroupBy(line => AccountOf(invoice, line)).SelectMany(lines =>
            LedgerEntry.Move(date, text, position, invoice.Currency, sign * lines.Sum(line => line.Amount), lines.Key, Receivable(invoice.Buyer)));
    }

    static string AccountOf(Invoice invoice, InvoiceLine line) =>
        line.IsService ? Balance(invoice.Contract) : Contracts.LateInterest.IsCharge(line.Charge) ? LateInterest : TaxPayable(Tax.JurisdictionOf(line.Charge));

    static IEnumerable<LedgerEntry> Paid(Book book, Payment payment, long position) => LedgerEntry.Move(
        payment.Received, $"payment of {payment.Invoice}", position, payment.Currency, payment.Amount,
        Receivable(book.Receivables.Invoices[payment.Invoice].Buyer), Bank);

    static IEnumerable<LedgerEntry> Earned(Contract contract, YearMonth month, Dictionary<Slug, decimal> recognised, Dictionary<Slug, decimal> accreted, long position)
    {
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        var (text, recognition) = ($"{contract.Id} {InvoiceLine.Month(month)}", Recognition.Of(contract, contract.Terms.Revenue, last));
        IEnumerable<LedgerEntry> Move(string what, decimal total, Dictionary<Slug, decimal> before, string from, string to)
        {
            var amount = total - before.GetValueOrDefault(contract.Id);
            before[contract.Id] = total;
            return LedgerEntry.Move(last, $"{what} of {text}", position, contract.Terms.Currency, amount, from, to);
        }
        return Move("revenue", recognition.Recognised(last), recognised, Revenue(contract.Id), Balance(contract.Id))
            .Concat(Move("financing interest", recognition.Accreted(last), accreted, Balance(contract.Id), FinancingInterest(contract.Id)));
    }
}
