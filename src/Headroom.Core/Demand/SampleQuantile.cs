using System.Numerics;

namespace Headroom.Core.Demand;

/// <summary>Quantiles of a sample: linear between the order statistics, at level x (n - 1), as numpy and R's type 7 define them.</summary>
static class SampleQuantile
{
    /// <summary>So many values are sorted.</summary>
    const int Few = 16;

    /// <summary>The quantile of values that ascend; at least one.</summary>
    internal static double OfSorted(ReadOnlySpan<double> ascending, double level)
    {
        var place = level * (ascending.Length - 1);
        var below = (int)place;
        return below + 1 >= ascending.Length ? ascending[^1] : ascending[below] + (ascending[below + 1] - ascending[below]) * (place - below);
    }

    /// <summary>Several quantiles of a sample at levels that ascend. The sample is reordered. Zeros for an empty sample.</summary>
    internal static double[] Of(Span<double> sample, double[] levels)
    {
        var quantiles = new double[levels.Length];
        if (sample.Length == 0) return quantiles;
        Span<int> ranks = stackalloc int[2 * levels.Length];
        for (var i = 0; i < levels.Length; i++) (ranks[2 * i], ranks[2 * i + 1]) = Ranks(sample.Length, levels[i]);
        Arrange(sample, 0, ranks);
        for (var i = 0; i < levels.Length; i++) quantiles[i] = OfSorted(sample, levels[i]);
        return quantiles;
    }

    /// <summary>One quantile. The sample is reordered; at least one value.</summary>
    internal static float Select(Span<float> sample, double level)
    {
        var (below, next) = Ranks(sample.Length, level);
        Arrange(sample, 0, [below, next]);
        return sample[below] + (sample[next] - sample[below]) * (float)(level * (sample.Length - 1) - below);
    }

    static (int Below, int Next) Ranks(int count, double level) => (int)(level * (count - 1)) is var below && below + 1 < count ? (below, below + 1) : (count - 1, count - 1);

    /// <summary>Puts the values of some ranks where sorting would, without sorting the rest: C. A. R. Hoare's selection.</summary>
    /// <param name="from">The rank of the least value of the part.</param>
    /// <param name="ranks">The ranks within the part, ascending.</param>
    static void Arrange<T>(Span<T> part, int from, ReadOnlySpan<int> ranks) where T : struct, INumber<T>
    {
        while (ranks.Length > 0)
        {
            if (part.Length <= Few)
            {
                part.Sort();
                return;
            }
            var (first, last) = Split(part);
            var (low, high) = (0, ranks.Length);
            while (low < ranks.Length && ranks[low] - from <= last) low++;
            while (high > low && ranks[high - 1] - from >= first) high--;
            Arrange(part[..(last + 1)], from, ranks[..low]);
            part = part[first..];
            ranks = ranks[high..];
            from += first;
        }
    }

    // Everything up to last is at most the pivot and everything from first at least; between them all equal it.
    static (int First, int Last) Split<T>(Span<T> part) where T : struct, INumber<T>
    {
        var (a, b, c) = (part[0], part[part.Length / 2], part[^1]);
        var pivot = T.Max(T.Min(a, b), T.Min(T.Max(a, b), c));
        var (i, j) = (0, part.Length - 1);
        while (i <= j)
        {
            while (part[i] < pivot) i++;
            while (part[j] > pivot) j--;
            if (i > j) break;
            (part[i], part[j]) = (part[j], part[i]);
            i++;
            j--;
        }
        return (i, j);
    }
}
