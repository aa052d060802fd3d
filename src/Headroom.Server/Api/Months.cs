using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>Accounting months: previewed, then closed, in order and each once.</summary>
static class Months
{
    static readonly Parameter Month = new("month", "string", "The month, such as 2026-07.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/months", "Closed months with what they invoiced, and the next to close", List, Parameter.Limit, Parameter.After);
        routes.Get("/v1/months/{month}/preview", "The invoices of a month as things stand: what closing it would issue", Preview, Month);
        routes.Get("/v1/months/{month}/drafts", "The invoices of a month and where each stands: draft, in grace, ready, issued", States, Month, Parameter.Limit, Parameter.After);
        routes.GetPaper("/v1/months/{month}/drafts/{contract}/{payer}", "The draft of an invoice, marked as such", Document,
            Month, Parameter.Contract, new Parameter("payer", "string", "Who would pay it.", Required: true));
        routes.Post("/v1/months/{month}/issue", "Issues the invoices of a month that are ready, before it closes",
            (asked, body) => new IssueInvoices(asked.Input.Month("month"), body.IdOrNone("contract")), [new("contract", "string", "Only this contract's.")], Month);
        routes.PostEmpty("/v1/months/{month}/close", "Issues a month's invoices and locks it", asked => new CloseMonth(asked.Input.Month("month")), Month);
    }

    static Answer List(Asked asked)
    {
        var page = asked.Page(Closed(asked.Book), month => Json.Text(month.Month));
        return Answer.Map(json =>
        {
            json.List("months", page.Items, month => json.Map(() =>
            {
                json.WriteString("month", Json.Text(month.Month));
                json.WriteNumber("invoices", month.Invoices.Count);
                json.List("totals", month.Invoices.GroupBy(invoice => invoice.Currency.Code).OrderBy(group => group.Key, StringComparer.Ordinal),
                    group => json.Map(() => { json.WriteString("currency", group.Key); json.Amount("total", group.Sum(invoice => invoice.Total), group.First().Currency); }));
            }));
            json.WriteString("next-to-close", asked.Book.FirstOpen is { } open ? Json.Text(open) : null);
            json.WriteString("next", page.Next);
        });
    }

    static IEnumerable<(YearMonth Month, IReadOnlyList<Invoice> Invoices)> Closed(Book book)
    {
        var invoices = book.Receivables.Standing.ToLookup(invoice => invoice.Period);
        if (book.ClosedThrough is not { } last) yield break;
        for (var month = invoices.Select(group => group.Key).Append(last).Min(); month <= last; month = month.PlusMonths(1)) yield return (month, [.. invoices[month]]);
    }

    static Answer Preview(Asked asked)
    {
        var month = asked.Input.Month("month");
        // A month that cannot close next has no draft; of a closed one it is what its invoices would still change by, which is nothing.
        if (new CloseMonth(month).CannotFollow(asked.Book) is { Code: RefusalCode.MonthOpen } refusal) return refusal;
        if (IssueInvoices.Unknown(asked.Book.SoldByIndex, month) is { } unknown) return unknown;
        return Answer.Map(json =>
        {
            json.WriteString("month", Json.Text(month));
            InvoiceJson.List(json, asked.Book, Drafts(asked, month));
        });
    }

    static Answer States(Asked asked)
    {
        var month = asked.Input.Month("month");
        _ = asked.Today;
        var page = asked.Page(asked.Input.Faults.Count > 0 ? [] : DraftInvoice.Of(asked.Book, month, asked.Desk.Keeper.Now(asked.Book)),
            draft => $"{draft.Contract} {draft.Payer}");
        return Answer.Map(json =>
        {
            DraftJson.List(json, asked.Book, page.Items);
            json.WriteString("next", page.Next);
        });
    }

    static Paper? Document(Asked asked)
    {
        var (month, contract, payer) = (asked.Input.Month("month"), asked.Contract, asked.Input.Id("payer"));
        if (asked.Input.Faults.Count > 0 || contract is null) return null;
        _ = asked.Today;
        if (new CloseMonth(month).CannotFollow(asked.Book) is { Code: RefusalCode.MonthOpen } refusal) asked.Input.Faults.Add(refusal);
        else if (Billing.Drafts(asked.Book, contract, month, contract.Terms.Calendar.DateOf(asked.Desk.Keeper.Now(asked.Book)))
            .FirstOrDefault(draft => draft.Buyer == payer) is { } draft)
            return asked.Desk.Papers.Draft(asked.Book, draft, asked.Shown.Head) is var paper ? new(paper.FileName, paper.Sheet) : null;
        else asked.Input.Fault("payer", RefusalCode.NotFound, $"Nothing is to be invoiced to '{payer}' under '{contract.Id}' for {Json.Text(month)}.");
        return null;
    }

    /// <summary>What closing a month would issue.</summary>
    public static IReadOnlyList<Invoice> Drafts(Asked asked, YearMonth month)
    {
        // Touched for the tag: in a real book a draft's date follows today.
        _ = asked.Today;
        var now = asked.Desk.Keeper.Now(asked.Book);
        return [.. Billing.Drafts(asked.Book, month, now)];
    }
}
