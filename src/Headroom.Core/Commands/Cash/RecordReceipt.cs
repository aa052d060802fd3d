using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records money received from a customer and, at once or later, what it pays. What is not applied is unapplied cash on the customer's
/// account. Refused for an unknown payer, an amount that its currency cannot have, a date that has not come, a
/// bank reference recorded before, and as an <see cref="ApplyCash"/> is.
/// </summary>
/// <param name="Id">Unique in the book; null for the next rct- number.</param>
/// <param name="BankReference">The bank's own reference of the booking, or null.</param>
/// <param name="To">What it pays; empty for nothing yet.</param>
/// <param name="OldestFirst">Pays the oldest open invoices instead.</param>
public sealed record RecordReceipt(
    Slug? Id, Slug Payer, LocalDate Received, decimal Amount, string Currency, string Reference, string? BankReference, ImmutableArray<Application> To,
    bool OldestFirst = false) : Command
{
    /// <summary>The date on which it is applied; null for the day it was received.</summary>
    public LocalDate? On { get; init; }

    public override Instant NotBefore(Book book) => book.Calendar.StartOf(On is { } on ? LocalDate.Max(on, Received) : Received);

    public override Decision Decide(Book book, Instant now)
    {
        if ((Check.Opened(book) ?? CashCheck.Customer(book, Payer, "payer")) is { } missing) return missing;
        if (Units.Currency.Of(Currency) is not { } currency)
            return new Refusal(RefusalCode.UnknownUnit, "currency", $"'{Currency}' is not a currency known here; known are {Units.Currency.Codes}.");
        var (cash, on) = (book.Receivables.Cash, On ?? Received);
        var receipt = new Receipt(Id ?? cash.NextReceipt, Payer, Received, Amount, currency, Reference, BankReference);
        var refusal = new[]
        {
            Check.New(cash.Receipts, receipt.Id, "receipt", "receipt"), CashCheck.Reference(book, BankReference), CashCheck.Amount(Amount, currency, "amount"),
            CashCheck.Posting(book, now, Received, "received"), CashCheck.Posting(book, now, on, "on"), CashCheck.NotBefore(on, Received, "on", "the day it was received"),
        }.OfType<Refusal>().OrderBy(refusal => refusal.Code).FirstOrDefault();
        if (refusal is not null) return refusal;
        var (parts, wrong) = To.IsEmpty && !OldestFirst ? ([], null) : new Allocation(book.Receivables, Payer, currency, Amount, on).Of(To);
        return wrong is not null ? wrong : new Accepted([new ReceiptRecorded(receipt), .. parts.Select(part => new CashApplied(receipt.Id, part.Invoice, part.Amount, on))]);
    }
}
