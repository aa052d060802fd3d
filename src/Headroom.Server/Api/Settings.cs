using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Formats.Reports;
using Headroom.Formats.Terms;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>The policy that binds at signature, and the book's assumptions.</summary>
static class Settings
{
    public static void Map(Routes routes)
    {
        routes.Get("/v1/policy", "The limits that bind at signature and the settings of the estimates", Policy);
        routes.Post("/v1/policy", "Sets the limits that bind from now on; a field left out takes its default", Set,
        [
            new("risk", "number", "The greatest accepted probability that own products fall short, 0 to 0.5, or a percentage. Default 5%."),
            new("handover-days", "integer", "Days from the last day served to the first usable again, 0 to 90. Default 0."),
            new("handover", "object", "The same step by step, in days: draining, erasing, revalidating, burn-in; handover-days is their sum. Default none."),
            new("paths", "integer", "Paths of the demand forecast, 100 to 10,000. Default 200."), new("seed", "integer", "Seed of the forecast. Default 1."),
            new("set-off", "string",
                "What becomes of credit notes as they are issued: oldest-first (the default: set off against the customer's oldest open invoices) or by-hand."),
            new("materiality", "number",
                "From which share of the monthly fees on a customer's notice asks for a current report to be assessed, 0 to 1, or a percentage. Default 10%."),
            new("limits", "object", "Limits on sales: own-floor (home, gpus), share, tenor-months, customers (party, currency, exposure, credit). Default none."),
            new("close-steps", "array",
                "Steps of every close: step, name, review (boolean, default true), when (before-close, the default, or after-close); at most 30. Default none."),
            new("dunning", "array", "Reminders of overdue invoices: days past due and name, days ascending, at most 10. Default none."),
        ]);
        routes.Get("/v1/indices", "The published values of indices, the contracts that follow them, and what is missing for the next invoices", Indices, Parameter.At);
        routes.Post("/v1/indices", "Records what an index was published at for a month, or its revision", (_, body) => new PublishIndex(FactReader.Index(body)),
        [
            new("index", "string", "The index, as clauses name it.", Required: true), new("month", "string", "The month it is of.", Required: true),
            new("value", "number", "Its value in points.", Required: true), new("source", "string", "Where it was published.", Required: true),
        ]);
        routes.Get("/v1/assumptions", "What is assumed rather than known, with range and source", Assumed);
        routes.Post("/v1/assumptions", "States a figure that is not known, or replaces what was stated under its name",
            (asked, body) => new MakeAssumption(Assumptions.One(body, asked.Input.Has("variant") ? asked.Input.Text("variant", 60) : null)),
        [
            new("name", "string", "Short name, such as cost-per-gpu-hour.", Required: true), new("unit", "string", "Unit as text.", Required: true),
            new("range", "object", "low and high: the least and greatest value thought possible.", Required: true),
            new("value", "number", "The value in force, when there are no variants."),
            new("variants", "object", "Values by name."), new("use", "string", "The variant in force."), new("source", "string", "Where it comes from.", Required: true),
        ], Parameter.Variant);
    }

    // An empty document would put every limit back to its default, which nobody means.
    static SetPolicy? Set(Asked asked, Fields body) =>
        body.OneOf("risk", "handover-days", "handover", "paths", "seed", "set-off", "materiality", "limits", "dunning", "close-steps") is null ? null
        : new SetPolicy(FactReader.Policy(body));

    static Answer Policy(Asked asked) => Answer.Json(json => FactWriter.Write(json, new PolicySet(asked.Book.Policy)));

    static Answer Indices(Asked asked)
    {
        var at = asked.At;
        return Answer.Map(json => IndexJson.Write(json, IndexUse.Of(asked.Book, at, asked.Book.FirstOpen)));
    }

    static Answer Assumed(Asked asked) => Answer.Map(json => AssumptionsJson.Write(json, asked.Book.Assumptions.Values));
}
