using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Takes off an invoice what was applied to it of a receipt, or set off with a credit note; it is unapplied again. Refused when nothing of
/// it stands there, for more than does, a date before the application, one that has not come or lies in a closed month.
/// </summary>
/// <param name="From">A receipt's id or a credit note's number.</param>
/// <param name="Amount">Null for all that stands.</param>
public sealed record Unapply(string From, string Invoice, decimal? Amount, LocalDate On, string Reason) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(On);

    public override Decision Decide(Book book, Instant now)
    {
        var cash = book.Receivables.Cash;
        if (!book.Receivables.Invoices.TryGetValue(Invoice, out var invoice)) return new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{Invoice}'.");
        var standing = invoice.IsCreditNote ? 0 : cash.Standing(From, Invoice);
        if (standing <= 0) return new Refusal(RefusalCode.NotFound, "from", $"Nothing of '{From}' is applied to {Invoice}{Bearers(cash)}.");
        var amount = Amount ?? standing;
        var last = cash.SettlementsOf(Invoice).Where(settlement => settlement.From == From).Max(settlement => settlement.On);
        return Decision.Of(
            [
                string.IsNullOrWhiteSpace(Reason) ? new Refusal(RefusalCode.Malformed, "reason", "Say why it is taken off.") : null,
                CashCheck.Amount(amount, invoice.Currency, "amount"),
                CashCheck.AtMost(amount, standing, invoice.Currency, $"of {From} stands on {Invoice}"),
                CashCheck.NotBefore(On, last, "on", "the day it was applied"),
                CashCheck.Posting(book, now, On, "on"),
            ],
            () => Slug.TryParse(From) is { } id && cash.Receipts.ContainsKey(id) ? new CashUnapplied(id, Invoice, amount, On, Reason)
            : new CreditUnapplied(From, Invoice, amount, On, Reason));
    }

    string Bearers(Cash cash) =>
        cash.SettlementsOf(Invoice).GroupBy(settlement => settlement.From).Select(group => (From: group.Key, Amount: group.Sum(settlement => settlement.Amount)))
        .Where(each => each.Amount > 0).Select(each => $"{each.From} {each.Amount.ToString(CultureInfo.InvariantCulture)}").ToList() is { Count: > 0 } standing
        ? $"; what stands there is {string.Join(", ", standing)}" : "";
}
