using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Tests;

/// <summary>The reference cases of headroom (tests/vectors/headroom_vectors.json), computed elsewhere in exact arithmetic.</summary>
static class HeadroomVectors
{
    static readonly Lazy<JsonDocument> All = new(() => JsonDocument.Parse(typeof(HeadroomVectors).Assembly.GetManifestResourceStream("headroom_vectors.json")!));

    public static (JsonElement Inputs, JsonElement Expected) Of(string id)
    {
        var vector = All.Value.RootElement.GetProperty("vectors").EnumerateArray().Single(each => each.GetProperty("id").GetString() == id);
        return (vector.GetProperty("inputs"), vector.GetProperty("expected"));
    }

    /// <summary>A fraction such as "9/10", or a number.</summary>
    public static Rational Fraction(JsonElement element) => element.ValueKind == JsonValueKind.Number ? element.GetDecimal()
        : element.GetString()!.Split('/') is [var above, var below] ? Rational.Of(long.Parse(above), long.Parse(below)) : long.Parse(element.GetString()!);

    public static Distribution Chances(JsonElement element) => Distribution.Of(element.EnumerateObject().Select(each => (long.Parse(each.Name), Fraction(each.Value))));

    public static ImmutableArray<long> Wholes(JsonElement element) => element.ValueKind == JsonValueKind.Number ? [element.GetInt64()]
        : [.. element.EnumerateArray().Select(each => each.GetInt64())];
}
