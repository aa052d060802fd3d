using Headroom.Core.Views;
using Headroom.Formats.Reports;
using Headroom.Server.Http;

namespace Headroom.Server.Api;

/// <summary>What infrastructure costs, how it is used, and what the capital brings.</summary>
static class Returns
{
    static readonly Parameter From = new("from", "string", "The first month, such as 2026-05. Default: January of the last month's year."),
        To = new("to", "string", "The last month. Default: the last that is over."),
        Currency = new("currency", "string", "The currency, where costs are in several.");

    public static void Map(Routes routes)
    {
        routes.Get("/v1/costs", "What infrastructure costs: by pool and month, kind and use, and as lines of the income statement", Costs, From, To, Currency,
            new("parts", "boolean", "Whether every part stands in it too. Default false."));
        routes.Get("/v1/utilisation", "Contracted, allocated, busy and goodput over the GPU-hours installed; what was not measured is null", Utilisation, From, To);
        routes.Get("/v1/returns", "Margin and return on the capital, payback, what is recovered by the earliest exit, own products beside sold capacity", Show,
            new("by", "string", $"The rows that stand first: {string.Join(", ", ReturnsJson.Rows)}. Default: contract."), From, To, Currency);
    }

    static Answer Costs(Asked asked)
    {
        var (book, query, parts) = (asked.Book, SpanQuery.Read(asked.Input, asked.Book, asked.Today), asked.Input.Bool("parts", false));
        return Answer.Json(json =>
        {
            var sheet = new CostSheet(book, query.Currency, asked.Today);
            CostsJson.Write(json, book, CostReport.Of(sheet, query.Span),
                CostBasis.OfCosts(book, query.Currency).Concat(CostBasis.OfUse(book, UseRates.Of(sheet.Hours, query.Span), query.Span, asked.Today)), parts);
        });
    }

    static Answer Utilisation(Asked asked)
    {
        var (book, span) = (asked.Book, SpanQuery.Months(asked.Input, asked.Today));
        return Answer.Json(json =>
        {
            var hours = new CapacityHours(book, asked.Today);
            var use = UseRates.Of(hours, span);
            UtilisationJson.Write(json, book, span, use, UseRates.Monthly(hours, span), CostBasis.OfUse(book, use, span, asked.Today));
        });
    }

    static Answer Show(Asked asked)
    {
        var (book, query) = (asked.Book, SpanQuery.Read(asked.Input, asked.Book, asked.Today));
        var by = asked.Input.WordOr("by", "contract", [.. ReturnsJson.Rows.Select(row => (row, row))]);
        return Answer.Json(json =>
        {
            var returns = Core.Views.Returns.Of(book, query.Currency, query.Span, asked.Today);
            ReturnsJson.Write(json, book, returns, CostBasis.Of(book, returns), by);
        });
    }
}
