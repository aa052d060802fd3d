using System.Collections.Immutable;
using System.Text;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of returns shows.</summary>
/// <param name="By">The rows shown, one of <see cref="ReturnsJson.Rows"/>.</param>
/// <param name="Monthly">Utilisation month by month, of all pools together.</param>
/// <param name="Says">What the figures rest on.</param>
public sealed record ReturnsModel(Surroundings Around, Returns Returns, string By, ImmutableArray<UseRates> Monthly, ImmutableArray<CostBasis> Says)
{
    internal static ReturnsModel? Of(Asked asked)
    {
        var (book, query) = (asked.Book, SpanQuery.Read(asked.Input, asked.Book, asked.Today));
        var by = asked.Input.WordOr("by", "contract", [.. ReturnsJson.Rows.Select(row => (row, row))]);
        if (asked.Input.Faults.Count > 0) return null;
        var returns = Returns.Of(book, query.Currency, query.Span, asked.Today);
        var monthly = UseRates.Monthly(new CapacityHours(book, asked.Today), query.Span);
        return new(Surroundings.Of(asked), returns, by, [.. monthly.Where(use => use.Pool is null || returns.Pools.Length == 1)], [.. CostBasis.Of(book, returns)]);
    }

    /// <summary>The rows of the table; by the megawatt they are the pools.</summary>
    public IReadOnlyList<Return> Rows => By switch { "contract" => Returns.Contracts, "site" => Returns.Sites, _ => Returns.Pools };

    /// <summary>Runs of months that are often asked for, with their names.</summary>
    public IEnumerable<(MonthSpan Span, string Name)> Spans
    {
        get
        {
            var last = Around.Today.ToYearMonth().PlusMonths(-1);
            return [(new(last, last), "Last month"), (new(new(last.Year, 1), last), "Year to date"), (new(last.PlusMonths(-11), last), "12 months"),
                (new(last.PlusMonths(1), last.PlusMonths(12)), "12 months ahead")];
        }
    }

    /// <summary>The address of this page with other rows or months.</summary>
    public string Link(string by, MonthSpan span) =>
        FormattableString.Invariant(
            $"/returns?by={by}&from={Json.Text(span.From)}&to={Json.Text(span.Through)}&currency={Returns.Currency}{(Around.IsEarlier ? $"&position={Around.Position}" : "")}");

    /// <summary>The query of the API that shows the same.</summary>
    public string Query => FormattableString.Invariant($"by={By}&from={Json.Text(Returns.Span.From)}&to={Json.Text(Returns.Span.Through)}&currency={Returns.Currency}");

    /// <summary>The sentence about a figure, for those who point at it.</summary>
    public string? Basis(string figure) => Says.FirstOrDefault(each => each.Figure == figure)?.Says;

    /// <summary>Cost by use and revenue, month by month, as JSON for the chart.</summary>
    public string CostChart => Text(json =>
    {
        json.WriteString("currency", Returns.Currency.Code);
        json.List("months", Returns.Revenue, month => json.Map(() =>
        {
            json.WriteString("month", Json.Text(month.Month));
            json.Amount("revenue", month.Amount, Returns.Currency);
            foreach (var (word, used) in CostsJson.Uses) json.Amount(word,
                Returns.Costs.Parts.Where(part => part.Month == month.Month && part.For == used).Sum(part => part.Amount), Returns.Currency);
        }));
    });

    /// <summary>The four measures of utilisation, month by month, as JSON for the chart; null where not measured.</summary>
    public string UseChart => Text(json => json.List("months", Monthly, use => json.Map(() =>
    {
        json.WriteString("month", Json.Text(use.Span.From));
        foreach (var (name, share) in new[] { ("contracted", use.ContractedShare), ("allocated", use.Allocated?.Share), ("busy", use.Busy?.Share),
            ("goodput", use.Goodput?.Share) })
            if (share is { } known) json.WriteNumber(name, known); else json.WriteNull(name);
    })));

    static string Text(Action<System.Text.Json.Utf8JsonWriter> write) => Encoding.UTF8.GetString(Json.Bytes(json => json.Map(() => write(json))));
}
