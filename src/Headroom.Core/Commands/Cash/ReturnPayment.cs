using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records that the bank took a customer's payment back (a debit returned, a booking reversed): what was applied of it is taken off its invoices, the latest application first, and
/// the money is gone. The invoices are open again, and late interest follows as if it had never been paid. Refused for a receipt that the book does not have, more than is left of
/// it, a date before the money or its application, one that has not come, and a bank reference recorded before.
/// </summary>
/// <param name="Amount">Positive; null for all of the receipt that was not given back before.</param>
/// <param name="Reason">Why the bank took it back, in its words.</param>
/// <param name="BankReference">The bank's own reference of the booking that took it back, or null.</param>
public sealed record ReturnPayment(Slug Receipt, LocalDate On, decimal? Amount, string Reason, string? BankReference) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(On);

    public override Decision Decide(Book book, Instant now)
    {
        var cash = book.Receivables.Cash;
        if (!cash.Receipts.TryGetValue(Receipt, out var receipt)) return new Refusal(RefusalCode.NotFound, "receipt", $"There is no receipt '{Receipt}'.");
        var there = cash.HeldOf(receipt);
        if (there <= 0) return new Refusal(RefusalCode.PaymentMismatch, "receipt", $"All of {Receipt} has gone back.").With("available", there);
        var amount = Amount ?? there;
        var off = TakenOff(cash, receipt, amount).ToList();
        var refusal = new[]
        {
            string.IsNullOrWhiteSpace(Reason) ? new Refusal(RefusalCode.Malformed, "reason", "Say why it was taken back.") : null,
            CashCheck.Amount(amount, receipt.Currency, "amount"),
            CashCheck.AtMost(amount, there, receipt.Currency, $"is left of {Receipt}"),
            CashCheck.NotBefore(On, receipt.Received, "on", "the day it was received"),
            CashCheck.NotBefore(On, off.Select(part => part.Since).DefaultIfEmpty(On).Max(), "on", "the day it was applied"),
            CashCheck.Posting(book, now, On, "on"),
            CashCheck.Reference(book, BankReference),
        }.OfType<Refusal>().OrderBy(refusal => refusal.Code).FirstOrDefault();
        return refusal is not null ? refusal : new Accepted(
            [.. off.Select(part => new CashUnapplied(Receipt, part.Invoice, part.Amount, On, Reason)),
                new RefundPaid(new Refund(Receipt.ToString(), receipt.Payer, On, amount, receipt.Currency, Reason, BankReference))]);
    }

    /// <summary>What has to come off which invoice, so that the amount is unapplied and can go.</summary>
    IEnumerable<(string Invoice, decimal Amount, LocalDate Since)> TakenOff(Cash cash, Receipt receipt, decimal amount)
    {
        var missing = amount - cash.FreeOf(receipt, On);
        var applied = cash.UsesOf(receipt.Id).Where(use => use.Kind == SettlementKind.Cash).GroupBy(use => use.Invoice)
            .Select(group => (Invoice: group.Key, Amount: group.Sum(use => use.Amount), Since: group.Max(use => use.On))).Where(part => part.Amount > 0)
            .OrderByDescending(part => part.Since).ThenByDescending(part => part.Invoice, StringComparer.Ordinal);
        foreach (var (invoice, standing, since) in applied)
        {
            if (missing <= 0) yield break;
            yield return (invoice, Math.Min(standing, missing), since);
            missing -= standing;
        }
    }
}
