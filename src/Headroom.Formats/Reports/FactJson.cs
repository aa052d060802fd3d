using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Reports;

/// <summary>A fact of the journal as JSON.</summary>
public static class FactJson
{
    public static void Write(Utf8JsonWriter json, Fact fact) => json.Map(() =>
    {
        json.WriteNumber("position", fact.Position);
        json.Time("recorded-at", fact.RecordedAt);
        json.WriteString("actor", fact.Actor.ToString());
        if (fact.Why is { } why) json.WriteString("why", why);
        json.WriteString("kind", fact.Body.Kind);
        json.WriteString("about", fact.Body.About);
        json.WritePropertyName("body");
        FactWriter.Write(json, fact.Body);
    });
}
