using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Records that one side disputes an invoiced line or an amount of it. Refused above what is left of the line after credits and other open
/// disputes, on a line that gives back, and on a void invoice.
/// </summary>
/// <param name="Amount">In the invoice's currency; null for all that is left of the line.</param>
public sealed record RaiseDispute(string Invoice, string Charge, YearMonth Period, decimal? Amount, Side By, string Reason, string Evidence) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (InvoicedLine.Find(book, Invoice, Charge, Period, out var invoice, out var line) is { } missing) return missing;
        var today = book.Calendar.DateOf(now);
        var disputed = book.Receivables.Disputes.On(Invoice).Where(known => known.Charge == Charge && known.Period == Period && known.IsOpen(today)).Sum(known => known.Amount);
        var left = InvoicedLine.Uncredited(book, book.Contracts[invoice.Contract], invoice, line) - disputed;
        var amount = Amount ?? left;
        return Decision.Of(
            [
                By != Side.Either ? null : new Refusal(RefusalCode.Malformed, "by", "A dispute is raised by the seller or by the buyer; say which."),
                left > 0 ? null : new Refusal(RefusalCode.NotDisputable, "charge", $"Nothing is left of the line '{line.Text}' of {Invoice} that could be disputed.").With("line",
                    line.Amount).With("disputed", disputed),
                amount > 0 && amount <= left && amount == ((Rational)amount).Round(invoice.Currency.Digits) ? null
                    : new Refusal(RefusalCode.NotDisputable, "amount",
                        $"{Text(amount)} {invoice.Currency} does not fit what is left of the line '{line.Text}' of {Invoice}: {Text(left)} {invoice.Currency}.")
                        .With("line", line.Amount).With("disputed", disputed).With("left", left),
            ],
            () => new DisputeRaised(new Dispute(book.Receivables.Disputes.NextId, Invoice, Charge, Period, amount, By, today, Reason, Evidence)));
    }

    static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
