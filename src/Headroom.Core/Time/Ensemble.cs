using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.Intrinsics;
using NodaTime;

namespace Headroom.Core.Time;

/// <summary>
/// Many equally likely futures of one whole-numbered quantity (GPUs), on shared right-open pieces: the only carrier of uncertainty.
/// Quantities are combined path by path and a quantile is taken last, because quantiles do not add.
/// Before the first piece the first value holds, after the last the last. Paths: 1 to 100,000; values within int.
/// </summary>
public sealed class Ensemble
{
    readonly int[] _values; // piece-major: all paths of piece 0, then of piece 1, so that a window is one run of memory

    /// <param name="starts">Start of each piece, strictly ascending, at least one.</param>
    /// <param name="paths">Number of paths.</param>
    /// <param name="values">Piece-major values, <c>starts.Length * paths</c> of them; owned by the ensemble from here on.</param>
    public Ensemble(ImmutableArray<Instant> starts, int paths, int[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(paths, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(paths, 100_000);
        ArgumentOutOfRangeException.ThrowIfZero(starts.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, starts.Length * paths);
        (Starts, Paths, _values) = (starts, paths, values);
    }

    /// <summary>Start of each piece, ascending.</summary>
    public ImmutableArray<Instant> Starts { get; }

    /// <summary>How many equally likely futures.</summary>
    public int Paths { get; }

    /// <summary>Nothing on every path: what a pool without own demand has.</summary>
    public static Ensemble Zero(int paths) => new([Instant.MinValue], paths, new int[paths]);

    /// <summary>The values of all paths at an instant.</summary>
    public ReadOnlySpan<int> At(Instant instant) => Piece(IndexAt(instant));

    /// <summary>The same future of both: path i of the sum is path i of each. Pieces are the union of both.</summary>
    public Ensemble Add(Ensemble other)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(other.Paths, Paths);
        return Sum([(this, 1, int.MaxValue), (other, 1, int.MaxValue)])!;
    }

    /// <summary>
    /// The sum of several, path by path, each value first cut to at most <c>Most</c> and multiplied by <c>Factor</c>, rounded up:
    /// GPUs to kilowatts. Null when there are none. One pass over the values; pieces are the union of all.
    /// </summary>
    public static Ensemble? Sum(IReadOnlyList<(Ensemble Line, double Factor, int Most)> lines)
    {
        if (lines.Count == 0) return null;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lines.Count, MostLines);
        var alike = lines.All(line => line.Line.Starts.SequenceEqual(lines[0].Line.Starts));
        var starts = alike ? lines[0].Line.Starts : [.. lines.SelectMany(line => line.Line.Starts).Distinct().Order()];
        var paths = lines[0].Line.Paths;
        var sum = new int[starts.Length * paths];
        foreach (var (line, factor, most) in lines)
            for (var piece = 0; piece < starts.Length; piece++)
                AddScaled(sum.AsSpan(piece * paths, paths), alike ? line.Piece(piece) : line.At(starts[piece]), factor, most);
        return new(starts, paths, sum);
    }

    // The tolerance keeps a product that is whole but for the last bit from being rounded up.
    const double Tolerance = 1e-6;

    /// <summary>So many lines are summed without looking at each sum.</summary>
    const int MostLines = 4096;

    static void AddScaled(Span<int> sum, ReadOnlySpan<int> values, double factor, int most)
    {
        if (factor == 1) { for (var path = 0; path < sum.Length; path++) sum[path] += Math.Min(values[path], most); return; }
        var at = 0;
        // Where no sum of thousands can leave the integers four are made at once; values are not negative, so that adding almost one and cutting is rounding up.
        if (Vector256.IsHardwareAccelerated && factor > 0 && most * factor < int.MaxValue / MostLines)
        {
            var (ceiling, scale, up) = (Vector128.Create(most), Vector256.Create(factor), Vector256.Create(1 - Tolerance));
            for (; at <= sum.Length - Vector128<int>.Count; at += Vector128<int>.Count)
            {
                var whole = Vector128.Min(Vector128.Create(values[at..]), ceiling);
                var product = Vector256.ConvertToDouble(Vector256.Create(Vector128.WidenLower(whole), Vector128.WidenUpper(whole))) * scale + up;
                var cut = Vector256.ConvertToInt64Native(product);
                (Vector128.Create(sum[at..]) + Vector128.Narrow(cut.GetLower(), cut.GetUpper())).CopyTo(sum[at..]);
            }
        }
        for (; at < sum.Length; at++) sum[at] += (int)Math.Ceiling(Math.Min(values[at], most) * factor - Tolerance);
    }

