using System.Numerics;
using System.Runtime.CompilerServices;

namespace Headroom.Core.Valuation;

/// <summary>
/// Evenly spaced nodes around nought, and functions on them that are straight between nodes but may jump at known places. Their mean under a normal
/// shift is computed exactly: a sum over nodes with weights made once, put right in the few cells that hold a jump.
/// </summary>
/// <param name="half">Nodes on each side of nought.</param>
/// <param name="spacing">Distance between two nodes.</param>
public sealed class Lattice(int half, double spacing)
{
    /// <summary>A normal shift beyond so many standard deviations is left out: it happens with 1e-17.</summary>
    const double Band = 8.5;

    public int Count => 2 * half + 1;

    public double Spacing => spacing;

    /// <summary>The place of a node.</summary>
    public double At(int node) => (node - half) * spacing;

    /// <summary>The node at or below a place; the last but one at the end.</summary>
    public int Below(double place) => (int)Math.Clamp(Math.Floor(place / spacing) + half, 0, Count - 2);

    /// <summary>
    /// The mean of a function at each node plus a normal shift. Beyond the ends the function stays as it is there, or is nought.
    /// </summary>
    public double[] Mean(Stepped function, double deviation, bool noughtBeyond = false)
    {
        var reach = (int)Math.Ceiling(Band * deviation / spacing) + 1;
        var padded = new double[Count + 2 * reach];
        function.Nodes.CopyTo(padded, reach);
        if (!noughtBeyond)
        {
            Array.Fill(padded, function.Nodes[0], 0, reach);
            Array.Fill(padded, function.Nodes[^1], Count + reach, reach);
        }
        var weights = Weights(reach, deviation);
        var mean = new double[Count];
        for (var node = 0; node < Count; node++) mean[node] = Dot(weights, padded.AsSpan(node, weights.Length));
        foreach (var cell in function.Jumps.GroupBy(jump => jump.Cell)) Correct(mean, function.Nodes, [.. cell], deviation, reach);
        return mean;
    }

    /// <summary>The mean of a function at one place plus a normal shift.</summary>
    public double MeanAt(Stepped function, double place, double deviation)
    {
        if (deviation == 0) return Between(function.Nodes, place);
        var mean = 0.0;
        for (var cell = 0; cell < Count - 1; cell++)
            foreach (var piece in function.Pieces(this, cell)) mean += piece.Mean(place, deviation);
        var (low, high) = (Normal.AtMost((At(0) - place) / deviation), Normal.AtMost((place - At(Count - 1)) / deviation));
        return mean + function.Nodes[0] * low + function.Nodes[^1] * high;
    }

    /// <summary>A smooth function between nodes: the cubic through four of them.</summary>
    public double Between(double[] nodes, double place)
    {
        var node = Math.Clamp(Below(place), 1, Count - 3);
        var t = place / spacing + half - node;
        if (t < -1 || t > 2) return nodes[t < -1 ? 0 : ^1];
        return -t * (t - 1) * (t - 2) / 6 * nodes[node - 1] + (t + 1) * (t - 1) * (t - 2) / 2 * nodes[node]
            - (t + 1) * t * (t - 2) / 2 * nodes[node + 1] + (t + 1) * t * (t - 1) / 6 * nodes[node + 2];
    }

    /// <summary>The weight of each node's hat, by its distance: second differences of the integral of the normal distribution's integral.</summary>
    double[] Weights(int reach, double deviation)
    {
        double Twice(int node) => node * spacing is var x ? x * Normal.AtMost(x / deviation) + deviation * Normal.Density(x / deviation) : 0;
        var weights = new double[2 * reach + 1];
        // On the far side of nought the integral is small and differences lose nothing.
        for (var d = 0; d <= reach; d++)
            weights[reach - d] = weights[reach + d] = (Twice(1 - d) - 2 * Twice(-d) + Twice(-1 - d)) / spacing;
        return weights;
    }

    void Correct(double[] mean, double[] nodes, Jump[] jumps, double deviation, int reach)
    {
        var cell = jumps[0].Cell;
        var straight = new Piece(At(cell), At(cell + 1), nodes[cell], nodes[cell + 1]);
        var pieces = Stepped.Split(straight, jumps).ToArray();
        for (var node = Math.Max(0, cell - reach); node <= Math.Min(Count - 1, cell + 1 + reach); node++)
        {
            var place = At(node);
            mean[node] -= straight.Mean(place, deviation);
            foreach (var piece in pieces) mean[node] += piece.Mean(place, deviation);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var (sum, i) = (Vector<double>.Zero, 0);
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count) sum += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        var total = Vector.Sum(sum);
        for (; i < a.Length; i++) total += a[i] * b[i];
        return total;
    }
}

/// <summary>A function on a lattice: its values at the nodes, and where it jumps between them.</summary>
public sealed record Stepped(double[] Nodes, IReadOnlyList<Jump> Jumps)
{
    /// <summary>The straight pieces of one cell.</summary>
    public IEnumerable<Piece> Pieces(Lattice lattice, int cell) =>
        Split(new(lattice.At(cell), lattice.At(cell + 1), Nodes[cell], Nodes[cell + 1]), [.. Jumps.Where(jump => jump.Cell == cell)]);

    /// <summary>The area under the function from the first node to the last.</summary>
    public double Area(Lattice lattice)
    {
        var area = (Nodes.Sum() - (Nodes[0] + Nodes[^1]) / 2) * lattice.Spacing;
        foreach (var cell in Jumps.Select(jump => jump.Cell).Distinct())
            area += Pieces(lattice, cell).Sum(piece => piece.Area) - lattice.Spacing * (Nodes[cell] + Nodes[cell + 1]) / 2;
        return area;
    }

    internal static IEnumerable<Piece> Split(Piece straight, Jump[] jumps)
    {
        var (from, value) = (straight.From, straight.AtFrom);
        foreach (var jump in jumps)
        {
            yield return new(from, jump.Place, value, jump.Left);
            (from, value) = (jump.Place, jump.Right);
        }
        yield return new(from, straight.End, value, straight.AtEnd);
    }
}

/// <summary>A place inside a cell of a lattice (by the node that it starts at) where a function has two values.</summary>
public readonly record struct Jump(int Cell, double Place, double Left, double Right);

/// <summary>A function that is straight over a stretch and nought elsewhere.</summary>
public readonly record struct Piece(double From, double End, double AtFrom, double AtEnd)
{
    /// <summary>Its mean at a place plus a normal shift, exactly.</summary>
    public double Mean(double place, double deviation)
    {
        var (from, end) = ((From - place) / deviation, (End - place) / deviation);
        if (end - from < 1e-13) return 0;
        var slope = (AtEnd - AtFrom) / (End - From);
        // On the side above nought the small tails are subtracted, not numbers near one.
        var within = from > 0 ? Normal.AtMost(-from) - Normal.AtMost(-end) : Normal.AtMost(end) - Normal.AtMost(from);
        return AtFrom * within + slope * ((place - From) * within - deviation * (Normal.Density(end) - Normal.Density(from)));
    }

    /// <summary>The area under it.</summary>
    public double Area => (End - From) * (AtFrom + AtEnd) / 2;
}
