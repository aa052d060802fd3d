using System.Text.Json;

namespace Headroom.Server.Tests;

public sealed class DescriptionTests
{
    // What the path and the book say is all that these need.
    static readonly string[] Bodiless = ["/close", "/seal", "/postings", "/observations"];

    static readonly string[] Routes =
    [
        "get /v1/accounts/{customer}", "get /v1/agenda", "get /v1/agenda.ics", "get /v1/assumptions", "get /v1/backlog", "get /v1/book", "get /v1/capacity", "get /v1/contracts",
        "get /v1/contracts/{contract}", "get /v1/contracts/{contract}/value",
        "get /v1/demand", "get /v1/exports/focus/{dataset}", "get /v1/invoices", "get /v1/invoices/{invoice}", "get /v1/journal", "get /v1/journal/head",
        "get /v1/journal/proof/consistency", "get /v1/journal/proof/inclusion/{position}",
        "get /v1/journal/verify", "get /v1/journal/{position}", "get /v1/ledger", "get /v1/months", "get /v1/months/{month}/drafts", "get /v1/months/{month}/preview",
        "get /v1/overview", "get /v1/parties", "get /v1/parties/{party}",
        "get /v1/policy", "get /v1/pools", "get /v1/pools/{pool}/headroom", "get /v1/quotes", "get /v1/quotes/{quote}", "get /v1/quotes/{quote}/clauses", "get /v1/receipts",
        "get /v1/revenue", "get /v1/sellable", "get /v1/sites", "get /v1/statements", "get /v1/supply", "get /v1/why/{view}",
        "post /v1/assumptions", "post /v1/clauses", "post /v1/clock", "post /v1/contracts", "post /v1/contracts/{contract}/amendments", "post /v1/contracts/{contract}/blend",
        "post /v1/contracts/{contract}/close", "post /v1/contracts/{contract}/deliveries", "post /v1/contracts/{contract}/events", "post /v1/contracts/{contract}/notice",
        "post /v1/contracts/{contract}/parts",
        "post /v1/demand", "post /v1/demand/{workload}/moves", "post /v1/drafts", "post /v1/invoices/{invoice}/set-off", "post /v1/invoices/{invoice}/unapply",
        "post /v1/months/{month}/close", "post /v1/months/{month}/issue",
        "post /v1/parties", "post /v1/parties/{party}/details", "post /v1/payments", "post /v1/policy", "post /v1/pools", "post /v1/quotes", "post /v1/quotes/{quote}/accept",
        "post /v1/quotes/{quote}/decline", "post /v1/quotes/{quote}/withdraw", "post /v1/receipts", "post /v1/receipts/{receipt}/apply", "post /v1/receipts/{receipt}/return",
        "post /v1/refunds", "post /v1/sites", "post /v1/supply",
        "post /v1/supply/{supply}/energise",
        "post /v1/bank-statements", "post /v1/terms/explain", "post /v1/valuations", "get /v1/portfolio", "post /v1/portfolios", "post /v1/what-ifs", "post /v1/inquiries",
        // Documents for people.
        "get /v1/invoices/{invoice}.html", "get /v1/invoices/{invoice}.pdf", "get /v1/months/{month}/drafts/{contract}/{payer}.html",
        "get /v1/months/{month}/drafts/{contract}/{payer}.pdf",
        "get /v1/reminders/{customer}.html", "get /v1/reminders/{customer}.pdf", "get /v1/statements/{customer}.html", "get /v1/statements/{customer}.pdf",
        "get /v1/indices", "post /v1/indices",
        // What is said about invoices beside issuing them.
        "get /v1/disputes", "get /v1/invoices/{invoice}/why", "get /v1/orders", "get /v1/reminders", "get /v1/unbilled", "post /v1/contracts/{contract}/references",
        "post /v1/disputes", "post /v1/disputes/{dispute}/settle",
        // What can come back.
        "get /v1/pools/{pool}/back", "get /v1/pools/{pool}/frontier",
        // Own products as customers.
        "get /v1/needs", "get /v1/openings", "get /v1/recalls", "post /v1/needs", "post /v1/needs/{need}/end", "post /v1/recalls", "post /v1/recalls/{recall}/answer",
        // What is handed over as a whole.
        "get /v1/blocks", "get /v1/blocks/{block}", "post /v1/blocks", "post /v1/blocks/{block}/moves",
        "get /v1/reclaims", "get /v1/reclaims/{reclaim}", "post /v1/reclaims", "post /v1/reclaims/{reclaim}/moves",
        // Usage.
        "get /v1/pools/{pool}/hours", "get /v1/pools/{pool}/usage", "get /v1/usage-sources", "get /v1/usage-sources/{source}/months/{month}", "post /v1/usage-sources",
        "post /v1/usage-sources/{source}/events", "post /v1/usage-sources/{source}/months/{month}/seal",
        // Conditions of nodes, and the availability that contracts make of them.
        "get /v1/conditions", "get /v1/contracts/{contract}/availability/{month}", "get /v1/condition-events", "post /v1/condition-events", "post /v1/stated-availability",
        "post /v1/conditions", "post /v1/contracts/{contract}/agreed-availability", "post /v1/contracts/{contract}/stated-availability",
        // Incidents.
        "get /v1/incidents", "get /v1/incidents/{incident}", "post /v1/incidents", "post /v1/incidents/{incident}/close",
        // What own products will need.
        "get /v1/demand/{workload}/backtest", "get /v1/demand/{workload}/events", "get /v1/demand/{workload}/forecast", "post /v1/demand-events/{event}/cancel",
        "post /v1/demand/{workload}/basis", "post /v1/demand/{workload}/events",
        // What schedulers enforce.
        "get /v1/quotas", "get /v1/clusters", "get /v1/clusters/{cluster}", "post /v1/clusters/{cluster}/approvals", "post /v1/clusters/{cluster}/observations",
        "post /v1/clusters/{cluster}/acceptances",
        // What a report about a date discloses.
        "get /v1/disclosure", "get /v1/disclosure.html", "get /v1/disclosure.pdf", "get /v1/purchases", "get /v1/rights", "post /v1/disclosure/filed", "post /v1/disclosure/notes",
        "post /v1/disclosure/revenue", "post /v1/contracts/{contract}/disclosed-terms", "post /v1/parties/{party}/acquired", "post /v1/parties/{party}/related",
        // The accounts.
        "get /v1/accounting-policies", "post /v1/accounting-policies", "get /v1/contracts/{contract}/lease-tests", "post /v1/contracts/{contract}/lease-tests",

        "post /v1/reminders", "post /v1/contracts/{contract}/taxes", "post /v1/credits", "post /v1/invoices/{invoice}/void",
        // What capacity costs and brings.
        "get /v1/costs", "get /v1/outlays", "get /v1/returns", "get /v1/utilisation", "post /v1/assets", "post /v1/assets/{asset}/revisions", "post /v1/cost-policies",
        "post /v1/expenses", "post /v1/measured-use", "post /v1/outages", "post /v1/product-revenue", "post /v1/tariffs",
        // The accounts of months.
        "get /v1/balances", "get /v1/months/{month}/recognised", "get /v1/months/{month}/roll-forward", "post /v1/months/{month}/reopen",
        "get /v1/account-map", "post /v1/account-map", "get /v1/postings", "get /v1/months/{month}/postings", "post /v1/months/{month}/postings", "post /v1/trial-balances",
        "get /v1/trial-balances/{as-of}",
        "get /v1/months/{month}/steps", "post /v1/months/{month}/steps/{step}/prepare", "post /v1/months/{month}/steps/{step}/review",
    ];

