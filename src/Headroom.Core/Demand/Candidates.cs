namespace Headroom.Core.Demand;

/// <summary>
/// The candidates for the next hours, ready to be drawn from: quantiles of the hours put upon them, and then the peaks of a day, a week and
/// 28 days lifted to the quantiles of such peaks, because hours that are right one by one still leave a window's peak too low.
/// </summary>
sealed class Candidates
{
    readonly Past _past;
    readonly ResidualPaths _seasonal, _matched;

    Candidates(Past past, ResidualPaths seasonal, ResidualPaths matched) => (_past, _seasonal, _matched) = (past, seasonal, matched);

    /// <summary>The candidates for a forecast, or null where too little is known to draw any.</summary>
    internal static Candidates? Of(Past past, int hours, HourlyQuantiles forecast)
    {
        if (ResidualPaths.Of(past, hours) is not { } seasonal) return null;
        var matched = seasonal.Copy();
        matched.Match(forecast);
        return new(past, seasonal, matched);
    }

    /// <summary>The quantiles of the peak of a window from now on, at the levels of <see cref="WindowPeak.Levels"/>.</summary>
    internal double[] Peak(int window) => WindowPeak.Of(_past, _seasonal, _matched, window);

    /// <summary>The candidates with their peaks lifted.</summary>
    internal ResidualPaths Lifted()
    {
        foreach (var window in Backtest.Windows.Where(window => window <= _matched.Hours)) Lift(window, Peak(window));
        return _matched;
    }

    void Lift(int window, double[] quantiles)
    {
        var (peaks, ranked) = (new float[_matched.Count], new int[_matched.Count]);
        for (var i = 0; i < ranked.Length; i++) (peaks[i], ranked[i]) = (WindowPeak.Greatest(_matched.Path(i)[..window]), i);
        Array.Sort(peaks, ranked);
        for (var rank = ranked.Length / 2; rank < ranked.Length; rank++)
        {
            var wanted = Wanted(quantiles, (rank + 0.5) / ranked.Length);
            if (wanted > peaks[rank]) Raise(_matched.Path(ranked[rank])[..window], peaks[rank], (float)wanted);
        }
    }

    static double Wanted(double[] quantiles, double share)
    {
        var levels = WindowPeak.Levels;
        var k = 0;
        while (k < levels.Length - 2 && levels[k + 1] < share) k++;
        return quantiles[k] + (quantiles[k + 1] - quantiles[k]) * Math.Clamp((share - levels[k]) / (levels[k + 1] - levels[k]), 0, 1);
    }

    // Only the hours above four fifths of the way from the mean to the peak rise, so that the hours' own quantiles hardly move.
    static void Raise(Span<float> path, float peak, float wanted)
    {
        var mean = 0f;
        foreach (var value in path) mean += value / path.Length;
        var from = Math.Min(mean + 0.8f * (peak - mean), peak);
        foreach (ref var value in path)
            if (value >= from) value = peak > from ? from + (value - from) * (wanted - from) / (peak - from) : wanted;
    }
}
