using System.Collections.Immutable;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>What is told of one workload's demand, wherever it runs: quantiles of hours and of days, peaks of windows, and what all of it rests on.</summary>
/// <param name="History">The hours known, as the forecast counts them.</param>
/// <param name="Hours">Quantiles of each hour of the next 28 days; null where too little is known, and the reserve stands instead.</param>
/// <param name="Days">The peaks of days of 24 hours from the history's end on.</param>
/// <param name="Peaks">The peaks of windows from the history's end on.</param>
/// <param name="Drift">How far the level wanders beyond 28 days.</param>
/// <param name="Reserve">The GPUs that are left free in every hour when nothing is forecast.</param>
/// <param name="Events">What its owner filed of its future, and what each adds over the days told: those that act in the order in which they do, then the others.</param>
public sealed record DemandForecast(
    History History, HourlyQuantiles? Hours, ImmutableArray<DemandPeak> Days, ImmutableArray<DemandPeak> Peaks, LevelDrift Drift, double Reserve, ImmutableArray<EventPart> Events)
{
    /// <summary>Levels of the quantiles of peaks, ascending.</summary>
    public static ImmutableArray<decimal> Levels { get; } = [0.05m, 0.5m, 0.8m, 0.9m, 0.95m, 0.99m];

    /// <summary>Lengths of windows whose peaks are told, in days.</summary>
    public static ImmutableArray<int> Windows { get; } = [1, 7, 28, 90, 365];

    /// <summary>The days after which it is a scenario and no tested forecast.</summary>
    public const int TestedDays = Horizons.Tested / Past.Day;

    /// <summary>What of the hours known it is made of.</summary>
    public DemandBasis Basis { get; private init; }

    /// <summary>Whether too little is known for a forecast.</summary>
    public bool IsReserve => Hours is null;

    /// <summary>The forecast of a workload, its days on the paths that sales are tested on.</summary>
    /// <param name="days">How many days are told, 1 to 1,456.</param>
    public static DemandForecast Of(OwnDemand demand, int days)
    {
        var history = demand.Counted;
        var past = new Past([.. history.Hourly.Select(gpus => (double)gpus)]);
        var hours = history.Hourly.Length < Forecast.FewestHours ? null : HourlyForecast.Of(past, Horizons.Tested);
        return new(history, hours is null ? null : Shaped(hours, demand),
            [.. Enumerable.Range(0, days).Select(day => DemandPeak.Of(demand, day, 1))],
            [.. Windows.Select(window => DemandPeak.Of(demand, 0, window))], LevelDrift.Of(past), WindowPeak.Reserve(past),
            EventPart.Of(demand, new(history.End, history.End + Duration.FromDays(days))))
        { Basis = demand.Basis };
    }

    // From the first event on hours are told from the paths; after two weeks those hold the day's greatest hour.
    static HourlyQuantiles Shaped(HourlyQuantiles hours, OwnDemand demand)
    {
        if (demand.Acting.IsEmpty) return hours;
        for (var hour = 0; hour < hours.Hours; hour++)
        {
            if (demand.History.End + Duration.FromHours(hour) is var at && at < demand.Acting[0].From) continue;
            double[] paths = [.. demand.Everywhere.At(at).ToArray().Order()];
            for (var k = 0; k < hours.Levels.Length; k++) hours.Row(hour)[k] = SampleQuantile.OfSorted(paths, hours.Levels[k]);
        }
        return hours;
    }

    /// <summary>What the forecast would have said in the past of this history, at its latest origins.</summary>
    /// <param name="most">At most so many origins.</param>
    public static ImmutableArray<WindowScore> Evidence(History history, Action<int, Action<int>> spread, int most) =>
        Backtest.Of([.. history.Hourly.Select(gpus => (double)gpus)], spread, most);
}

/// <summary>Quantiles of the greatest hour of a window.</summary>
/// <param name="Window">From the first instant in to the last out.</param>
/// <param name="Quantiles">GPUs, at <see cref="DemandForecast.Levels"/>.</param>
/// <param name="IsScenario">Whether part of it lies beyond what is tested, or rests on a dated event that its owner foresees.</param>
public sealed record DemandPeak(Window Window, ImmutableArray<int> Quantiles, bool IsScenario)
{
    internal static DemandPeak Of(OwnDemand demand, int fromDay, int days)
    {
        var end = demand.History.End;
        var window = new Window(end + Duration.FromDays(fromDay), end + Duration.FromDays(fromDay + days));
        return new(window, Told(demand.Everywhere, window), fromDay + days > DemandForecast.TestedDays || !demand.Acting.IsEmpty && demand.Acting[0].From < window.End);
    }

    internal static ImmutableArray<int> Told(Ensemble paths, Window window)
    {
        int[] peaks = [.. paths.LeastBelow(Timeline<long>.Always(0), window).Select(least => -least)];
        return [.. DemandForecast.Levels.Select(level => Ensemble.Quantile(peaks, level))];
    }
}
