using System.Collections.Immutable;

namespace Headroom.Core.Demand;

/// <summary>
/// Quantiles of a workload's demand for each of the hours ahead, in GPUs: an estimate, never negative, and ascending with the level.
/// A quantile of an hour says nothing of the peak of a window; that is <see cref="WindowPeak"/>.
/// </summary>
public sealed class HourlyQuantiles
{
    readonly double[] _values;

    /// <param name="levels">Ascending, 0 to 1.</param>
    internal HourlyQuantiles(int hours, double[] levels) => (Hours, Levels, _values) = (hours, [.. levels], new double[hours * levels.Length]);

    /// <summary>How many hours ahead, from the first after what is known.</summary>
    public int Hours { get; }

    /// <summary>The levels, ascending, such as 0.5 and 0.95.</summary>
    public ImmutableArray<double> Levels { get; }

    /// <summary>The quantiles of the hour so far ahead; the first is 0.</summary>
    public ReadOnlySpan<double> At(int hour) => Row(hour);

    /// <summary>One quantile of one hour.</summary>
    public double Of(int hour, double level) => Row(hour)[Levels.IndexOf(level)];

    internal Span<double> Row(int hour) => _values.AsSpan(hour * Levels.Length, Levels.Length);

    /// <summary>Puts each hour's quantiles in order and lifts what is below zero.</summary>
    internal HourlyQuantiles Ordered()
    {
        for (var hour = 0; hour < Hours; hour++)
        {
            var row = Row(hour);
            row.Sort();
            foreach (ref var value in row) value = Math.Max(0, value);
        }
        return this;
    }
}