    /// <summary>This until <paramref name="from"/> and <paramref name="next"/> from then on, path by path.</summary>
    public Ensemble Splice(Instant from, Ensemble next)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(next.Paths, Paths);
        ImmutableArray<Instant> starts = [.. Starts.Where(start => start < from), from, .. next.Starts.Where(start => start > from)];
        var values = new int[starts.Length * Paths];
        for (var piece = 0; piece < starts.Length; piece++)
            (starts[piece] < from ? At(starts[piece]) : next.At(starts[piece])).CopyTo(values.AsSpan(piece * Paths, Paths));
        return new(starts, Paths, values);
    }

    /// <summary>This, or a floor where that is higher, on every path. Pieces are the union of both.</summary>
    public Ensemble AtLeast(Timeline<long> floor)
    {
        ImmutableArray<Instant> starts = [.. Starts.Concat(floor.Changes).Append(Instant.MinValue).Distinct().Order()];
        var values = new int[starts.Length * Paths];
        for (var piece = 0; piece < starts.Length; piece++)
        {
            var held = At(starts[piece]);
            var least = (int)Math.Clamp(floor.At(starts[piece]), 0, int.MaxValue);
            for (var path = 0; path < Paths; path++) values[piece * Paths + path] = Math.Max(held[path], least);
        }
        return new(starts, Paths, values);
    }

    /// <summary>
    /// The least of <c>ceiling - this</c> over the window, for each path: what stays free under a ceiling for the whole window.
    /// O(pieces in the window x paths), vectorised.
    /// </summary>
    public int[] LeastBelow(Timeline<long> ceiling, Window window)
    {
        var least = new int[Paths];
        Array.Fill(least, int.MaxValue);
        foreach (var (piece, values) in ceiling.Pieces(window))
        {
            var cap = (int)Math.Clamp(values, int.MinValue / 2, int.MaxValue / 2);
            for (var i = IndexAt(piece.From); i < Starts.Length && (Starts[i] < piece.End || i == 0); i++) LowerTo(least, cap, Piece(i));
        }
        return least;
    }

    /// <summary>The mean over paths of the value-hours above a line in a window: an estimate.</summary>
    public double HoursAbove(Timeline<long> line, Window window)
    {
        var sum = 0.0;
        foreach (var (piece, cap, hours) in Over(line, window)) sum += (double)SumAbove(Piece(piece), cap) / Paths * hours;
        return sum;
    }

    /// <summary>The same for each path.</summary>
    public double[] HoursAboveByPath(Timeline<long> line, Window window)
    {
        var sums = new double[Paths];
        foreach (var (piece, cap, hours) in Over(line, window))
        {
            var values = Piece(piece);
            for (var path = 0; path < sums.Length; path++) sums[path] += Math.Max(0, values[path] - cap) * hours;
        }
        return sums;
    }

    /// <summary>The pieces of a window, each with what a line is over it and how many hours of it lie in the window.</summary>
    IEnumerable<(int Piece, int Cap, double Hours)> Over(Timeline<long> line, Window window)
    {
        foreach (var (piece, value) in line.Pieces(window))
        {
            var cap = (int)Math.Clamp(value, int.MinValue / 2, int.MaxValue / 2);
            for (var i = IndexAt(piece.From); i < Starts.Length && (i == 0 || Starts[i] < piece.End); i++)
            {
                var from = i == 0 ? piece.From : Instant.Max(Starts[i], piece.From);
                var end = i + 1 < Starts.Length ? Instant.Min(Starts[i + 1], piece.End) : piece.End;
                if (end > from) yield return (i, cap, (end - from).TotalHours);
            }
        }
    }

    static long SumAbove(ReadOnlySpan<int> values, int cap)
    {
        var total = 0L;
        foreach (var value in values) total += Math.Max(0, value - cap);
        return total;
    }

    /// <summary>The mean over paths of the value-hours in a window, for charts and tables: an estimate.</summary>
    public double HourSum(Window window)
    {
        var sum = 0.0;
        for (var i = IndexAt(window.From); i < Starts.Length && (i == 0 || Starts[i] < window.End); i++)
        {
            var from = i == 0 ? window.From : Instant.Max(Starts[i], window.From);
            var end = i + 1 < Starts.Length ? Instant.Min(Starts[i + 1], window.End) : window.End;
            if (end <= from) continue;
            var total = 0L;
            foreach (var value in Piece(i)) total += value;
            sum += (double)total / Paths * (end - from).TotalHours;
        }
        return sum;
    }

    /// <summary>
    /// The largest x that at least the share <paramref name="confidence"/> of the values reach: P(value >= x) >= confidence, counted exactly.
    /// </summary>
    public static int ReachedBy(ReadOnlySpan<int> values, decimal confidence)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var mayMiss = (int)Math.Floor((1 - confidence) * sorted.Length); // so many of the smallest may lie below x
        return sorted[Math.Min(mayMiss, sorted.Length - 1)];
    }

    /// <summary>The smallest x that at most the share 1 - <paramref name="level"/> of the values exceed.</summary>
    public static int Quantile(ReadOnlySpan<int> values, decimal level)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return sorted[Math.Clamp((int)Math.Ceiling(level * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    static void LowerTo(int[] least, int cap, ReadOnlySpan<int> used)
    {
        var (caps, path) = (new Vector<int>(cap), 0);
        for (; path <= least.Length - Vector<int>.Count; path += Vector<int>.Count)
            Vector.Min(new Vector<int>(least, path), caps - new Vector<int>(used[path..])).CopyTo(least, path);
        for (; path < least.Length; path++) least[path] = Math.Min(least[path], cap - used[path]);
    }

    ReadOnlySpan<int> Piece(int index) => _values.AsSpan(index * Paths, Paths);

    int IndexAt(Instant instant)
    {
        var found = Starts.BinarySearch(instant);
        return Math.Max(found >= 0 ? found : ~found - 1, 0);
    }
}
