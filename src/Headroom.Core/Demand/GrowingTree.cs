using System.Runtime.Intrinsics;

namespace Headroom.Core.Demand;

/// <summary>
/// One tree of a forest, grown leaf by leaf where the next split explains most, to at most eight leaves of at least forty rows.
/// A node's counts are those of its parent less its sibling's, so only the smaller side is counted.
/// </summary>
sealed class GrowingTree
{
    const int MostLeaves = 8, LeastRows = 40;

    /// <summary>A leaf, or after a split the place where two branches start.</summary>
    sealed class Node(int from, int end)
    {
        public int From = from, End = end, Column, Bin, Low = -1, High = -1, Leaf;
        public double Gain;
        public Vector128<ushort>[] Counts = [];
    }

    readonly BinnedRows _known;
    readonly Vector128<ushort>[] _above;
    readonly int[] _rows, _spare;
    readonly double[] _levels, _weights;
    readonly List<Node> _nodes = [];

    GrowingTree(BinnedRows known, Vector128<ushort>[] above, int[] rows, double[] levels)
    {
        (_known, _above, _rows, _spare, _levels) = (known, above, rows, new int[rows.Length], levels);
        // The variance of a level's gradient: without it the middle levels would decide alone.
        _weights = [.. levels.Select(level => 1 / (level * (1 - level)))];
    }

    /// <summary>The leaves' nodes, in order.</summary>
    internal IReadOnlyList<int> Leaves { get; private set; } = [];

    /// <summary>Grows a tree over some of the rows.</summary>
    /// <param name="above">For each row the counts that it adds.</param>
    /// <param name="rows">The rows seen; reordered.</param>
    internal static GrowingTree Grow(BinnedRows known, Vector128<ushort>[] above, int[] rows, double[] levels)
    {
        var tree = new GrowingTree(known, above, rows, levels);
        var root = new Node(0, rows.Length);
        root.Counts = tree.Count(root);
        tree.Judge(root);
        tree._nodes.Add(root);
        for (var leaves = 1; leaves < MostLeaves && tree._nodes.MaxBy(node => node.Gain) is { Gain: > 1e-9 } best; leaves++) tree.Split(best);
        tree.Leaves = [.. Enumerable.Range(0, tree._nodes.Count).Where(i => tree._nodes[i].Low < 0)];
        for (var leaf = 0; leaf < tree.Leaves.Count; leaf++) tree._nodes[tree.Leaves[leaf]].Leaf = leaf;
        return tree;
    }

    /// <summary>The rows seen that ended in a leaf.</summary>
    internal ReadOnlySpan<int> RowsOf(int leaf)
    {
        var node = _nodes[Leaves[leaf]];
        return _rows.AsSpan(node.From, node.End - node.From);
    }

    /// <summary>The leaf in which a row ends.</summary>
    internal int LeafOf(ReadOnlySpan<byte> row)
    {
        var node = _nodes[0];
        while (node.Low >= 0) node = _nodes[row[node.Column] <= node.Bin ? node.Low : node.High];
        return node.Leaf;
    }

    void Split(Node node)
    {
        var middle = Part(node);
        var (low, high) = (new Node(node.From, middle), new Node(middle, node.End));
        var (small, large) = middle - node.From < node.End - middle ? (low, high) : (high, low);
        small.Counts = Count(small);
        large.Counts = node.Counts;
        for (var i = 0; i < large.Counts.Length; i++) large.Counts[i] -= small.Counts[i];
        Judge(low);
        Judge(high);
        (node.Low, node.High, node.Gain, node.Counts) = (_nodes.Count, _nodes.Count + 1, 0, []);
        _nodes.Add(low);
        _nodes.Add(high);
    }

    // Rows up to and with the bin come first, in their order; gives the place of the first of the others.
    int Part(Node node)
    {
        var (low, high) = (node.From, 0);
        for (var i = node.From; i < node.End; i++)
        {
            var row = _rows[i];
            if (_known.Row(row)[node.Column] <= node.Bin) _rows[low++] = row;
            else _spare[high++] = row;
        }
        _spare.AsSpan(0, high).CopyTo(_rows.AsSpan(low));
        return low;
    }

    Vector128<ushort>[] Count(Node node)
    {
        var counts = new Vector128<ushort>[_known.Columns * BinnedRows.Bins];
        for (var i = node.From; i < node.End; i++)
        {
            var codes = _known.Row(_rows[i]);
            var adds = _above[_rows[i]];
            for (var column = 0; column < codes.Length; column++) counts[column * BinnedRows.Bins + codes[column]] += adds;
        }
        return counts;
    }

    // The split that lowers the loss most: the sum over levels of squared gradients by rows, both sides less the whole.
    void Judge(Node node)
    {
        var rows = node.End - node.From;
        if (rows < 2 * LeastRows) return;
        var all = Vector128<ushort>.Zero;
        foreach (var count in node.Counts.AsSpan(0, BinnedRows.Bins)) all += count;
        var whole = Explained(all);
        for (var column = 0; column < _known.Columns; column++)
        {
            var low = Vector128<ushort>.Zero;
            for (var bin = 0; bin < _known.Edges[column].Length; bin++)
            {
                low += node.Counts[column * BinnedRows.Bins + bin];
                if (low[0] < LeastRows) continue;
                if (rows - low[0] < LeastRows) break;
                var gain = Explained(low) + Explained(all - low) - whole;
                if (gain > node.Gain) (node.Gain, node.Column, node.Bin) = (gain, column, bin);
            }
        }
    }

    double Explained(Vector128<ushort> counts)
    {
        var (rows, sum) = ((double)counts[0], 0.0);
        for (var k = 0; k < _levels.Length; k++)
        {
            var gradient = counts[k + 1] - (1 - _levels[k]) * rows;
            sum += _weights[k] * gradient * gradient;
        }
        return sum / rows;
    }
}
