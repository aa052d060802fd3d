using System.Collections.Immutable;

namespace Headroom.Core.Offers;

/// <summary>
/// Depth-first branch and bound. At each node the limits get weights, which are prices of their room (a few steps of a subgradient from those of the node above); whatever the
/// weights are, the value taken, the weight of the room left and the margins above it of what is still free bound every selection below. So an error in the weights
/// costs time and never the answer. Things whose margin alone would break the best selection found are decided at once.
/// </summary>
sealed class PackingSearch
{
    const int StepsAtRoot = 400, StepsAtNode = 12;

    readonly Packing _packing;
    readonly int _things, _rows;
    readonly double[] _share;   // of the room of each limit that each thing needs, thing by thing
    readonly Node[] _nodes;
    readonly bool[] _in;
    readonly double _slack;     // more than the error of a bound, less than a unit
    readonly long _mostSteps;
    long _steps, _best;
    double _open = double.NegativeInfinity; // the greatest bound of what was not looked into
    ImmutableArray<int> _bestTaken;

    internal PackingSearch(Packing packing, long mostSteps)
    {
        (_packing, _mostSteps) = (packing.Bare, mostSteps);
        (_things, _rows) = (_packing.Values.Length, _packing.Limits.Length);
        _share = new double[_things * _rows];
        for (var thing = 0; thing < _things; thing++)
            for (var row = 0; row < _rows; row++)
                if (_packing.Limits[row] is var limit && limit.Room > 0) _share[thing * _rows + row] = (double)limit.Uses[thing] / limit.Room;
        _nodes = [.. Enumerable.Range(0, _things + 2).Select(_ => new Node(_things, _rows))];
        _in = new bool[_things];
        _slack = 1e-9 + 1e-13 * _packing.Values.Where(value => value > 0).Sum();
        _bestTaken = Filling.Improved(_packing, Filling.ByDensity(_packing));
        _best = _packing.ValueOf(_bestTaken);
    }

    internal Packed Run()
    {
        var root = _nodes[0];
        for (var row = 0; row < _rows; row++) root.Room[row] = _packing.Limits[row].Room;
        for (var thing = 0; thing < _things; thing++)
            if (_packing.Values[thing] > 0) root.Free[root.Count++] = thing;
        Drop(root);
        var bound = Math.Min(Tighten(root, 0, StepsAtRoot), _packing.Values.Where(each => each > 0).Sum());
        var weighed = Filling.Improved(_packing, Filling.ByMargin(_packing, root.BestWeights));
        if (_packing.ValueOf(weighed) is var value && value > _best) (_best, _bestTaken) = (value, weighed);
        Explore(0, 0, bound);
        return new(_bestTaken, _best, double.IsNegativeInfinity(_open) ? _best : Math.Max(_best, (long)Math.Floor(_open + _slack)), _steps);
    }

    /// <summary>Looks for selections better than the best below a node whose arrays are filled.</summary>
    /// <param name="value">What is taken so far.</param>
    /// <param name="bound">What the node above knows to bound every selection here.</param>
    void Explore(int depth, long value, double bound)
    {
        var node = _nodes[depth];
        if (_steps >= _mostSteps) { _open = Math.Max(_open, bound); return; }
        Drop(node);
        if (value > _best) Keep(value);
        if (node.Count == 0) return;
        bound = Math.Min(bound, Tighten(node, value, StepsAtNode));
        if (!MayBeat(bound)) return;
        var (fixedIn, fits) = Fix(node, bound);
        foreach (var thing in fixedIn) value += _packing.Values[thing];
        if (fits)
        {
            Drop(node);
            if (value > _best) Keep(value);
            if (node.Count > 0) Branch(depth, value, bound);
        }
        foreach (var thing in fixedIn) _in[thing] = false;
    }

    void Branch(int depth, long value, double bound)
    {
        var node = _nodes[depth];
        var at = 0;
        for (var i = 1; i < node.Count; i++)
            if (Math.Abs(node.Margins[node.Free[i]]) > Math.Abs(node.Margins[node.Free[at]])) at = i;
        var thing = node.Free[at];
        var margin = node.Margins[thing];
        foreach (var isIn in margin > 0 ? new[] { true, false } : [false, true])
        {
            var below = bound - (isIn ? Math.Max(0, -margin) : Math.Max(0, margin));
            if (!MayBeat(below)) continue;
            var next = _nodes[depth + 1];
            next.Below(node, without: at);
            if (isIn) for (var row = 0; row < _rows; row++) next.Room[row] -= _packing.Limits[row].Uses[thing];
            _in[thing] = isIn;
            Explore(depth + 1, isIn ? value + _packing.Values[thing] : value, below);
            _in[thing] = false;
        }
    }

