using System.Collections.Immutable;

namespace Headroom.Core.Demand;

/// <summary>
/// What a forecast would have said at origins of the past, each knowing only the hours before it, against what came: the only evidence there is
/// for its figures. Origins every five days (of 150 days and more), three (60) or one, the first after 28, 14 or 10 days.
/// </summary>
public static class Backtest
{
    /// <summary>The levels that are scored.</summary>
    public static ImmutableArray<double> Levels { get; } = [0.5, 0.8, 0.9, 0.95, 0.99];

    /// <summary>A day, a week and 28 days, in hours; the longer ones for histories of 25 and 70 days and more.</summary>
    public static ImmutableArray<int> Windows { get; } = [Past.Day, Past.Week, Horizons.Tested];

    /// <summary>How many hours are known at each origin.</summary>
    public static ImmutableArray<int> Origins(int hours)
    {
        var (first, step) = hours switch { >= 150 * Past.Day => (28, 5), >= 60 * Past.Day => (28, 3), >= 25 * Past.Day => (14, 1), _ => (10, 1) };
        var origins = ImmutableArray.CreateBuilder<int>();
        for (var origin = first * Past.Day; origin <= hours - Past.Day; origin += step * Past.Day) origins.Add(origin);
        return origins.DrainToImmutable();
    }

    /// <summary>Whether a window is scored at all, and at this origin.</summary>
    public static bool Counts(int hours, int origin, int window) => origin + window <= hours && (window <= Past.Day
        || (window <= Past.Week ? hours >= 25 * Past.Day : hours >= 70 * Past.Day && origin >= 56 * Past.Day));

    /// <summary>The scores at every origin, window by window; an origin is computed by itself, so that a caller may spread them over cores.</summary>
    /// <param name="hours">Demand hour by hour.</param>
    /// <param name="spread">Does each of so many pieces of work once, in any order; the answer does not depend on how.</param>
    /// <param name="most">Of more origins only the latest so many.</param>
    public static ImmutableArray<WindowScore> Of(IReadOnlyList<double> hours, Action<int, Action<int>> spread, int most = int.MaxValue)
    {
        double[] known = [.. hours];
        ImmutableArray<int> origins = [.. Origins(known.Length).TakeLast(most)];
        var found = new ImmutableArray<(int Window, OriginScore Score)>[origins.Length];
        spread(origins.Length, i => found[i] = At(known, origins[i]));
        return [.. found.SelectMany(each => each).GroupBy(each => each.Window, each => each.Score).OrderBy(group => group.Key)
            .Select(group => new WindowScore(group.Key, [.. group]))];
    }

    static ImmutableArray<(int, OriginScore)> At(double[] hours, int origin)
    {
        var past = new Past(hours.AsSpan(0, origin));
        var ahead = Math.Min(Horizons.Tested, hours.Length - origin);
        var (naive, ours) = (SeasonalNaive.Of(past, ahead, [.. Levels]), HourlyForecast.Of(past, ahead));
        var candidates = Candidates.Of(past, ahead, ours);
        return [.. Windows.Where(window => Counts(hours.Length, origin, window))
            .Select(window => (window, OriginScore.Of(hours.AsSpan(origin, window), naive, ours, candidates?.Peak(window) ?? Flat(past))))];
    }

    static double[] Flat(Past past) => [.. Levels.Select(_ => WindowPeak.Reserve(past))];
}
