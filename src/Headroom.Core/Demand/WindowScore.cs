using System.Collections.Immutable;

namespace Headroom.Core.Demand;

/// <summary>The scores of a window's length over all origins.</summary>
/// <param name="Window">Hours.</param>
/// <param name="Origins">What each origin scored; at least one. Those of long windows overlap, so they are worth fewer independent ones.</param>
public sealed record WindowScore(int Window, ImmutableArray<OriginScore> Origins)
{
    /// <summary>Mean pinball loss over hours, origins and levels, divided by that of the seasonal naive forecast. One where both are without loss.</summary>
    public double Relative => Mean(origin => origin.Naive.Average()) is > 0 and var naive ? Mean(origin => origin.Ours.Average()) / naive : 1;

    /// <summary>The same loss of the seasonal naive forecast, in GPUs.</summary>
    public double NaivePinball => Mean(origin => origin.Naive.Average());

    /// <summary>The loss of the forecast, in GPUs.</summary>
    public double Pinball => Mean(origin => origin.Ours.Average());

    /// <summary>Share of all hours that did not exceed their quantile of this level.</summary>
    public double Coverage(int level) => Mean(origin => origin.Within[level]);

    /// <summary>Share of the windows whose peak did not exceed its quantile of this level.</summary>
    public double PeakCoverage(int level) => Mean(origin => origin.Peak <= origin.PeakQuantiles[level] + 1e-6 ? 1 : 0);

    /// <summary>Mean pinball loss of the peak over windows and levels, divided by the mean peak.</summary>
    public double PeakPinball => Mean(origin => origin.Peak) is > 0 and var peak
        ? Mean(origin => Backtest.Levels.Select((level, k) => OriginScore.Pinball(origin.Peak - origin.PeakQuantiles[k], level)).Average()) / peak : 0;

    /// <summary>GPU-hours sold firm but needed, as a share of what the workload used, had all but the peak's quantile been sold.</summary>
    public double ShortShare(int level) => Share(origin => origin.Short[level]);

    /// <summary>GPU-hours left unsold and idle, as a share of what the workload used.</summary>
    public double IdleShare(int level) => Share(origin => origin.Idle[level]);

    double Mean(Func<OriginScore, double> of) => Origins.Average(of);

    double Share(Func<OriginScore, double> of) => Mean(origin => origin.Used) is > 0 and var used ? Mean(of) / used : 0;
}
