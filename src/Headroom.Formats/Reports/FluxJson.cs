using System.Text.Json;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>Why a view moved, as JSON: figures before and after, and the part of every cause, which sum to the difference.</summary>
public static class FluxJson
{
    public static void Write(Utf8JsonWriter json, string view, Flux flux) => json.Map(() =>
    {
        var names = flux.Before.Keys.Union(flux.After.Keys).Order(StringComparer.Ordinal).ToList();
        json.WriteString("view", view);
        json.List("figures", names, name => json.Map(() =>
        {
            json.WriteString("figure", name);
            json.WriteNumber("before", flux.Before.GetValueOrDefault(name, 0.00m));
            json.WriteNumber("after", flux.After.GetValueOrDefault(name, 0.00m));
            json.WriteNumber("difference", flux.Difference(name));
            json.List("parts", flux.Parts, part => Part(json, part, name));
        }));
    });

    /// <summary>What a cause is called.</summary>
    public static string Cause(FluxPart part) => part.Fact is { } fact
        ? $"{fact.Body.Kind[..fact.Body.Kind.LastIndexOf('.')]} {fact.Body.About}"
        : part.Cause is { } cause ? $"time passed: {cause}" : "time passed";

    static void Part(Utf8JsonWriter json, FluxPart part, string figure) => json.Map(() =>
    {
        json.WriteString("cause", Cause(part));
        if (part.Fact is { } fact) json.WriteNumber("position", fact.Position);
        json.Date("from", part.From);
        json.Date("to", part.To);
        json.WriteNumber("amount", part.Moves.GetValueOrDefault(figure, 0.00m));
    });
}
