using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>most-favoured: NAME</c>: which contracts are comparable, in which unit, and from when a lower price holds.</summary>
static class MostFavouredFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("most-favoured", Read, Write);

    static MostFavoured Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var months = Bounds(leg, "months", Comparability.LongestMonths, "months");
        var gpus = Bounds(leg, "gpus", Gpus.Most, "GPUs");
        return new(leg.Text("most-favoured", 60), leg.Has("charges") ? [.. leg.Words("charges", PartialReleaseFormat.MostCharges)] : [],
            leg.WordOr("per", GpuUnit.Month, Words.GpuUnits),
            new(Scopes.Read(leg), (int?)months.Least, (int?)months.Most, Some(gpus.Least), Some(gpus.Most)), leg.WordOr("lowers-from", LowersFrom.Signing, Words.LowersFrom))
        { Meter = leg.Has("meter") ? leg.Text("meter", 60) : null };
    }

    static Gpus? Some(long? count) => count is { } gpus ? new Gpus(gpus) : null;

    static (long? Least, long? Most) Bounds(Fields leg, string name, long most, string unit)
    {
        if (leg.MapOrNone(name) is not { } bounds) return (null, null);
        var read = (bounds.Has("least") ? bounds.Whole("least", 1, most, unit) : (long?)null, bounds.Has("most") ? bounds.Whole("most", 1, most, unit) : (long?)null);
        bounds.Done();
        return read;
    }

    static void Write(Utf8JsonWriter json, MostFavoured leg)
    {
        json.WriteString("most-favoured", leg.Name);
        if (!leg.Charges.IsEmpty) json.WriteString("charges", string.Join(", ", leg.Charges));
        json.WriteString("per", Words.Of(Words.GpuUnits, leg.Per));
        if (leg.Meter is { } meter) json.WriteString("meter", meter);
        Scopes.Write(json, leg.Among.Pools);
        Bounds(json, "months", leg.Among.LeastMonths, leg.Among.MostMonths);
        Bounds(json, "gpus", leg.Among.LeastGpus?.Count, leg.Among.MostGpus?.Count);
        json.WriteString("lowers-from", Words.Of(Words.LowersFrom, leg.LowersFrom));
    }

    static void Bounds(Utf8JsonWriter json, string name, long? least, long? most)
    {
        if (least is null && most is null) return;
        json.Map(name, () =>
        {
            if (least is { } low) json.WriteNumber("least", low);
            if (most is { } high) json.WriteNumber("most", high);
        });
    }
}
