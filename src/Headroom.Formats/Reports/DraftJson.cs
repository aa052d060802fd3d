using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>Drafts of a month and where each stands, as JSON.</summary>
public static class DraftJson
{
    public static void List(Utf8JsonWriter json, Book book, IEnumerable<DraftInvoice> drafts) => json.List("drafts", drafts, draft => json.Map(() =>
    {
        json.WriteString("contract", draft.Contract.ToString());
        json.WriteString("payer", draft.Payer.ToString());
        json.WriteString("month", Json.Text(draft.Month));
        json.WriteString("state", draft.State switch { DraftState.Draft => "draft", DraftState.InGrace => "in-grace", DraftState.Ready => "ready", _ => "issued" });
        json.Date("over", draft.Over);
        json.Date("ready", draft.Ready);
        json.List("issued-as", draft.IssuedAs, json.WriteStringValue);
        json.WritePropertyName("invoice");
        if (draft.Invoice is { } invoice) InvoiceJson.Write(json, book, invoice); else json.WriteNullValue();
    }));
}
