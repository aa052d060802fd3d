using System.Collections.Immutable;

namespace Headroom.Core.Demand;

/// <summary>What one origin's forecast of one window scored, level by level of <see cref="Backtest.Levels"/>.</summary>
/// <param name="Naive">Mean pinball loss of the seasonal naive forecast, in GPUs.</param>
/// <param name="Ours">Mean pinball loss of the forecast, in GPUs.</param>
/// <param name="Within">Share of the hours that did not exceed the quantile.</param>
/// <param name="PeakQuantiles">Quantiles of the window's peak that were forecast.</param>
/// <param name="Peak">The peak that came.</param>
/// <param name="Short">GPU-hours sold firm but needed, had all but the quantile of the peak been sold as a flat block.</param>
/// <param name="Idle">GPU-hours that stood idle in what was left unsold.</param>
/// <param name="Used">GPU-hours that the workload used.</param>
public sealed record OriginScore(ImmutableArray<double> Naive, ImmutableArray<double> Ours, ImmutableArray<double> Within,
    ImmutableArray<double> PeakQuantiles, double Peak, ImmutableArray<double> Short, ImmutableArray<double> Idle, double Used)
{
    // Rounding alone must not turn an hour on the line into one above it.
    const double Tolerance = 1e-6;

    internal static OriginScore Of(ReadOnlySpan<double> came, HourlyQuantiles naive, HourlyQuantiles ours, double[] peaks)
    {
        var (ofNaive, ofOurs, within) = (new double[Backtest.Levels.Length], new double[Backtest.Levels.Length], new double[Backtest.Levels.Length]);
        var (left, idle) = (new double[Backtest.Levels.Length], new double[Backtest.Levels.Length]);
        var (peak, used, length) = (0.0, 0.0, came.Length);
        for (var k = 0; k < Backtest.Levels.Length; k++)
            for (var hour = 0; hour < came.Length; hour++)
            {
                var level = Backtest.Levels[k];
                ofNaive[k] += Pinball(came[hour] - naive.Of(hour, level), level) / came.Length;
                ofOurs[k] += Pinball(came[hour] - ours.Of(hour, level), level) / came.Length;
                if (came[hour] <= ours.Of(hour, level) + Tolerance) within[k]++;
                left[k] += Math.Max(0, came[hour] - peaks[k]);
                idle[k] += Math.Max(0, peaks[k] - came[hour]);
            }
        foreach (var value in came) (peak, used) = (Math.Max(peak, value), used + value);
        return new([.. ofNaive], [.. ofOurs], [.. within.Select(hours => hours / length)], [.. peaks], peak, [.. left], [.. idle], used);
    }

    /// <summary>The pinball loss of a quantile that was missed by so much: the proper score of a quantile, and the newsvendor's cost at that ratio.</summary>
    internal static double Pinball(double above, double level) => Math.Max(level * above, (level - 1) * above);
}
