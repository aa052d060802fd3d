using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;

namespace Headroom.Formats.Facts;

/// <summary>Reads and writes what is said about accounting months beside closing them.</summary>
public static class ClosingFacts
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["month.reopened.v1"];

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "month.reopened.v1" => new MonthReopened(f.Month("month"), f.Id("by"), f.Text("reason")),
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case MonthReopened fact:
                json.WriteString("month", Json.Text(fact.Month));
                json.WriteString("by", fact.By.ToString());
                json.WriteString("reason", fact.Reason);
                return true;
            default: return false;
        }
    }
}
