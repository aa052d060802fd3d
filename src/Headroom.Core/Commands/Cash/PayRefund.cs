using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records money given back to a customer: unapplied cash of a receipt, or what a credit note still gives. Never more than that. Refused for
/// another currency, more digits than it has, a date before the money or the credit note, one that has not come,
/// and a bank reference recorded before.
/// </summary>
/// <param name="Of">A receipt's id or a credit note's number.</param>
/// <param name="Amount">Positive; null for all that is left.</param>
/// <param name="Currency">Null for that of the receipt or credit note.</param>
public sealed record PayRefund(string Of, LocalDate Paid, decimal? Amount, string? Currency, string Reference, string? BankReference) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Paid);

    public override Decision Decide(Book book, Instant now)
    {
        var receivables = book.Receivables;
        if (Slug.TryParse(Of) is { } id && receivables.Cash.Receipts.TryGetValue(id, out var receipt))
            return Pay(book, now, receipt.Payer, receipt.Currency, receivables.Cash.FreeOf(receipt, Paid), receipt.Received, $"is unapplied of {Of}");
        if (!receivables.Invoices.TryGetValue(Of, out var note)) return new Refusal(RefusalCode.NotFound, "of", $"There is no receipt and no credit note '{Of}'.");
        return note.IsCreditNote ? Pay(book, now, note.Buyer, note.Currency, receivables.CreditFrom(note, Paid), note.Issued, $"is left of {Of}")
            : new Refusal(RefusalCode.PaymentMismatch, "of", $"{Of} is an invoice; what was paid of it is given back after it was taken off it.");
    }

    Decision Pay(Book book, Instant now, Slug payee, Currency currency, decimal there, LocalDate first, string what)
    {
        if (there <= 0) return new Refusal(RefusalCode.PaymentMismatch, "of", $"Nothing {what}.").With("available", there);
        var amount = Amount ?? there;
        return Decision.Of(
            [
                Currency is null || Currency == currency.Code ? null : new Refusal(RefusalCode.PaymentMismatch, "currency", $"{Of} is in {currency}, not {Currency}."),
                CashCheck.Amount(amount, currency, "amount"),
                CashCheck.AtMost(amount, there, currency, what),
                CashCheck.NotBefore(Paid, first, "paid", $"the date of {Of}"),
                CashCheck.Posting(book, now, Paid, "paid"),
                CashCheck.Reference(book, BankReference),
            ],
            () => new RefundPaid(new Refund(Of, payee, Paid, amount, currency, Reference, BankReference)));
    }
}
