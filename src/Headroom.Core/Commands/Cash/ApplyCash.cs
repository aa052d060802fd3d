using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Applies unapplied cash of a receipt to invoices of the same customer and currency. Refused for more than is unapplied or open, another
/// customer or currency, a date before the money or the invoice, one that has not come or lies in a closed month.
/// </summary>
/// <param name="To">What it pays; empty for the oldest open invoices first.</param>
public sealed record ApplyCash(Slug Receipt, ImmutableArray<Application> To, LocalDate On) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(On);

    public override Decision Decide(Book book, Instant now)
    {
        var cash = book.Receivables.Cash;
        if (!cash.Receipts.TryGetValue(Receipt, out var receipt)) return new Refusal(RefusalCode.NotFound, "receipt", $"There is no receipt '{Receipt}'.");
        if ((CashCheck.NotBefore(On, receipt.Received, "on", "the day the money was received") ?? CashCheck.Posting(book, now, On, "on")) is { } refusal) return refusal;
        var free = cash.FreeOf(receipt, On);
        if (free <= 0) return new Refusal(RefusalCode.PaymentMismatch, "receipt", $"Nothing of {Receipt} is unapplied.").With("unapplied", free);
        var (parts, wrong) = new Allocation(book.Receivables, receipt.Payer, receipt.Currency, free, On).Of(To);
        return wrong is not null ? wrong
            : parts.IsEmpty ? new Refusal(RefusalCode.PaymentMismatch, "to", $"No invoice of {receipt.Payer} in {receipt.Currency} is open on {Check.Text(On)}.")
            : new Accepted([.. parts.Select(part => new CashApplied(Receipt, part.Invoice, part.Amount, On))]);
    }
}