    /// <summary>Decides what the best selection found leaves no choice about. What is taken may not fit together: then nothing here is better.</summary>
    (List<int> In, bool Fits) Fix(Node node, double bound)
    {
        var (taken, kept, fits) = (new List<int>(), 0, true);
        for (var i = 0; i < node.Count; i++)
        {
            var thing = node.Free[i];
            if (MayBeat(bound - Math.Abs(node.Margins[thing]))) { node.Free[kept++] = thing; continue; }
            if (node.Margins[thing] <= 0) continue;
            taken.Add(thing);
            _in[thing] = true;
            for (var row = 0; row < _rows; row++) fits &= (node.Room[row] -= _packing.Limits[row].Uses[thing]) >= 0;
        }
        node.Count = kept;
        return (taken, fits);
    }

    bool MayBeat(double bound) => bound + _slack >= _best + 1;

    void Keep(long value) => (_best, _bestTaken) = (value, [.. Enumerable.Range(0, _things).Where(thing => _in[thing])]);

    /// <summary>Leaves out what no longer fits.</summary>
    void Drop(Node node)
    {
        var kept = 0;
        for (var i = 0; i < node.Count; i++)
        {
            var (thing, fits) = (node.Free[i], true);
            for (var row = 0; row < _rows && fits; row++) fits = _packing.Limits[row].Uses[thing] <= node.Room[row];
            if (fits) node.Free[kept++] = thing;
        }
        node.Count = kept;
    }

    /// <summary>Moves the weights toward those of the least bound; leaves the best weights found and their margins, and gives their bound.</summary>
    double Tighten(Node node, long value, int steps)
    {
        var (least, pace, idle) = (double.PositiveInfinity, 1.0, 0);
        for (var row = 0; row < _rows; row++) node.Left[row] = _packing.Limits[row].Room == 0 ? 0 : (double)node.Room[row] / _packing.Limits[row].Room;
        for (var step = 0; step < steps; step++)
        {
            var bound = value + Weigh(node);
            if (bound < least - _slack) (least, idle) = (Remember(node, bound), 0);
            else if (++idle == 5) (pace, idle) = (pace / 2, 0);
            if (!MayBeat(least) || !Move(node, pace * Math.Max(bound - _best, 1e-6 * Math.Abs(bound)))) break;
        }
        node.BestWeights.CopyTo(node.Weights, 0);
        return least;
    }

    static double Remember(Node node, double bound)
    {
        node.Weights.CopyTo(node.BestWeights, 0);
        node.Now.CopyTo(node.Margins, 0);
        return bound;
    }

    /// <summary>Weighs the room left and sums the margins above it; fills the slope of the bound in each weight.</summary>
    double Weigh(Node node)
    {
        _steps += (long)node.Count * Math.Max(1, _rows);
        var bound = 0.0;
        for (var row = 0; row < _rows; row++) bound += node.Weights[row] * (node.Slope[row] = node.Left[row]);
        for (var i = 0; i < node.Count; i++)
        {
            var thing = node.Free[i];
            var shares = _share.AsSpan(thing * _rows, _rows);
            double margin = _packing.Values[thing];
            for (var row = 0; row < shares.Length; row++) margin -= node.Weights[row] * shares[row];
            node.Now[thing] = margin;
            if (margin <= 0) continue;
            bound += margin;
            for (var row = 0; row < shares.Length; row++) node.Slope[row] -= shares[row];
        }
        return bound;
    }

    /// <summary>One step down the slope; false where it is flat and the weights are the best.</summary>
    bool Move(Node node, double gap)
    {
        var norm = 0.0;
        for (var row = 0; row < _rows; row++) if (node.Weights[row] > 0 || node.Slope[row] < 0) norm += node.Slope[row] * node.Slope[row];
        if (norm < 1e-18) return false;
        for (var row = 0; row < _rows; row++) node.Weights[row] = Math.Max(0, node.Weights[row] - gap / norm * node.Slope[row]);
        return true;
    }

    /// <summary>What is known at one depth of the search.</summary>
    sealed class Node(int things, int rows)
    {
        internal readonly int[] Free = new int[things];
        internal readonly long[] Room = new long[rows];
        internal readonly double[] Left = new double[rows], Weights = new double[rows], BestWeights = new double[rows], Slope = new double[rows];
        internal readonly double[] Now = new double[things], Margins = new double[things];
        internal int Count;

        /// <summary>Takes over what the node above has, without one of its free things.</summary>
        internal void Below(Node above, int without)
        {
            above.Free.AsSpan(0, without).CopyTo(Free);
            above.Free.AsSpan(without + 1, above.Count - without - 1).CopyTo(Free.AsSpan(without));
            Count = above.Count - 1;
            above.Room.CopyTo(Room, 0);
            above.BestWeights.CopyTo(Weights, 0);
        }
    }
}
