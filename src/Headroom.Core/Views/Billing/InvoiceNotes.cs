using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Documents;

namespace Headroom.Core.Views;

/// <summary>What an invoice says beside its lines, and what became of it since, in sentences for its reader.</summary>
public static class InvoiceNotes
{
    public static IEnumerable<string> Of(Book book, Invoice invoice) => Said(invoice).Concat(invoice.Number is { } number ? Since(book, invoice, number) : []);

    static IEnumerable<string> Said(Invoice invoice)
    {
        foreach (var reference in invoice.References) yield return $"Your {reference.Text}.";
        if (invoice.Replaces is { } replaced) yield return $"Takes the place of {replaced}, which is void.";
        if (invoice.Credits is { } credited) yield return $"Credits a line of {credited}.";
        if (invoice.Reason.Length > 0) yield return $"Reason: {invoice.Reason}.";
    }

    static IEnumerable<string> Since(Book book, Invoice invoice, string number)
    {
        if (book.Receivables.Voided.TryGetValue(number, out var voiding))
        {
            var next = book.Receivables.InvoicesOf(invoice.Contract).FirstOrDefault(other => other.Replaces == number)?.Number;
            yield return $"Void since {voiding.On:uuuu'-'MM'-'dd}: {voiding.Reason}. {(next is null ? "Nothing takes its place." : $"{next} takes its place.")}";
        }
        foreach (var dispute in book.Receivables.Disputes.On(number))
            yield return $"{dispute.Id}: the {dispute.By.ToString().ToLowerInvariant()} disputed {Text(dispute.Amount)} of {dispute.Charge} {InvoiceLine.Month(dispute.Period)} on {dispute.Raised:uuuu'-'MM'-'dd}: {dispute.Reason}. "
                + (dispute.Settled is { } settled ? $"Settled on {settled.On:uuuu'-'MM'-'dd}, {Text(settled.Upheld)} upheld: {settled.Reason}." : "It is open.");
    }

    static string Text(decimal amount) => amount.ToString("#,##0.00##", CultureInfo.InvariantCulture);
}
