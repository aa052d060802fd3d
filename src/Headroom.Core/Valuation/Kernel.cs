using System.Numerics;
using System.Runtime.CompilerServices;

namespace Headroom.Core.Valuation;

/// <summary>The step of one noise between the nodes of a grid: for every node the probabilities of the nodes that it may reach, which add up to one.</summary>
sealed class Kernel
{
    readonly double[][] _rows, _columns;
    readonly int[] _rowStarts, _columnStarts;

    Kernel(double[][] rows)
    {
        var count = rows.Length;
        (_rows, _rowStarts) = Trimmed(rows);
        (_columns, _columnStarts) = Trimmed([.. Enumerable.Range(0, count).Select(to => rows.Select(row => row[to]).ToArray())]);
    }

    int N => _rows.Length;

    /// <summary>The step from each node: the share of the noise that is left, plus a normal shock.</summary>
    internal static Kernel Of(double[] places, double left, double deviation, double band) => new([.. places.Select(place => Row(places, left * place, deviation, band))]);

    /// <summary>The probabilities of the nodes around a place.</summary>
    internal static double[] Row(double[] places, double mean, double deviation, double band)
    {
        var row = places.Select(place => Math.Abs(place - mean) > band * deviation ? 0 : Normal.Density((place - mean) / deviation)).ToArray();
        var sum = row.Sum();
        // Beyond the end of the grid nothing is in reach but the end itself.
        if (sum == 0) row[mean < 0 ? 0 : ^1] = sum = 1;
        return [.. row.Select(weight => weight / sum)];
    }

    /// <summary>The mean over both noises, of independent steps from one place.</summary>
    internal static double Mean(double[] values, double[] row)
    {
        var (sum, n) = (0.0, row.Length);
        for (var a = 0; a < n; a++)
            for (var b = 0; row[a] != 0 && b < n; b++) sum += row[a] * row[b] * values[a * n + b];
        return sum;
    }

    /// <summary>For every pair of nodes the mean of the values after a step of both noises.</summary>
    internal double[] Mean(double[] values, Spread spread) => Apply(values, _rows, _rowStarts, spread);

    /// <summary>For every pair of nodes the mass that arrives there.</summary>
    internal double[] Forward(double[] mass, Spread spread) => Apply(mass, _columns, _columnStarts, spread);

    double[] Apply(double[] values, double[][] weights, int[] starts, Spread spread)
    {
        var (along, both) = (new double[N * N], new double[N * N]);
        spread(N, row =>
        {
            for (var column = 0; column < N; column++)
                along[row * N + column] = Dot(weights[column], values.AsSpan(row * N + starts[column], weights[column].Length));
        });
        spread(N, row =>
        {
            for (var i = 0; i < weights[row].Length; i++) Add(both.AsSpan(row * N, N), weights[row][i], along.AsSpan((starts[row] + i) * N, N));
        });
        return both;
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    static void Add(Span<double> sum, double factor, ReadOnlySpan<double> values)
    {
        var (factors, i) = (new Vector<double>(factor), 0);
        for (; i <= sum.Length - Vector<double>.Count; i += Vector<double>.Count) (new Vector<double>(sum[i..]) + factors * new Vector<double>(values[i..])).CopyTo(sum[i..]);
        for (; i < sum.Length; i++) sum[i] += factor * values[i];
    }

    static (double[][] Weights, int[] Starts) Trimmed(double[][] rows)
    {
        var starts = rows.Select(row => Math.Max(0, Array.FindIndex(row, weight => weight != 0))).ToArray();
        return ([.. rows.Select((row, i) => row[starts[i]..(Math.Max(starts[i], Array.FindLastIndex(row, weight => weight != 0)) + 1)])], starts);
    }
}
