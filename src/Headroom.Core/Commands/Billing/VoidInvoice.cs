using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Makes an invoice void and issues what is due of its months under the next number, which refers to it; nothing, when nothing is due.
/// Refused when it is void already, while payments are applied to it, and while a dispute on it is open. In closed months nothing moves: the reversal posts today.
/// </summary>
/// <param name="Reason">Why; 1 to 500 characters, printed on the invoice that takes its place.</param>
public sealed record VoidInvoice(string Invoice, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (InvoicedLine.Standing(book, Invoice, out var invoice) is { } refusal) return refusal;
        if (book.Receivables.PaidOf(Invoice) is var paid and not 0)
            return new Refusal(RefusalCode.PaymentMismatch, "invoice",
                $"{paid} {invoice.Currency} is applied to {Invoice}; take it back from it first, or credit its lines.").With("paid", paid);
        if (book.Receivables.Disputes.On(Invoice).FirstOrDefault(dispute => dispute.Settled is null) is { } dispute)
            return new Refusal(RefusalCode.NotDisputable, "invoice",
                $"{dispute.Id} over {dispute.Amount} {invoice.Currency} is open on {Invoice}; settle it first.").With("disputed", dispute.Amount);
        var contract = book.Contracts[invoice.Contract];
        var voided = new InvoiceVoided(new Voiding(Invoice, Check.Today(contract, now), Reason));
        return new Accepted([voided, .. Anew(book with { Receivables = book.Receivables.With(voided.Voiding) }, contract, invoice, voided.Voiding)]);
    }

    /// <summary>The invoice that takes its place: what is due of the same months by the same payer and not billed.</summary>
    static IEnumerable<FactBody> Anew(Book book, Contract contract, Invoice voided, Voiding voiding)
    {
        var months = voided.Lines.Select(line => line.Period).ToHashSet();
        var drafts = Billing.Drafts(book, contract, voided.Period, voiding.On).Where(draft => draft.Buyer == voided.Buyer)
            .Select(draft => draft with
            {
                Issued = voiding.On,
                Due = voiding.On.PlusDays(contract.TermsOf(voided.Buyer).NetDays),
                Lines = [.. draft.Lines.Where(line => months.Contains(line.Period))],
                Replaces = voided.Number,
                Credits = voided.Credits,
                Reason = voiding.Reason,
            }).Where(draft => draft.Lines.Length > 0);
        return IssueInvoices.Numbered(book, drafts);
    }
}