    [Fact]
    public async Task It_is_OpenAPI_3_1_and_lists_every_route_and_no_other()
    {
        await using var served = await Served.Example();
        var document = await served.Get("/openapi/v1.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString());
        Assert.Equal(Routes.Order(StringComparer.Ordinal), Operations(document).Select(operation => $"{operation.Method} {operation.Path}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_operation_says_what_it_does_takes_and_answers()
    {
        await using var served = await Served.Example();
        foreach (var (method, path, operation) in Operations(await served.Get("/openapi/v1.json")))
        {
            var name = $"{method} {path}";
            Assert.True(operation.GetProperty("summary").GetString()!.Length > 10, name);
            Assert.True(operation.GetProperty("responses").TryGetProperty("default", out var refused) && refused.GetProperty("content").TryGetProperty("application/problem+json",
                out _), name);
            var parameters = operation.TryGetProperty("parameters", out var list) ? list.EnumerateArray().ToList() : [];
            Assert.All(parameters, parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
            var inPath = parameters.Where(parameter => parameter.GetProperty("in").GetString() == "path").Select(parameter => parameter.GetProperty("name").GetString());
            Assert.Equal(path.Split('/').Where(part => part.StartsWith('{')).Select(part => part[1..part.IndexOf('}')]), inPath);
            if (method == "post" && !Bodiless.Any(end => path.EndsWith(end, StringComparison.Ordinal)))
                Assert.NotEmpty(operation.GetProperty("requestBody").GetProperty("content").EnumerateObject());
            if (method == "post" && path is not ("/v1/terms/explain" or "/v1/valuations" or "/v1/portfolios" or "/v1/inquiries" or "/v1/what-ifs" or "/v1/clauses"))
                Assert.Contains(parameters, parameter => parameter.GetProperty("name").GetString() == "Idempotency-Key");
        }
    }

    static IEnumerable<(string Method, string Path, JsonElement Operation)> Operations(JsonElement document) =>
        document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(operation => (operation.Name, path.Name, operation.Value)));
}
