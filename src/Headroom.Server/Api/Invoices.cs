using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Issued invoices and what was paid of them.</summary>
static class Invoices
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/invoices", "Issued invoices in order of their numbers", List,
            new Parameter("contract", "string", "Only this contract's."), new Parameter("open", "boolean", "Only those of which something is open."), Parameter.Limit,
            Parameter.After);
        routes.GetForms("/v1/invoices/{invoice}",
            "One invoice with its lines and what was paid; as HTML or PDF where that is accepted rather than JSON, as its customer receives it", One,
            "One invoice or credit note as its customer receives it", Document, new Parameter("invoice", "string", "The invoice's number.", Required: true));
    }

    static Answer List(Asked asked)
    {
        var book = asked.Book;
        var (only, open) = (asked.Input.Has("contract") ? asked.Contract : null, asked.Input.Bool("open", false));
        var page = asked.Page((only is null ? book.Receivables.Invoices.Values : book.Receivables.InvoicesOf(only.Id))
            .Where(invoice => !open || book.Receivables.OpenOf(invoice) != 0), invoice => invoice.Number!);
        return Answer.Map(json =>
        {
            InvoiceJson.List(json, book, page.Items);
            json.WriteString("next", page.Next);
        });
    }

    /// <summary>The document as it was issued, from the facts up to its own.</summary>
    static Paper? Document(Asked asked)
    {
        var number = asked.Input.Text("invoice", 40);
        if (!asked.Book.Receivables.Invoices.TryGetValue(number, out var invoice))
        {
            asked.Input.Fault("invoice", RefusalCode.NotFound, $"There is no invoice '{number}'.");
            return null;
        }
        var position = asked.Desk.IssuedAt(number);
        var paper = asked.Desk.Papers.Issued(asked.Desk.At(position - 1)!.Book, invoice, asked.Desk.HeadAt(position));
        return new(paper.FileName, paper.Sheet);
    }

    static Answer One(Asked asked)
    {
        var number = asked.Input.Text("invoice", 40);
        return asked.Book.Receivables.Invoices.TryGetValue(number, out var invoice)
            ? Answer.Json(json => InvoiceJson.Write(json, asked.Book, invoice))
            : new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{number}'.");
    }
}
