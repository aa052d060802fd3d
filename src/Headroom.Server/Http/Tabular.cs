using Headroom.Formats;
using Microsoft.Net.Http.Headers;

namespace Headroom.Server.Http;

/// <summary>Whether a table is asked for instead of JSON: by <c>?format=csv</c>, or by a header that prefers <c>text/csv</c>.</summary>
static class Tabular
{
    /// <summary>The media type of a table.</summary>
    public const string Csv = "text/csv";

    /// <summary>The inputs that every operation with tables has.</summary>
    public static readonly Parameter[] Parameters =
    [
        new("format", "string", "csv for one table of the answer as CSV (RFC 4180), json for all of it. Default: as the Accept header prefers, else json."),
        new("table", "string", "With CSV: the table, such as invoices.lines. Default: the first list."),
    ];

    public static bool Wants(HttpRequest request, Fields input) => input.WordOr("format", IsPreferred(request), ("csv", true), ("json", false));

    static bool IsPreferred(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)) return false;
        var csv = Forms.Quality(accepted, Csv);
        return csv > 0 && csv > Forms.Quality(accepted, Bodies.JsonType);
    }
}
