using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Reports;

/// <summary>Invoices as JSON, with what has been paid.</summary>
public static class InvoiceJson
{
    /// <summary>An invoice or a draft (whose number is null and of which nothing is paid).</summary>
    public static void Write(Utf8JsonWriter json, Book book, Invoice invoice) => json.Map(() =>
    {
        FactWriter.Invoice(json, invoice);
        json.WriteString("kind", invoice.IsCreditNote ? "credit-note" : "invoice");
        if (invoice.Number is not { } number) return;
        if (book.Receivables.Voided.TryGetValue(number, out var voiding)) json.Map("void", () => { json.Date("on", voiding.On); json.WriteString("reason", voiding.Reason); });
        json.Amount("paid", book.Receivables.PaidOf(number), invoice.Currency);
        json.Amount("open", book.Receivables.OpenOf(invoice), invoice.Currency);
        AccountJson.Settlements(json, book.Receivables.Cash.SettlementsOf(number), invoice.Currency);
    });

    public static void List(Utf8JsonWriter json, Book book, IEnumerable<Invoice> invoices) =>
        json.List("invoices", invoices, invoice => Write(json, book, invoice));
}
