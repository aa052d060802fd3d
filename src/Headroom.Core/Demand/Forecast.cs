using System.Collections.Immutable;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// A first forecast of one workload as seeded paths: the level of the last week times the shape of the week, plus whole days of
/// past residuals drawn at random, and beyond 28 days a drift of the level that is a scenario and not a tested forecast.
/// Hourly for two weeks, the peak of each day for a quarter, the peak of each week beyond: what a firm sale must leave free is a peak.
/// The same history and seed give the same paths.
/// </summary>
public static class Forecast
{
    /// <summary>Name and version of the method, printed beside every figure that rests on it.</summary>
    public const string Method = "seasonal-residual v1";

    /// <summary>How far paths reach, in weeks after the last hour of history; later the last week's peak holds.</summary>
    public const int HorizonWeeks = 208;

    /// <summary>Standard deviation of the log level after one month; it grows with the square root of time. Measured on public traces (level drift 0.155).</summary>
    public const double DriftPerRootMonth = 0.155;

    const int Day = 24, Week = 168, HourlyHours = 14 * Day, DailyDays = 77, LookBack = 8 * Week;

    /// <summary>Paths of the workload's GPUs in use from the end of its history on. Before that end the first value holds.</summary>
    /// <param name="history">At least one hour. With less than two weeks there is no shape of the week and the last day's peak is used, spread by the drift.</param>
    /// <param name="paths">Number of paths, 1 to 100,000.</param>
    /// <param name="seed">The seed of the draws; combined with the workload's name by the caller so that workloads differ.</param>
    public static Ensemble Paths(History history, int paths, ulong seed)
    {
        var starts = Grid(history.End);
        var values = new int[starts.Length * paths];
        var model = Fit(history);
        for (var path = 0; path < paths; path++)
            new Walk(model, Draws.Of(seed, path)).Fill(values, starts.Length, paths, path);
        return new(starts, paths, values);
    }

    /// <summary>The starts of the pieces: 336 hours, 77 days, then weeks up to the horizon.</summary>
    public static ImmutableArray<Instant> Grid(Instant from) =>
    [
        .. Enumerable.Range(0, HourlyHours).Select(hour => from + Duration.FromHours(hour)),
        .. Enumerable.Range(14, DailyDays).Select(day => from + Duration.FromDays(day)),
        .. Enumerable.Range(13, HorizonWeeks - 13).Select(week => from + Duration.FromDays(7 * week)),
    ];

    /// <summary>Level, shape of the week (from the hour after the history's end) and residual days, relative to the level.</summary>
    sealed record Model(double Level, double[] Shape, double[][] ResidualDays);

    static Model Fit(History history)
    {
        var hours = history.Hourly;
        var recent = hours[Math.Max(0, hours.Length - LookBack)..];
        if (recent.Length < 2 * Week) return Short(recent);
        var level = recent[^Week..].Average(gpus => (double)gpus);
        var weeks = recent.Length / Week;
        var first = recent.Length - weeks * Week;
        var levels = Enumerable.Range(0, weeks).Select(week => Math.Max(1, Mean(recent, first + week * Week, Week))).ToArray();
        var shape = Enumerable.Range(0, Week)
            .Select(hour => Enumerable.Range(0, weeks).Average(week => recent[first + week * Week + hour] / levels[week])).ToArray();
        var residuals = Enumerable.Range(0, weeks * 7).Select(day => Enumerable.Range(day * Day, Day)
            .Select(hour => recent[first + hour] / levels[hour / Week] - shape[hour % Week]).ToArray()).ToArray();
        return new(level, shape, residuals);
    }

    /// <summary>With too little history for a week's shape: the last day's peak, flat, so that little history never sells more.</summary>
    static Model Short(ImmutableArray<int> recent) =>
        new(recent[Math.Max(0, recent.Length - Day)..].Max(), [.. Enumerable.Repeat(1.0, Week)], [new double[Day]]);

    static double Mean(ImmutableArray<int> hours, int from, int count)
    {
        var sum = 0.0;
        for (var i = from; i < from + count; i++) sum += hours[i];
        return sum / count;
    }

    /// <summary>One path: a random walk of the level, day by day, and a past day's residuals for every day.</summary>
    sealed class Walk(Model model, Draws draws)
    {
        // Daily steps that add to the measured monthly drift; inside the first 28 days the residual days carry the error.
        static readonly double Daily = DriftPerRootMonth / Math.Sqrt(30.4375);
        double _logLevel;

        public void Fill(int[] values, int pieces, int paths, int path)
        {
            for (int piece = 0, day = 0; piece < pieces;)
            {
                var hourly = piece < HourlyHours;
                var days = piece < HourlyHours + DailyDays ? 1 : 7;
                var peak = 0;
                for (var i = 0; i < days; i++, day++)
                {
                    var (level, residuals) = NextDay(day);
                    for (var hour = 0; hour < Day; hour++)
                    {
                        var gpus = (int)Math.Clamp(level * (model.Shape[(day * Day + hour) % Week] + residuals[hour]), 0, 1e9);
                        if (hourly) values[piece++ * paths + path] = gpus;
                        peak = Math.Max(peak, gpus);
                    }
                }
                if (!hourly) values[piece++ * paths + path] = peak;
            }
        }

        (double Level, double[] Residuals) NextDay(int day)
        {
            // Mean one: the walk spreads the level without raising its mean.
            if (day > 0) _logLevel += Daily * draws.Normal() - Daily * Daily / 2;
            return (model.Level * Math.Exp(_logLevel), model.ResidualDays[draws.Below(model.ResidualDays.Length)]);
        }
    }

    /// <summary>SplitMix64: a seeded stream whose numbers are the same on every machine and every release of the framework.</summary>
    sealed class Draws(ulong state)
    {
        // Each path has its own stream; the multiplier spreads neighbouring paths over the whole state.
        public static Draws Of(ulong seed, int path) { unchecked { return new(seed ^ ((ulong)path + 1) * 0xD1342543DE82EF95); } }

        ulong Next()
        {
            unchecked
            {
                state += 0x9E3779B97F4A7C15;
                var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
                z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
                return z ^ (z >> 31);
            }
        }

        double Unit() => ((Next() >> 11) + 0.5) / (1UL << 53);

        public int Below(int count) => (int)(Unit() * count);

        public double Normal() => Math.Sqrt(-2 * Math.Log(Unit())) * Math.Cos(2 * Math.PI * Unit());
    }
}
