using System.Collections.Immutable;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// The forecast of one workload as seeded paths: 28 days hour by hour, each path the way demand went after one past origin, with the forecast
/// quantiles of hours and peaks put upon it; beyond, a drift of the level that is a scenario and not a tested forecast.
/// Hourly for two weeks, the peak of each day for a quarter, the peak of each week beyond: what a firm sale must leave free is a peak.
/// Path i of every workload follows the same past origin, so that what hit all of them hits them together. The same history and seed give
/// the same paths.
/// </summary>
public static class Forecast
{
    /// <summary>Name and version of the method, printed beside every figure that rests on it.</summary>
    public const string Method = "quantile-forest v2";

    /// <summary>The method in words, for people; the name and version stand in it, since a figure can be made again from them.</summary>
    public const string InWords = $"quantile regression forests and the errors of past forecasts, version '{Method}'";

    /// <summary>How far paths reach, in weeks after the last hour of history; later the last week's peak holds.</summary>
    public const int HorizonWeeks = 208;

    /// <summary>The fewest hours for a forecast: 14 days. With less a flat reserve stands, and firm sales leave all of it free.</summary>
    public const int FewestHours = 14 * Day;

    const int Day = 24, HourlyHours = 14 * Day, DailyDays = 77, TestedDays = 28;

    /// <summary>Paths of the workload's GPUs in use from the end of its history on. Before that end the first value holds.</summary>
    /// <param name="history">Without any hour nothing is used on any path.</param>
    /// <param name="paths">Number of paths, 1 to 100,000.</param>
    /// <param name="seed">Seeds which past origin each path follows, alike for all workloads, and, with the workload's name, how its level drifts.</param>
    public static Ensemble Paths(History history, int paths, ulong seed) => Foretell(history, paths, seed).Paths;

    /// <summary>The same paths, and what the hours of each piece come to in the mean beside the greatest of them, 0 to 1: one where the paths hold every hour.</summary>
    public static (Ensemble Paths, Timeline<double> Load) Foretell(History history, int paths, ulong seed)
    {
        var starts = Grid(history.End);
        var values = new int[starts.Length * paths];
        var past = new Past([.. history.Hourly.Select(gpus => (double)gpus)]);
        var candidates = history.Hourly.Length < FewestHours ? null : Candidates.Of(past, Horizons.Tested, HourlyForecast.Of(past, Horizons.Tested))?.Lifted();
        var walk = new Walk(candidates, WindowPeak.Reserve(past), LevelDrift.Of(past), (int)(history.Start - NodaConstants.UnixEpoch).TotalHours);
        var hours = new double[starts.Length];
        for (var path = 0; path < paths; path++) walk.Fill(values, hours, path, seed, Draws.SeedOf(history.Workload.ToString(), seed));
        var ensemble = new Ensemble(starts, paths, values);
        return (ensemble, Timeline<double>.Of(1,
            Enumerable.Range(HourlyHours, starts.Length - HourlyHours).Select(piece => (starts[piece], LoadOf(hours[piece], ensemble.At(starts[piece]))))));
    }

    static double LoadOf(double hours, ReadOnlySpan<int> peaks)
    {
        var all = 0L;
        foreach (var peak in peaks) all += peak;
        return all == 0 ? 1 : Math.Min(1, hours / all);
    }

    /// <summary>The starts of the pieces: 336 hours, 77 days, then weeks up to the horizon.</summary>
    public static ImmutableArray<Instant> Grid(Instant from) =>
    [
        .. Enumerable.Range(0, HourlyHours).Select(hour => from + Duration.FromHours(hour)),
        .. Enumerable.Range(14, DailyDays).Select(day => from + Duration.FromDays(day)),
        .. Enumerable.Range(13, HorizonWeeks - 13).Select(week => from + Duration.FromDays(7 * week)),
    ];

    /// <summary>Draws paths: 28 days of a candidate, and the last 14 of them again and again on a level that drifts.</summary>
    /// <param name="candidates">Null where too little is known: then the reserve stands in every hour.</param>
    /// <param name="startHour">The history's first hour, counted from an instant that all workloads share.</param>
    sealed class Walk(ResidualPaths? candidates, double reserve, LevelDrift drift, int startHour)
    {
        const double Golden = 0.6180339887498949;

        // By the hour at which a candidate's origin lies, counted from an instant that all workloads share.
        readonly Dictionary<int, int> _byOrigin = candidates is null ? [] : Enumerable.Range(0, candidates.Count)
            .ToDictionary(i => SlotOf(startHour + candidates!.OriginOf(i)));

        readonly double _daily = drift.PerRootMonth / Math.Sqrt(30.4375);

        /// <param name="sums">Takes what the mean hour of each piece after the hourly ones is on the path, added to what it holds.</param>
        public void Fill(int[] values, double[] sums, int path, ulong shared, ulong own)
        {
            var paths = values.Length / sums.Length;
            var hours = candidates is null ? default : (ReadOnlySpan<float>)candidates.Path(CandidateOf(path, shared));
            // In logarithms, so that the greatest day of a piece is found before it is raised to the level.
            Span<double> peaks = stackalloc double[TestedDays], means = stackalloc double[TestedDays];
            for (var day = 0; day < TestedDays; day++)
            {
                peaks[day] = Math.Log(hours.IsEmpty ? reserve : WindowPeak.Greatest(hours.Slice(day * Day, Day)));
                means[day] = hours.IsEmpty ? reserve : Mean(hours.Slice(day * Day, Day));
            }
            for (var hour = 0; hour < HourlyHours; hour++) values[hour * paths + path] = Gpus(hours.IsEmpty ? reserve : hours[hour]);
            var (draws, logLevel, today) = (Draws.Of(own, path), 0.0, HourlyHours / Day);
            for (var piece = HourlyHours; piece < sums.Length; piece++)
            {
                var (days, peak) = (piece < HourlyHours + DailyDays ? 1 : 7, double.NegativeInfinity);
                for (var end = today + days; today < end; today++)
                {
                    // Mean one: the walk spreads the level without raising its mean.
                    if (today >= TestedDays) logLevel += _daily * draws.Normal() - _daily * _daily / 2;
                    var like = today < TestedDays ? today : TestedDays / 2 + today % (TestedDays / 2);
                    peak = Math.Max(peak, peaks[like] + logLevel);
                    sums[piece] += means[like] * Math.Exp(logLevel) / days;
                }
                values[piece * paths + path] = Gpus(Math.Exp(peak));
            }
        }

        static double Mean(ReadOnlySpan<float> hours)
        {
            var sum = 0.0;
            foreach (var gpus in hours) sum += Math.Max(0, gpus);
            return sum / hours.Length;
        }

        // Whole GPUs are taken up, so a part of one counts as one.
        static int Gpus(double gpus) => (int)Math.Clamp(Math.Ceiling(gpus - 1e-3), 0, 1e9);

        int CandidateOf(int path, ulong shared)
        {
            var slot = (int)((new Draws(shared).Unit() + path * Golden) % 1 * ResidualPaths.Origins);
            return _byOrigin.TryGetValue(slot, out var candidate) ? candidate : slot % candidates!.Count;
        }

        static int SlotOf(int hour) => hour / ResidualPaths.Step % ResidualPaths.Origins;
    }
}
