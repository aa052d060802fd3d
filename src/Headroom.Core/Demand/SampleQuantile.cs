namespace Headroom.Core.Demand;

/// <summary>Quantiles of a sample: linear between the order statistics, at level x (n - 1), as numpy and R's type 7 define them.</summary>
static class SampleQuantile
{
    /// <summary>The quantile of values that ascend; at least one.</summary>
    internal static double OfSorted(ReadOnlySpan<double> ascending, double level)
    {
        var place = level * (ascending.Length - 1);
        var below = (int)place;
        return below + 1 >= ascending.Length ? ascending[^1] : ascending[below] + (ascending[below + 1] - ascending[below]) * (place - below);
    }

    /// <summary>Several quantiles of a sample, which is sorted in doing so. Zeros for an empty sample.</summary>
    internal static double[] Of(Span<double> sample, double[] levels)
    {
        var quantiles = new double[levels.Length];
        if (sample.Length == 0) return quantiles;
        sample.Sort();
        for (var i = 0; i < levels.Length; i++) quantiles[i] = OfSorted(sample, levels[i]);
        return quantiles;
    }

    /// <summary>One quantile without sorting all of the sample: C. A. R. Hoare's selection. The sample is reordered; at least one value.</summary>
    internal static float Select(Span<float> sample, double level)
    {
        var place = level * (sample.Length - 1);
        var below = (int)place;
        var (low, high) = (0, sample.Length - 1);
        while (high - low > 16)
        {
            var (first, last) = Split(sample, low, high);
            if (below <= last) high = last;
            else if (below >= first) low = first;
            else (low, high) = (below, below);
        }
        sample[low..(high + 1)].Sort();
        if (below + 1 >= sample.Length) return sample[below];
        var next = below < high ? sample[below + 1] : Least(sample[(below + 1)..]);
        return sample[below] + (next - sample[below]) * (float)(place - below);
    }

    // Everything up to last is at most the pivot and everything from first at least; between them all equal it.
    static (int First, int Last) Split(Span<float> sample, int low, int high)
    {
        var (a, b, c) = (sample[low], sample[(low + high) / 2], sample[high]);
        var pivot = Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
        var (i, j) = (low, high);
        while (i <= j)
        {
            while (sample[i] < pivot) i++;
            while (sample[j] > pivot) j--;
            if (i > j) break;
            (sample[i], sample[j]) = (sample[j], sample[i]);
            i++;
            j--;
        }
        return (i, j);
    }

    static float Least(ReadOnlySpan<float> sample)
    {
        var least = float.MaxValue;
        foreach (var value in sample) least = Math.Min(least, value);
        return least;
    }
}
