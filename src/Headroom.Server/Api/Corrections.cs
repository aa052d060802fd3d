using Headroom.Core.Commands;
using Headroom.Formats.Facts;
using Headroom.Formats.Scenarios;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>What is said about invoices beside issuing them: credits on lines, voids, and taxes handed in.</summary>
static class Corrections
{
    public static void Map(Routes routes)
    {
        routes.Post("/v1/invoices/{invoice}/void", "Makes an invoice void and issues what is due of its months under the next number",
            (asked, body) => new VoidInvoice(asked.Input.Text("invoice", 40), body.Text("reason")),
            [new("reason", "string", "Why; it stands on the invoice that takes its place.", Required: true)],
            new Parameter("invoice", "string", "The invoice's number.", Required: true));
        routes.Post("/v1/credits", "Gives back a part of an invoiced line and issues the credit note", (_, body) => InvoicingSteps.Credit(body, "invoice"),
        [
            new("invoice", "string", "The invoice's number.", Required: true), new("charge", "string", "The line's charge.", Required: true),
            new("month", "string", "The line's month of service, such as 2026-06.", Required: true), new("amount", "number", "What is given back; or else a share."),
            new("share", "number", "A share of the line, more than 0 and at most 1."), new("reason", "string", "Why; it stands on the credit note.", Required: true),
        ]);
        routes.Post("/v1/contracts/{contract}/taxes", "Takes over the taxes that a program outside determined for a contract and month",
            (asked, body) => new DetermineTax(asked.Input.Id("contract"), InvoicingFacts.Tax(body)),
        [
            new("month", "string", "The month of service, such as 2026-06.", Required: true), new("source", "string", "Where it was determined.", Required: true),
            new("lines", "array", "name, jurisdiction (an id such as us-tn), rate (a share), base, amount; at most 50.", Required: true),
        ], Parameter.Contract);
    }
}
