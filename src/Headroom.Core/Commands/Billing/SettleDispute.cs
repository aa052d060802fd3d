using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Ends a dispute: what is upheld of it is given back by a credit note in the same command; nothing upheld confirms the line as billed. A tax
/// that is upheld goes back with its next determination. Refused for a dispute that has ended, and above what was disputed.
/// </summary>
/// <param name="Upheld">0 to the amount disputed.</param>
public sealed record SettleDispute(string Dispute, decimal Upheld, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (!book.Receivables.Disputes.ById.TryGetValue(Dispute, out var dispute))
            return new Refusal(RefusalCode.NotFound, "dispute", $"There is no dispute '{Dispute}'.");
        if (dispute.Settled is { } settled)
            return new Refusal(RefusalCode.NotDisputable, "dispute",
                $"{Dispute} ended on {Check.Text(settled.On)}: {settled.Upheld.ToString(CultureInfo.InvariantCulture)} upheld.");
        if (Check.Range(Upheld, 0, dispute.Amount, "upheld", "of what is disputed") is { } refusal) return refusal;
        var today = book.Calendar.DateOf(now);
        if (Upheld == 0 || Tax.IsCharge(dispute.Charge)) return new DisputeSettled(Dispute, new DisputeSettlement(today, Upheld, Reason, null));
        if (new CreditInvoice(dispute.Invoice, dispute.Charge, dispute.Period, Upheld, null, Reason).Facts(book, now, out var credit) is { } refused) return refused;
        return new Accepted([new DisputeSettled(Dispute, new DisputeSettlement(today, Upheld, Reason, book.Receivables.NumberAfter(0))), .. credit]);
    }
}
