using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The double entries of money: the bank's against what we owe the customer for it, from there to the receivable when it
/// is applied, and back. A set-off moves nothing on a customer's receivable, but between its contracts.
/// </summary>
public static class CashLedger
{
    internal static IEnumerable<LedgerEntry> Entries(Book book, Fact fact)
    {
        return fact.Body switch
        {
            PaymentRecorded { Payment: var paid } => Move(paid.Received, $"payment of {paid.Invoice}", paid.Currency, paid.Amount, OfInvoice(paid.Invoice), LedgerAccount.Bank,
                paid.Amount < 0 ? LedgerMove.GivenBack : LedgerMove.Received),
            ReceiptRecorded { Receipt: var got } =>
                Move(got.Received, got.Text, got.Currency, got.Amount, LedgerAccount.Unapplied(got.Payer), LedgerAccount.Bank, LedgerMove.Received),
            CashApplied applied => Applied(applied.Receipt, applied.On, $"{applied.Receipt} applied to {applied.Invoice}", applied.Invoice, applied.Amount),
            CashUnapplied taken => Applied(taken.Receipt, taken.On, $"{taken.Receipt} taken off {taken.Invoice}", taken.Invoice, -taken.Amount),
            RefundPaid { Refund: var refund } => Move(refund.Paid, refund.Text, refund.Currency, refund.Amount, LedgerAccount.Bank,
                book.Receivables.Invoices.ContainsKey(refund.Of) ? OfInvoice(refund.Of) : LedgerAccount.Unapplied(refund.Payee), LedgerMove.GivenBack),
            CreditApplied set => SetOff(set.CreditNote, set.Invoice, set.On, set.Amount, $"{set.CreditNote} set off against {set.Invoice}"),
            CustomerAcquired acquired => TakenOver(acquired),
            CreditUnapplied off => SetOff(off.CreditNote, off.Invoice, off.On, -off.Amount, $"{off.CreditNote} taken off {off.Invoice}"),
            _ => [],
        };

        LedgerAccount OfInvoice(string number) => book.OwedBy(book.Receivables.Invoices[number].Buyer, book.Receivables.Invoices[number].Contract);

        IEnumerable<LedgerEntry> Applied(Slug id, LocalDate on, string text, string invoice, decimal amount)
        {
            var receipt = book.Receivables.Cash.Receipts[id];
            return Move(on, text, receipt.Currency, amount, OfInvoice(invoice), LedgerAccount.Unapplied(receipt.Payer), LedgerMove.Applied);
        }

        // What it owed stood among the receivables from others until now.
        IEnumerable<LedgerEntry> TakenOver(CustomerAcquired acquired) => book.Receivables.Standing.Where(invoice => invoice.Buyer == acquired.Party)
            .GroupBy(invoice => (invoice.Contract, Currency: invoice.Currency.Code), book.Receivables.OpenOf).OrderBy(group => group.Key)
            .SelectMany(group => Move(acquired.From, $"{acquired.Party} belongs to us: what it owes under {group.Key.Contract}", Currency.Of(group.Key.Currency)!, group.Sum(),
                LedgerAccount.Receivable(acquired.Party, group.Key.Contract), LedgerAccount.WithinGroup(acquired.Party, group.Key.Contract), LedgerMove.BecameOurs));

        IEnumerable<LedgerEntry> SetOff(string note, string invoice, LocalDate on, decimal amount, string text) => OfInvoice(note) == OfInvoice(invoice) ? []
            : Move(on, text, book.Receivables.Invoices[note].Currency, amount, OfInvoice(invoice), OfInvoice(note), LedgerMove.SetOff);

        IEnumerable<LedgerEntry> Move(LocalDate date, string text, Currency currency, decimal amount, LedgerAccount from, LedgerAccount to, LedgerMove move)
        {
            var (own, month) = (date.ToYearMonth(), book.PostedIn(date.ToYearMonth()));
            var late = own < month ? $", of {date:uuuu'-'MM'-'dd}" : "";
            return LedgerEntry.Move(date, text + late, fact.Position, currency, amount, from, to)
                .Select(entry => LedgerRun.In(month, entry with { Cause = new(move, own < month ? own : null) }));
        }
    }
}
