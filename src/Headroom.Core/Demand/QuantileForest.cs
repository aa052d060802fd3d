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
    readonly float[][] _fitted;
    readonly Vector128<ushort>[] _above;
    readonly double[] _levels;

    QuantileForest(BinnedRows known, float[] outcomes, double[] levels)
    {
        (_known, _outcomes, _levels) = (known, outcomes, levels);
        (_left, _above) = (new float[outcomes.Length], new Vector128<ushort>[outcomes.Length]);
        _fitted = [.. levels.Select(level => Start(outcomes, level))];
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
        var predicted = new float[asked.Count * levels.Length];
        for (var i = 0; i < predicted.Length; i++) predicted[i] = forest._fitted[i % levels.Length][0];
        var draws = new Draws(seed);
        for (var tree = 0; tree < Trees; tree++) forest.Grow(ref draws, asked, predicted);
        return predicted;
    }

    static float[] Start(float[] outcomes, double level)
    {
        var start = new float[outcomes.Length];
        Array.Fill(start, SampleQuantile.Select((float[])outcomes.Clone(), level));
        return start;
    }

    void Grow(ref Draws draws, BinnedRows asked, float[] predicted)
    {
        MarkAbove();
        var tree = GrowingTree.Grow(_known, _above, Half(ref draws), _levels);
        var values = new float[tree.Leaves.Count * _levels.Length];
        for (var leaf = 0; leaf < tree.Leaves.Count; leaf++)
            for (var k = 0; k < _levels.Length; k++) values[leaf * _levels.Length + k] = Rate * Left(tree.RowsOf(leaf), k);
        for (var row = 0; row < _known.Count; row++)
        {
            var at = tree.LeafOf(_known.Row(row)) * _levels.Length;
            for (var k = 0; k < _levels.Length; k++) _fitted[k][row] += values[at + k];
        }
        for (var row = 0; row < asked.Count; row++)
        {
            var at = tree.LeafOf(asked.Row(row)) * _levels.Length;
            for (var k = 0; k < _levels.Length; k++) predicted[row * _levels.Length + k] += values[at + k];
        }
    }

    // The quantile of what is left to explain among a leaf's rows.
    float Left(ReadOnlySpan<int> rows, int level)
    {
        var fitted = _fitted[level];
        for (var i = 0; i < rows.Length; i++) _left[i] = _outcomes[rows[i]] - fitted[rows[i]];
        return SampleQuantile.Select(_left.AsSpan(0, rows.Length), _levels[level]);
    }

    // Lane 0 counts the row; lane k + 1 counts it when its outcome lies above what is fitted for level k.
    void MarkAbove()
    {
        Span<ushort> lanes = stackalloc ushort[Vector128<ushort>.Count];
        lanes[0] = 1;
        for (var row = 0; row < _above.Length; row++)
        {
            for (var k = 0; k < _levels.Length; k++) lanes[k + 1] = _outcomes[row] > _fitted[k][row] ? (ushort)1 : (ushort)0;
            _above[row] = Vector128.Create<ushort>(lanes);
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
