using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Sets a credit note off against open invoices of the same customer and currency. Refused for what is no credit note, more than it still
/// gives or is open, another customer or currency, a date before either document, one that has not come or lies in a closed month.
/// </summary>
/// <param name="To">What it is set off against; empty for the oldest open invoices first.</param>
public sealed record ApplyCredit(string CreditNote, ImmutableArray<Application> To, LocalDate On) : Command
{
    public override Instant NotBefore(Book book) => book.Calendar.StartOf(On);

    public override Decision Decide(Book book, Instant now)
    {
        var receivables = book.Receivables;
        if (!receivables.Invoices.TryGetValue(CreditNote, out var note)) return new Refusal(RefusalCode.NotFound, "credit-note", $"There is no credit note '{CreditNote}'.");
        if (!note.IsCreditNote) return new Refusal(RefusalCode.PaymentMismatch, "credit-note", $"{CreditNote} is an invoice, not a credit note.");
        if ((CashCheck.NotBefore(On, note.Issued, "on", "the credit note's date") ?? CashCheck.Posting(book, now, On, "on")) is { } refusal) return refusal;
        var credit = receivables.CreditFrom(note, On);
        if (credit <= 0) return new Refusal(RefusalCode.PaymentMismatch, "credit-note", $"Nothing is left of {CreditNote}.").With("open", receivables.OpenOf(note));
        var (parts, wrong) = new Allocation(receivables, note.Buyer, note.Currency, credit, On).Of(To);
        return wrong is not null ? wrong
            : parts.IsEmpty ? new Refusal(RefusalCode.PaymentMismatch, "to", $"No invoice of {note.Buyer} in {note.Currency} is open on {Check.Text(On)}.")
            : new Accepted([.. parts.Select(part => new CreditApplied(CreditNote, part.Invoice, part.Amount, On))]);
    }

    /// <summary>What the policy does with credit notes as they are issued: each is set off, in order, against the oldest open invoices of its customer.</summary>
    /// <param name="issued">Invoices and credit notes that are issued together and are not in the book yet.</param>
    public static IEnumerable<FactBody> AtIssue(Book book, IReadOnlyCollection<InvoiceIssued> issued)
    {
        if (!book.Policy.SetsOff || !issued.Any(fact => fact.Invoice.IsCreditNote)) yield break;
        var receivables = book.Receivables.With(issued.Select(fact => fact.Invoice));
        foreach (var note in issued.Select(fact => fact.Invoice).Where(invoice => invoice.IsCreditNote))
            foreach (var (invoice, amount) in new Allocation(receivables, note.Buyer, note.Currency, receivables.CreditFrom(note, note.Issued), note.Issued).OldestFirst())
            {
                receivables = receivables with { Cash = receivables.Cash.SettingOff(note.Number!, invoice, amount, note.Issued, "") };
                yield return new CreditApplied(note.Number!, invoice, amount, note.Issued);
            }
    }
}
