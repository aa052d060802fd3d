using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records money received against an invoice, or given back against a credit note. Refused for another currency, more digits than
/// the currency has, more than is open, a date before the invoice. Money of a closed month is posted in the open one.
/// </summary>
/// <param name="Amount">Positive for money received, negative for money given back.</param>
public sealed record RecordPayment(string Invoice, LocalDate Received, decimal Amount, string Currency, string Reference) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(Received);

    public override Decision Decide(Book book, Instant now)
    {
        if (!book.Receivables.Invoices.TryGetValue(Invoice, out var invoice))
            return new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{Invoice}'.");
        var open = book.Receivables.OpenOf(invoice);
        return Decision.Of(
            [
                Currency == invoice.Currency.Code ? null : new Refusal(RefusalCode.PaymentMismatch, "currency", $"Invoice {Invoice} is in {invoice.Currency}, not {Currency}."),
                Amount != 0 && Math.Sign(Amount) == Math.Sign(open) && Math.Abs(Amount) <= Math.Abs(open) ? null
                    : new Refusal(RefusalCode.PaymentMismatch, "amount", open == 0 ? $"Nothing is open on {Invoice} any more; more money from its customer is received on account."
                        : $"{Text(Amount)} does not fit what is open on {Invoice}: {Text(open)} {Currency}.").With("open", Text(open)),
                Amount == ((Rational)Amount).Round(invoice.Currency.Digits) ? null
                    : new Refusal(RefusalCode.OutOfRange, "amount", $"{Text(Amount)} has more digits than {Currency} has: {invoice.Currency.Digits}."),
                Check.Happened(Received, book.Calendar.DateOf(now), "received"),
                Received >= invoice.Issued ? null
                    : new Refusal(RefusalCode.DatesUpsideDown, "received", $"{Check.Text(Received)} is before the invoice's date {Check.Text(invoice.Issued)}."),
            ],
            () => new PaymentRecorded(new Payment(Invoice, Received, Amount, invoice.Currency, Reference)));
    }

    static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
