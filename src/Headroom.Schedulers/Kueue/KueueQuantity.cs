using System.Globalization;

namespace Headroom.Schedulers.Kueue;

/// <summary>Quantities as Kubernetes writes them: <c>8</c>, <c>"8"</c>, <c>1k</c>, <c>2Ki</c>, <c>8000m</c>.</summary>
static class KueueQuantity
{
    static readonly (string Suffix, decimal Factor)[] Suffixes =
    [
        ("Ki", 1024m), ("Mi", 1024m * 1024), ("Gi", 1024m * 1024 * 1024), ("n", 0.000000001m), ("u", 0.000001m), ("m", 0.001m), ("k", 1_000m), ("M", 1_000_000m),
        ("G", 1_000_000_000m),
    ];

    /// <summary>Whole units, a part of one left out; null when it is no quantity of GPUs.</summary>
    public static long? Read(string text)
    {
        var (suffix, factor) = Suffixes.FirstOrDefault(each => text.EndsWith(each.Suffix, StringComparison.Ordinal), (Suffix: "", Factor: 1m));
        return decimal.TryParse(text[..^suffix.Length], NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && value >= 0 && value * factor <= Core.Units.Gpus.Most ? (long)decimal.Floor(value * factor) : null;
    }
}
