using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The double entries of money received on account: the bank's against what we owe the customer for it, from there to the receivable when it
/// is applied, and back. A set-off moves nothing, since invoice and credit note stand on the same receivable.
/// </summary>
public static class CashLedger
{
    /// <summary>Cash that a customer paid and that is not applied: a liability.</summary>
    public static string Unapplied(Slug customer) => $"liabilities:unapplied-cash:{customer}";

    internal static IEnumerable<LedgerEntry> Entries(Receivables receivables, Fact fact)
    {
        return fact.Body switch
        {
            ReceiptRecorded { Receipt: var receipt } =>
                Move(receipt.Received, receipt.Text, receipt.Currency, receipt.Amount, Unapplied(receipt.Payer), Ledger.Bank),
            CashApplied applied => Applied(applied.Receipt, applied.On, $"{applied.Receipt} applied to {applied.Invoice}", applied.Amount),
            CashUnapplied taken => Applied(taken.Receipt, taken.On, $"{taken.Receipt} taken off {taken.Invoice}", -taken.Amount),
            RefundPaid { Refund: var refund } => Move(refund.Paid, refund.Text, refund.Currency, refund.Amount, Ledger.Bank,
                receivables.Invoices.ContainsKey(refund.Of) ? Ledger.Receivable(refund.Payee) : Unapplied(refund.Payee)),
            _ => [],
        };

        IEnumerable<LedgerEntry> Applied(Slug id, LocalDate on, string text, decimal amount)
        {
            var receipt = receivables.Cash.Receipts[id];
            return Move(on, text, receipt.Currency, amount, Ledger.Receivable(receipt.Payer), Unapplied(receipt.Payer));
        }

        IEnumerable<LedgerEntry> Move(LocalDate date, string text, Currency currency, decimal amount, string from, string to) =>
            LedgerEntry.Move(date, text, fact.Position, currency, amount, from, to);
    }
}
