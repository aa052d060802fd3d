using System.Runtime.Intrinsics;

namespace Headroom.Core.Demand;

/// <summary>
/// Quantiles by boosted trees that are fitted to the pinball loss (J. Friedman's gradient boosting, G. Ke's histograms): one structure of trees
/// serves all levels, because a level's gradient is only above or below, and so up to seven levels are counted by one vector addition.
/// Each tree sees half of the rows, drawn by the seed; each leaf holds, for each level, the quantile of what is left to explain in it.
/// </summary>
sealed class QuantileForest
{
    /// <summary>The most levels: with the row itself they fill a vector of eight counts.</summary>
    internal const int MostLevels = 7;

    const int Trees = 24;
    const float Rate = 0.1f;

    readonly BinnedRows _known;
    readonly float[] _outcomes, _left;
    readonly Vector256<float>[] _fitted; // of each row: nothing that an outcome could not exceed, and then the levels
    readonly Vector128<ushort>[] _above;
    readonly double[] _levels;
    readonly Vector256<float> _start;

    QuantileForest(BinnedRows known, float[] outcomes, double[] levels)
    {
        (_known, _outcomes, _levels) = (known, outcomes, levels);
        (_left, _above, _fitted) = (new float[outcomes.Length], new Vector128<ushort>[outcomes.Length], new Vector256<float>[outcomes.Length]);
        _start = OfLevels(float.NegativeInfinity, level => SampleQuantile.Select((float[])outcomes.Clone(), levels[level]));
        Array.Fill(_fitted, _start);
    }

    /// <summary>The quantiles of the rows asked for, row by row and level by level, learnt from known rows and their outcomes.</summary>
    /// <param name="known">At most 65,535 rows.</param>
    /// <param name="asked">Rows in the bins of the known ones.</param>
    /// <param name="levels">At most <see cref="MostLevels"/>.</param>
    internal static float[] Predict(BinnedRows known, float[] outcomes, BinnedRows asked, double[] levels, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(levels.Length, MostLevels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(known.Count, ushort.MaxValue);
        var forest = new QuantileForest(known, outcomes, levels);
        var predicted = new Vector256<float>[asked.Count];
        Array.Fill(predicted, forest._start);
        var draws = new Draws(seed);
        for (var tree = 0; tree < Trees; tree++) forest.Grow(ref draws, asked, predicted);
        return [.. predicted.SelectMany(row => Enumerable.Range(1, levels.Length).Select(lane => row[lane]))];
    }

    Vector256<float> OfLevels(float first, Func<int, float> value)
    {
        Span<float> lanes = stackalloc float[Vector256<float>.Count];
        lanes[0] = first;
        for (var k = 0; k < _levels.Length; k++) lanes[k + 1] = value(k);
        return Vector256.Create<float>(lanes);
    }

    void Grow(ref Draws draws, BinnedRows asked, Vector256<float>[] predicted)
    {
        MarkAbove();
        var tree = GrowingTree.Grow(_known, _above, Half(ref draws), _levels);
        var values = new Vector256<float>[tree.Leaves.Count];
        for (var leaf = 0; leaf < values.Length; leaf++)
        {
            var at = leaf;
            values[leaf] = OfLevels(0, level => Rate * Left(tree.RowsOf(at), level));
        }
        for (var row = 0; row < _known.Count; row++) _fitted[row] += values[tree.LeafOf(_known.Row(row))];
        for (var row = 0; row < asked.Count; row++) predicted[row] += values[tree.LeafOf(asked.Row(row))];
    }

    // The quantile of what is left to explain among a leaf's rows.
    float Left(ReadOnlySpan<int> rows, int level)
    {
        for (var i = 0; i < rows.Length; i++) _left[i] = _outcomes[rows[i]] - _fitted[rows[i]][level + 1];
        return SampleQuantile.Select(_left.AsSpan(0, rows.Length), _levels[level]);
    }

    // Lane 0 counts the row, and lane k + 1 when its outcome lies above what is fitted for level k.
    void MarkAbove()
    {
        for (var row = 0; row < _above.Length; row++)
        {
            var above = Vector256.GreaterThan(Vector256.Create(_outcomes[row]), _fitted[row]).AsUInt32() & Vector256<uint>.One;
            _above[row] = Vector128.Narrow(above.GetLower(), above.GetUpper());
        }
    }

    int[] Half(ref Draws draws)
    {
        var rows = new int[_known.Count];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
            if (draws.Next() >> 63 == 0) rows[count++] = row;
        return rows[..Math.Max(count, 1)];
    }
}
