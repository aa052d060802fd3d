using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Scenarios;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>Why something is on an invoice or on none; disputes, reminders, and the customer's references.</summary>
static class Claims
{
    static readonly Parameter Invoice = new("invoice", "string", "The invoice's number.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/invoices/{invoice}/why", "Each line's cause: clause, rates, facts in the journal, and what was billed before", Why, Invoice);
        routes.Get("/v1/unbilled", "Whatever is due by a date and has no invoice line, with its reason", Unbilled, new Parameter("contract", "string", "Only this contract's."),
            Parameter.At);
        routes.Get("/v1/orders", "Customers' purchase orders, with what has been billed under each",
            asked => Answer.Map(json => InvoicingJson.Orders(json, OrderUse.Of(asked.Book))));
        routes.Get("/v1/disputes", "Disputes over invoiced lines, and how each ended", Disputes, Parameter.Limit, Parameter.After);
        routes.Get("/v1/reminders", "The reminders of overdue invoices that are due to be sent", Due, Parameter.At);
        routes.GetPaper("/v1/reminders/{customer}", "The reminder of a customer's overdue invoices that is due to be sent", Letter,
            new Parameter("customer", "string", "The party's id.", Required: true),
            new Parameter("currency", "string", "Of reminders in several currencies, which. Default: the only one."), Parameter.At);
        routes.Post("/v1/disputes", "Records that one side disputes an invoiced line or a part of it", (_, body) => InvoicingSteps.Dispute(body, "invoice"),
        [
            Invoice, new("charge", "string", "The line's charge.", Required: true), new("month", "string", "The line's month of service.", Required: true),
            new("amount", "number", "What is disputed. Default: all that is left of the line."), new("by", "string", "seller or buyer.", Required: true),
            new("reason", "string", "What is wrong.", Required: true), new("evidence", "string", "Where it can be seen."),
        ]);
        routes.Post("/v1/disputes/{dispute}/settle", "Ends a dispute: what is upheld goes back by a credit note, 0 confirms the line",
            (asked, body) => new SettleDispute(asked.Input.Text("dispute", 40), body.Decimal("upheld", 0, Money.Most, ""), body.Text("reason")),
            [new("upheld", "number", "What of it is right; 0 for nothing.", Required: true), new("reason", "string", "Why.", Required: true)],
            new Parameter("dispute", "string", "Its id, such as DSP-0000001.", Required: true));
        routes.Post("/v1/reminders", "Records that the reminders due now were sent",
            (_, body) => new SendReminders(body.IdOrNone("customer"), body.Has("invoice") ? body.Text("invoice", 40) : null),
            [new("customer", "string", "Only this customer's."), new("invoice", "string", "Only this invoice's.")]);
        routes.Post("/v1/contracts/{contract}/references", "States the customer's purchase order or acceptance; invoices bear it from a date on",
            (asked, body) => new StateReference(asked.Input.Id("contract"), InvoicingFacts.Reference(body)),
        [
            new("kind", "string", "purchase-order or acceptance.", Required: true), new("number", "string", "As the customer writes it.", Required: true),
            new("from", "string", "Printed on invoices of months that end on or after this date.", Required: true), new("limit", "number", "The most that may be billed under it."),
        ], Parameter.Contract);
    }

    static Paper? Letter(Asked asked)
    {
        var (customer, currency, at) = (asked.Input.Id("customer"), asked.Input.Text("currency", "", 10), asked.At);
        var letters = asked.Input.Faults.Count > 0 ? []
            : asked.Desk.Papers.Reminders(asked.Book, at, asked.Shown.Head)
            .Where(letter => letter.Buyer.Party == customer && (currency.Length == 0 || letter.Currency.Code == currency)).ToList();
        if (letters is [var only]) return new(only.FileName, only.Sheet);
        if (letters.Count == 0)
            asked.Input.Fault("customer", RefusalCode.NotFound, $"No reminder to '{customer}' is due at {Json.Text(at)}{(currency.Length > 0 ? $" in {currency}" : "")}.");
        else asked.Input.Fault("currency", RefusalCode.Malformed,
            $"Reminders to '{customer}' are due in {string.Join(", ", letters.Select(letter => letter.Currency.Code))}; say which.");
        return null;
    }

    static Answer Why(Asked asked)
    {
        var number = asked.Input.Text("invoice", 40);
        if (!asked.Book.Receivables.Invoices.TryGetValue(number, out var invoice)) return new Refusal(RefusalCode.NotFound, "invoice", $"There is no invoice '{number}'.");
        return Answer.Map(json => InvoicingJson.Causes(json, invoice, LineCause.Of(asked.Desk.Keeper.Facts(0, asked.Book.Position), invoice)));
    }

    static Answer Unbilled(Asked asked)
    {
        var (only, at, _) = (asked.Input.Has("contract") ? asked.Contract : null, asked.At, asked.Today);
        return Answer.Map(json =>
        {
            json.Date("at", at);
            InvoicingJson.Unbilled(json, Core.Views.Unbilled.Of(asked.Book, at, asked.Desk.Keeper.Now(asked.Book)).Where(item => only is null || item.Contract == only.Id));
        });
    }

    static Answer Disputes(Asked asked)
    {
        var page = asked.Page(asked.Book.Receivables.Disputes.ById.Values, dispute => dispute.Id);
        return Answer.Map(json =>
        {
            InvoicingJson.Disputes(json, page.Items);
            json.WriteString("next", page.Next);
        });
    }

    static Answer Due(Asked asked)
    {
        var at = asked.At;
        return Answer.Map(json =>
        {
            json.Date("at", at);
            InvoicingJson.Reminders(json, Dunning.Due(asked.Book, at));
        });
    }
}
