using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Offers;
using Headroom.Core.Units;

namespace Headroom.Formats.Reports;

/// <summary>What was tried: the facts that would be written, and every view before and after.</summary>
public sealed record Trial(ImmutableArray<Fact> Facts, WhatIf Views)
{
    /// <summary>How far the clock of a sandbox would move; null where it would not.</summary>
    public ClockMove? Clock { get; init; }
}

/// <summary>What-ifs and dry runs as JSON.</summary>
public static class TrialJson
{
    public static void Write(Utf8JsonWriter json, Trial trial) => json.Map(() =>
    {
        json.WriteBoolean("written", false);
        json.List("views", trial.Views.Rows, row => Row(json, row, trial.Views));
        json.Date("at", trial.Views.At);
        json.List("facts", trial.Facts, fact => json.Map(() =>
        {
            json.WriteString("kind", fact.Body.Kind);
            json.WriteString("about", fact.Body.About);
        }));
        ClockJson.Write(json, trial.Clock);
    });

    /// <param name="refused">Branches that could not be, with why.</param>
    public static void Write(Utf8JsonWriter json, string name, WhatIf views, IEnumerable<(string Branch, Refusal Refusal)> refused) => json.Map(() =>
    {
        json.WriteString("what-if", name);
        json.Date("at", views.At);
        json.List("views", views.Rows, row => Row(json, row, views));
        json.List("refused", refused, each => json.Map(() =>
        {
            json.WriteString("branch", each.Branch);
            json.WritePropertyName("refusal");
            RefusalJson.Write(json, each.Refusal);
        }));
    });

    static void Row(Utf8JsonWriter json, WhatIfRow row, WhatIf views) => json.Map(() =>
    {
        json.WriteString("view", row.Name.View.ToString().ToLowerInvariant());
        json.WriteString("figure", row.Name.Name);
        json.WriteString("unit", row.Name.Unit);
        json.WriteNumber("now", row.Now);
        for (var i = 0; i < views.Names.Length; i++) json.WriteNumber(views.Names[i], row.Then[i]);
    });
}
