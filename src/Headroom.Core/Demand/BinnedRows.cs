namespace Headroom.Core.Demand;

/// <summary>Rows of numbers turned into at most 64 bins a column, so that the best split of a tree is found by counting.</summary>
sealed class BinnedRows
{
    /// <summary>The most bins of a column.</summary>
    internal const int Bins = 64;

    readonly byte[] _codes;

    BinnedRows(int columns, float[][] edges, float[] values)
    {
        (Columns, Edges, _codes) = (columns, edges, new byte[values.Length]);
        for (var column = 0; column < columns; column++)
            for (var i = column; i < values.Length; i += columns) _codes[i] = Bin(edges[column], values[i]);
    }

    internal int Columns { get; }

    internal int Count => _codes.Length / Columns;

    /// <summary>The edges of each column: a value up to and with edge i, and above edge i - 1, lies in bin i.</summary>
    internal float[][] Edges { get; }

    internal ReadOnlySpan<byte> Row(int row) => _codes.AsSpan(row * Columns, Columns);

    /// <summary>Rows whose own quantiles are the edges.</summary>
    internal static BinnedRows Of(float[] values, int columns) =>
        new(columns, [.. Enumerable.Range(0, columns).Select(column => EdgesOf(values, column, columns))], values);

    /// <summary>Other rows in the same bins.</summary>
    internal BinnedRows Same(float[] values) => new(Columns, Edges, values);

    static float[] EdgesOf(float[] values, int column, int columns)
    {
        var (unsorted, sorted, ranks) = (new float[values.Length / columns], new float[values.Length / columns], new FloatRanks(values.Length / columns));
        for (var i = 0; i < unsorted.Length; i++) unsorted[i] = values[i * columns + column];
        ranks.Rank(unsorted);
        for (var i = 0; i < sorted.Length; i++) sorted[i] = unsorted[ranks[i]];
        var distinct = new List<float>();
        foreach (var value in sorted)
            if (distinct.Count == 0 || value != distinct[^1]) distinct.Add(value);
        if (distinct.Count <= Bins) return [.. distinct.SkipLast(1)];
        var edges = new List<float>();
        for (var bin = 1; bin < Bins; bin++)
        {
            var edge = sorted[(int)((long)bin * (sorted.Length - 1) / Bins)];
            if (edges.Count == 0 || edge > edges[^1]) edges.Add(edge);
        }
        return [.. edges];
    }

    // So many edges lie below the value: at most 63, found in six steps.
    static byte Bin(float[] edges, float value)
    {
        var below = 0;
        for (var step = Bins / 2; step > 0; step /= 2)
            if (below + step <= edges.Length && edges[below + step - 1] < value) below += step;
        return (byte)below;
    }
}
