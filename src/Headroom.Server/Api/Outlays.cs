using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>What is said of costs and of measured use.</summary>
static class Outlays
{
    static readonly Parameter Amount = new("amount", "number", "0 or more.", Required: true), Currency = new("currency", "string", "ISO 4217 code.", Required: true),
        Source = new("source", "string", "Where it comes from."), From = new("from", "string", "The first date.", Required: true),
        Through = new("through", "string", "The last date."),
        Month = new("month", "string", "The month, such as 2026-06.", Required: true);

    static readonly Parameter[] Homes =
        [new("block", "string", "The supply block that bears it; this, a pool or a site."), new("pool", "string", "The pool that bears it."),
            new("site", "string", "The site, whose pools bear it.")];

    public static void Map(Routes routes)
    {
        routes.Get("/v1/outlays", "Everything said of costs and measured use: assets, tariffs, expenses, outages, measured use, revenue of own products, policies", List);
        routes.Post("/v1/assets", "Records capital expenditure, or corrects what was said under its id", (_, body) => new RecordAsset(CostFormat.Asset(body)),
        [
            new("asset", "string", "Id.", Required: true), .. Homes, Amount, Currency, new("from", "string", "The first day in service.", Required: true),
            new("life-months", "integer", "Useful life, 1 to 600.", Required: true), new("salvage", "number", "What is left at its end. Default 0."),
            new("by", "string", "months (the default) or days: which weigh the same."),
        ]);
        routes.Post("/v1/assets/{asset}/revisions", "Says how long an asset will still serve from a date on, or that it is retired; past months stay",
            (asked, body) => new ReviseAsset(asked.Input.Id("asset"), CostFormat.Revision(body)),
            [From, new("remaining-months", "integer", "Months of life from then on; 0 retires it.", Required: true),
                new("salvage", "number", "What is left at its end. Default 0.")], new Parameter("asset", "string", "The asset.", Required: true));
        routes.Post("/v1/tariffs", "Records the price of power at a site and everywhere under it, or corrects it", (_, body) => new RecordTariff(CostFormat.Tariff(body)),
        [
            new("tariff", "string", "Id.", Required: true), new("site", "string", "The site.", Required: true), From, Through,
            new("per-kwh", "number", "The price of a kilowatt-hour.", Required: true), Currency,
            new("load", "number", "Share of the pools' draw that is taken. Default 1."), new("kilowatts-per-gpu", "number", "Instead: computing power of a GPU."),
            new("pue", "number", "With that: facility power over computing power, 1 to 5."),
            new("kilowatts", "number", "Instead: power taken at every hour."),
        ]);
        routes.Post("/v1/expenses", "Records an operating cost by the month, or corrects it", (_, body) => new RecordExpense(CostFormat.Expense(body)),
        [
            new("expense", "string", "Id.", Required: true), .. Homes, new("says", "string", "What it is for.", Required: true),
            new("from", "string", "The first month.", Required: true), new("through", "string", "The last month."),
            new("monthly", "number", "Each month's amount, 0 or more.", Required: true), Currency,
            new("avoidable", "boolean", "Whether it falls away with the capacity. Default true."),
        ]);
        MapUse(routes);
    }

    static void MapUse(Routes routes)
    {
        routes.Post("/v1/outages", "Records GPUs of a pool as out of use, or corrects it", (_, body) => new RecordOutage(CostFormat.Outage(body)),
            [new("outage", "string", "Id.", Required: true), new("pool", "string", "The pool.", Required: true), new("gpus", "integer", "How many.", Required: true),
                From, Through]);
        routes.Post("/v1/measured-use", "Records what was measured of a pool's use over a month", (_, body) => new MeasureUse(CostFormat.Measured(body, "pool")),
        [
            new("pool", "string", "The pool.", Required: true), Month, new("allocated", "number", "GPU-hours assigned by the scheduler."),
            new("busy", "number", "GPU-hours with a kernel running."),
            new("goodput", "number", "GPU-hours at peak throughput (MFU)."), new("own", "object", "GPU-hours of own products, by workload."), Source,
        ]);
        routes.Post("/v1/product-revenue", "Records what an own product brought in over a month", (_, body) => new RecordProductRevenue(CostFormat.Product(body, "workload")),
            [new("workload", "string", "The workload that is the product.", Required: true), Month, Amount, Currency, Source]);
        routes.Post("/v1/cost-policies", "Says how costs are presented and what own use pays from a month on", (_, body) => new SetCostPolicy(CostFormat.Policy(body)),
        [
            new("from", "string", "The first month.", Required: true), new("products", "object", "research-and-development or cost-of-revenue, by workload."),
            new("transfer", "string", "cost (the default), market or price."),
            new("index", "string", "With market: the index."), new("per-gpu-hour", "number", "With price."), new("currency", "string", "With price."),
        ]);
    }

    static Answer List(Asked asked)
    {
        var said = asked.Book.Outlays;
        return Answer.Map(json =>
        {
            Facts(json, "assets", said.Assets.Values.Select(each => new AssetRecorded(each)));
            Facts(json, "tariffs", said.Tariffs.Values.Select(each => new TariffRecorded(each)));
            Facts(json, "expenses", said.Expenses.Values.Select(each => new ExpenseRecorded(each)));
            Facts(json, "outages", said.Outages.Values.Select(each => new OutageRecorded(each)));
            Facts(json, "measured-use", said.Measured.Values.Select(each => new UseMeasured(each)));
            Facts(json, "product-revenue", said.Products.Values.Select(each => new ProductRevenueRecorded(each)));
            Facts(json, "cost-policies", said.Policies.Values.Select(each => new CostPolicySet(each)));
        });
    }

    static void Facts(Utf8JsonWriter json, string name, IEnumerable<FactBody> facts) => json.List(name, facts, fact => FactWriter.Write(json, fact));
}
