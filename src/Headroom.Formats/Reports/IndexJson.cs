using System.Text.Json;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>Published indices and what follows them, as JSON.</summary>
public static class IndexJson
{
    /// <summary>The fields of the report, into an open map.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<IndexUse> uses)
    {
        json.List("indices", uses.SelectMany(use => use.Values.Select(value => (use.Index, value.Month, value.Value))), each => json.Map(() =>
        {
            json.WriteString("index", each.Index);
            json.WriteString("month", Json.Text(each.Month));
            json.WriteNumber("value", each.Value);
        }));
        json.List("followers", uses.SelectMany(use => use.Followers), each => json.Map(() =>
        {
            json.WriteString("contract", each.Contract.ToString());
            json.WriteString("clause", each.Clause.Name);
            json.WriteString("index", each.Clause.Index);
            json.Date("next-change", each.Next?.Date);
            json.WriteString("looks-at", each.Next is { } next ? Json.Text(next.Month) : null);
            json.WriteBoolean("published", each.IsPublished);
            json.List("missing", each.Missing, month => json.WriteStringValue(Json.Text(month)));
        }));
    }
}
