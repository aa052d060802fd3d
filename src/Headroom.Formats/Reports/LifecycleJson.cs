using System.Text.Json;
using Headroom.Core.Views;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Reports;

/// <summary>Where a draft, quote or contract stands, as JSON.</summary>
public static class LifecycleJson
{
    public static void Fields(Utf8JsonWriter json, Lifecycle life)
    {
        json.WriteString("stage", Words.Of(Words.Stages, life.Stage));
        json.Date("since", life.Now.Since);
        json.WriteString("next", life.Next);
        json.List("entered", life.Entered, entry => Entry(json, entry));
        json.List("ahead", life.Ahead, entry => Entry(json, entry));
    }

    static void Entry(Utf8JsonWriter json, StageEntry entry) => json.Map(() =>
    {
        json.WriteString("stage", Words.Of(Words.Stages, entry.Stage));
        json.Date("since", entry.Since);
        json.WriteString("because", entry.Because);
        if (entry.By is not { } fact) return;
        json.WriteNumber("position", fact.Position);
        json.WriteString("actor", fact.Actor.ToString());
        if (fact.Why is { } why) json.WriteString("why", why);
    });
}
