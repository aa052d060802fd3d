using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Terms;

/// <summary>Reads assumptions and the values that refer to them.</summary>
public static class Assumptions
{
    const int Most = 100;

    /// <summary>The most places of the terms at which one assumption can stand.</summary>
    public const int MostPlaces = 200;

    /// <summary>Assumptions while a document is read, which keep where their values were put.</summary>
    sealed class Assumed() : Dictionary<string, Assumption>(StringComparer.Ordinal)
    {
        public void Note(string name, string place)
        {
            // Within the terms, wherever these stand in the document.
            var start = place.IndexOf("legs[", StringComparison.Ordinal);
            if (start >= 0 && this[name].At.Length < MostPlaces) this[name] = this[name] with { At = this[name].At.Add(place[start..]) };
        }
    }

    /// <summary>The assumptions of a document by name, each with the variant in force.</summary>
    internal static IReadOnlyDictionary<string, Assumption> Read(Fields fields, string? variant)
    {
        var assumptions = new Assumed();
        foreach (var each in fields.ListOrNone("assumptions", Most))
        {
            var assumption = One(each, variant);
            if (!assumptions.TryAdd(assumption.Name, assumption)) each.Fault("name", RefusalCode.AlreadyExists, $"The assumption '{assumption.Name}' stands twice.");
        }
        if (variant is not null && !assumptions.Values.Any(assumption => assumption.Variants.ContainsKey(variant)))
            fields.Fault("assumptions", RefusalCode.NotFound, $"No assumption has a variant '{variant}'{Known(assumptions.Values)}.");
        return assumptions;
    }

    /// <summary>One assumption, with the variant asked for when it has that one.</summary>
    public static Assumption One(Fields fields, string? variant)
    {
        var range = fields.Map("range");
        var (low, high) = (Value(range, "low"), Value(range, "high"));
        range.Done();
        var variants = ImmutableSortedDictionary<string, decimal>.Empty;
        if (fields.MapOrNone("variants") is { } map)
            foreach (var (name, text) in map.Entries()) variants = variants.SetItem(name, map.Share(name, text, -Money.Most, Money.Most));
        var inForce = variants.Count == 0 ? null : variant is not null && variants.ContainsKey(variant) ? variant : fields.Text("use", 60);
        if (inForce is not null) _ = fields.Text("use", inForce);
        if (inForce is not null && !variants.ContainsKey(inForce))
            fields.Fault("use", RefusalCode.NotFound, $"There is no variant '{inForce}'; there are {string.Join(", ", variants.Keys)}.");
        var value = inForce is null ? Value(fields, "value") : variants.GetValueOrDefault(inForce);
        var assumption = new Assumption(
            fields.Text("name", 60), value, fields.Text("unit", 80), low, high, inForce, variants, fields.Text("source", 1000))
        { At = fields.Has("at") ? [.. fields.Texts("at", MostPlaces)] : [] };
        if (fields.Faults.Count == 0 && (value < low || value > high))
            fields.Fault("range", RefusalCode.OutOfRange,
                $"{value.ToString(CultureInfo.InvariantCulture)} lies outside the range {low.ToString(CultureInfo.InvariantCulture)} to {high.ToString(CultureInfo.InvariantCulture)} that the assumption states.");
        fields.Done();
        return assumption;
    }

    /// <summary>A number or percentage, or <c>{ assume: name }</c>, which is the value of that assumption.</summary>
    internal static decimal Value(Fields fields, string name, IReadOnlyDictionary<string, Assumption> assumptions, decimal low, decimal high, string unit)
    {
        if (fields.Part(name) is not MapNode) return unit == "(share)" ? fields.Share(name, low, high) : fields.Decimal(name, low, high, unit);
        var reference = fields.Map(name);
        var assumed = reference.Text("assume", 60);
        reference.Done();
        if (assumptions.TryGetValue(assumed, out var assumption))
        {
            if (assumption.Variants.Count > 0 && assumptions is Assumed noting) noting.Note(assumed, reference.Place);
            return reference.Decimal("assume", assumption.Value.ToString(CultureInfo.InvariantCulture), low, high, unit);
        }
        if (assumed.Length > 0) reference.Fault("assume", RefusalCode.NotFound, $"There is no assumption '{Fields.Short(assumed)}' in this document.");
        return low;
    }

    static decimal Value(Fields fields, string name) => fields.Share(name, -Money.Most, Money.Most);

    static string Known(IEnumerable<Assumption> assumptions) =>
        assumptions.SelectMany(assumption => assumption.Variants.Keys).Distinct().ToList() is { Count: > 0 } known ? $"; there are {string.Join(", ", known)}" : "";
}
