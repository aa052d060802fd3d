namespace Headroom.Core.Demand;

/// <summary>
/// Quantiles of the greatest hour of a window ahead: what a flat firm sale over it must leave free. The greatest of the hourly quantiles is no
/// substitute: it held the peak of a week in two thirds of the windows where it claimed 95 in 100.
/// </summary>
static class WindowPeak
{
    /// <summary>The levels that are told, ascending.</summary>
    internal static readonly double[] Levels = [0.5, 0.8, 0.9, 0.95, 0.99];

    const int LookBack = 12 * Past.Week, FewestErrors = 24, FirstOrigin = Past.Day;

    /// <summary>
    /// Up to a day ahead the mean of four: the candidates' own peaks, and the peaks that followed the last window's peak, the last week's and the
    /// last day's mean in the past. From there to a week the peak after the last window's takes over, and from there to 28 days the peaks of
    /// the season's own residual paths: each is what did best on public traces at its length.
    /// </summary>
    /// <param name="seasonal">Candidates before quantiles were put upon them.</param>
    /// <param name="matched">The same afterwards.</param>
    internal static double[] Of(Past past, ResidualPaths seasonal, ResidualPaths matched, int window)
    {
        var afterLast = AfterPeak(past, window, window);
        if (window == Past.Week) return afterLast;
        if (window > Past.Week) return Between(afterLast, Peaks(seasonal, window), Share(window, Past.Week, Horizons.Tested));
        var four = new[] { Peaks(matched, window), afterLast, AfterPeak(past, window, Past.Week), After(past, window, at => past.Level(at, Past.Day)) };
        double[] mean = [.. Enumerable.Range(0, Levels.Length).Select(k => four.Average(each => each[k]))];
        return Between(mean, afterLast, Share(window, Past.Day, Past.Week));
    }

    /// <summary>
    /// What is left free when too little is known for a forecast: the peak after the last day's peak or after its mean, whichever is higher, at 99 in
    /// 100; at least the greatest hour known.
    /// </summary>
    internal static double Reserve(Past past) => past.Count == 0 ? 0 : new[]
    {
        past.Peak(past.Last, past.Count), AfterPeak(past, Past.Day, Past.Day)[^1], After(past, Past.Day, at => past.Level(at, Past.Day))[^1],
    }.Max();

    /// <summary>An anchor now, and the quantiles of how far windows' peaks stood above it in the last twelve weeks; no spread with less than 24 errors.</summary>
    internal static double[] After(Past past, int window, Func<int, double> anchor)
    {
        var latest = past.Last - window;
        var first = Math.Max(FirstOrigin, latest - LookBack);
        if (latest - first + 1 < 2 * Past.Day) first = FirstOrigin;
        var errors = new double[Math.Max(0, latest - first + 1)];
        var peaks = SlidingPeak(past.Hours, window);
        for (var i = 0; i < errors.Length; i++) errors[i] = peaks[first + i + window] - anchor(first + i);
        var (now, spread) = (anchor(past.Last), errors.Length >= FewestErrors ? SampleQuantile.Of(errors, Levels) : new double[Levels.Length]);
        return [.. spread.Select(error => Math.Max(0, now + error))];
    }

    /// <summary>The quantiles of the candidates' greatest hours within the window.</summary>
    internal static double[] Peaks(ResidualPaths paths, int window)
    {
        var peaks = new double[paths.Count];
        for (var i = 0; i < peaks.Length; i++) peaks[i] = Greatest(paths.Path(i)[..window]);
        return SampleQuantile.Of(peaks, Levels);
    }

    /// <summary>For each hour the greatest of the window that ends with it.</summary>
    internal static double[] SlidingPeak(ReadOnlySpan<double> hours, int window)
    {
        var (peaks, queue, head, tail) = (new double[hours.Length], new int[hours.Length], 0, 0);
        for (var i = 0; i < hours.Length; i++)
        {
            while (tail > head && hours[queue[tail - 1]] <= hours[i]) tail--;
            queue[tail++] = i;
            if (queue[head] <= i - window) head++;
            peaks[i] = hours[queue[head]];
        }
        return peaks;
    }

    static double[] AfterPeak(Past past, int window, int hours)
    {
        var peaks = SlidingPeak(past.Hours, hours);
        return After(past, window, at => peaks[at]);
    }

    /// <summary>The greatest of some hours, at least zero.</summary>
    internal static float Greatest(ReadOnlySpan<float> values)
    {
        var greatest = 0f;
        foreach (var value in values) greatest = Math.Max(greatest, value);
        return greatest;
    }

    static double[] Between(double[] a, double[] b, double share) => [.. a.Select((value, k) => value + (b[k] - value) * share)];

    static double Share(int window, int from, int to) => Math.Clamp(Math.Log((double)window / from) / Math.Log((double)to / from), 0, 1);
}
