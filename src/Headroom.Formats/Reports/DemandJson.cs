using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Views;
using Headroom.Formats.Facts;
using NodaTime;

namespace Headroom.Formats.Reports;

/// <summary>The forecast of a workload and what forecasts of it were worth in the past, as JSON. GPUs and shares; an estimate throughout.</summary>
public static class DemandJson
{
    /// <summary>What is said of everything beyond what is tested.</summary>
    public const string Scenario = "scenario, not a tested forecast";

    /// <summary>Days first, so that they are the table in CSV; then windows, hours and the evidence.</summary>
    public static void Forecast(Utf8JsonWriter json, Book book, DemandForecast forecast, IReadOnlyList<WindowScore> evidence) => json.Map(() =>
    {
        json.WriteString("workload", forecast.History.Workload.ToString());
        json.WriteString("method", forecast.IsReserve ? "reserve" : Core.Demand.Forecast.Method);
        DemandEvents.Write(json, forecast.Basis);
        json.WriteNumber("paths", book.Policy.Paths);
        json.WriteNumber("seed", book.Policy.Seed);
        json.Time("from", forecast.History.End);
        json.WriteNumber("hours-known", forecast.History.Hourly.Length);
        json.WriteNumber("hours-filled", forecast.History.Filled);
        if (OwnPadding.Of(book, book.Demand[forecast.History.Workload]) is { } padding) Padded(json, padding);
        if (BeyondSupply.Of(book, book.Demand[forecast.History.Workload]) is { } beyond) Beyond(json, beyond);
        if (forecast.IsReserve) json.WriteNumber("reserve-gpus", Whole(forecast.Reserve));
        json.WriteString("beyond-28-days", Beyond(forecast.Drift));
        Points(json, forecast);
        Events(json, forecast.Events);
        json.List("peaks", forecast.Peaks, peak => json.Map(() =>
        {
            json.WriteNumber("window-days", (int)peak.Window.Length.TotalDays);
            Quantiles(json, peak);
        }));
        json.List("hours", Hours(forecast), hour => json.Map(() =>
        {
            json.Time("hour", hour.At);
            for (var k = 0; k < forecast.Hours!.Levels.Length; k++) json.WriteNumber(Name((decimal)forecast.Hours.Levels[k]), Whole(forecast.Hours.At(hour.Ahead)[k]));
        }));
        Scores(json, evidence);
    });

    /// <summary>The peaks of days, to draw.</summary>
    public static void Points(Utf8JsonWriter json, DemandForecast forecast) => json.List("days", forecast.Days, day => json.Map(() =>
    {
        json.Time("from", day.Window.From);
        Quantiles(json, day);
    }));

    /// <summary>The dated events that shape it, and what each adds over the days told.</summary>
    public static void Events(Utf8JsonWriter json, IEnumerable<EventPart> events) => json.List("events", events, part => json.Map(() =>
    {
        DemandEvents.Show(json, part.Dated.Event);
        json.WriteBoolean("acts", part.Acts);
        json.WriteNumber("mean-gpus", Figure(part.Mean));
        json.WriteNumber("peak-p95-gpus", part.Peak);
        if (part.Share is { } share) json.WriteNumber("share", Figure(share));
    }));

    /// <summary>The gap between what was allocated and what was busy.</summary>
    public static void Padded(Utf8JsonWriter json, Padding padding) => json.Map("padding", () =>
    {
        json.WriteNumber("hours", padding.Hours);
        json.WriteNumber("allocated-gpu-hours", padding.Allocated);
        json.WriteNumber("busy-gpu-hours", padding.Busy);
        json.WriteNumber("share", ((Core.Units.Rational)padding.Share).Round(6));
        json.WriteNumber("mean-gpus", ((Core.Units.Rational)padding.Gpus).Round(2));
        json.WriteString("sealed-month", padding.Sealed is { } month ? Json.Text(month) : null);
    });

    /// <summary>What is said of the gap between what was allocated and what was busy.</summary>
    public static string Padded(Padding? padding) => padding is null ? "How many of the GPUs in use were busy was not measured."
        : FormattableString.Invariant(
            $"Padding: {padding.Share:0.0%} of the {padding.Allocated:#,##0} GPU-hours allocated were not busy, {padding.Gpus:#,##0.#} GPUs in the mean, ")
            + (padding.Sealed is { } month
                ? $"by the usage sealed of {Json.Text(month)}." : FormattableString.Invariant(
                    $"in the {padding.Hours} hours of the last {Padding.Days} days in which both were measured."));

    /// <summary>What a forecast is made of, where that is not all that is allocated; else empty.</summary>
    public static string Based(DemandBasis basis) => basis.OnBusy ? FormattableString.Invariant($"on busy GPUs plus {basis.Margin:0.##%}, not on all that is allocated") : "";

    /// <summary>The method of a book's forecasts, with the workloads of which it is made otherwise or not at all.</summary>
    public static string MethodOf(Book book) => book.Demand.SelectMany(entry => Otherwise(entry.Key, entry.Value)).ToList() is { Count: > 0 } otherwise
        ? $"{Core.Demand.Forecast.Method} ({string.Join("; ", otherwise)})" : Core.Demand.Forecast.Method;

    static IEnumerable<string> Otherwise(Core.Units.Slug workload, OwnDemand demand)
    {
        if (demand.History.Hourly is { Length: > 0 and < Core.Demand.Forecast.FewestHours })
            yield return $"nothing is forecast of {workload} from less than 14 days, a reserve is left free";
        else if (demand.Basis.OnBusy) yield return $"{workload} is forecast {Based(demand.Basis)}";
    }

    /// <summary>What is said where too little is known for a forecast.</summary>
    public static string Reserved(DemandForecast forecast) => forecast.History.Hourly.IsEmpty ? "Nothing is known of its use yet: what is told is only what its owner foresees."
        : FormattableString.Invariant(
            $"Nothing is forecast from less than 14 days. {Whole(forecast.Reserve):#,##0} GPUs are left free in every hour, and firm sales go no further.");

    /// <summary>What is said of a forecast that dated events shape; empty where none does.</summary>
    public static string Foreseen(DemandForecast forecast) => forecast.Events.Count(part => part.Acts) is > 0 and var acting
        ? $"From its first day on {(acting == 1 ? "a dated event is" : "each dated event is")} what its owner foresees: {Scenario}." : "";

    /// <summary>What forecasts were worth, for several histories.</summary>
    public static void Backtest(Utf8JsonWriter json, IEnumerable<(string Workload, History History, ImmutableArray<WindowScore> Scores)> tested) => json.Map(() =>
    {
        json.WriteString("method", Core.Demand.Forecast.Method);
        json.WriteString("compared-with", "seasonal naive: the value of a week before, with the quantiles of its errors");
        json.List("scores", tested.SelectMany(each => each.Scores.Select(score => (each.Workload, Score: score))), each => json.Map(() =>
        {
            json.WriteString("workload", each.Workload);
            Score(json, each.Score);
        }));
    });

    static void Beyond(Utf8JsonWriter json, BeyondSupply beyond) => json.Map("above-supply", () =>
    {
        json.WriteNumber("hours", beyond.Hours);
        json.WriteNumber("greatest-gpus", beyond.Greatest.Count);
        json.WriteNumber("supply-gpus", beyond.Supply.Count);
    });

    /// <summary>What is said of hours above what there was; empty where there are none.</summary>
    public static string Beyond(BeyondSupply? beyond) => beyond is null ? ""
        : FormattableString.Invariant(
            $"In {beyond.Hours} of the hours known it used more than its pool or class had, up to {beyond.Greatest.Count:#,##0} of {beyond.Supply.Count:#,##0} GPUs: waiting work, or a mistake in the record. The forecast takes them as they are.");

    /// <summary>What is said of the level beyond what is tested.</summary>
    public static string Beyond(LevelDrift drift) => FormattableString.Invariant(
        $"{Scenario}: the logarithm of the level drifts by {drift.PerRootMonth:0.000} times the square root of the months, measured on {(drift.Own ? "this workload" : "public traces")}");

    static void Scores(Utf8JsonWriter json, IReadOnlyList<WindowScore> evidence) => json.List("evidence", evidence, score => json.Map(() => Score(json, score)));

    static void Score(Utf8JsonWriter json, WindowScore score)
    {
        json.WriteNumber("window-hours", score.Window);
        json.WriteNumber("origins", score.Origins.Length);
        json.WriteNumber("pinball-gpus", Figure(score.Pinball));
        json.WriteNumber("naive-pinball-gpus", Figure(score.NaivePinball));
        json.WriteNumber("relative", Figure(score.Relative));
        for (var k = 0; k < Core.Demand.Backtest.Levels.Length; k++)
        {
            var name = Name((decimal)Core.Demand.Backtest.Levels[k]);
            json.WriteNumber($"within-{name}", Figure(score.Coverage(k)));
            json.WriteNumber($"peak-within-{name}", Figure(score.PeakCoverage(k)));
            json.WriteNumber($"short-share-{name}", Figure(score.ShortShare(k)));
            json.WriteNumber($"idle-share-{name}", Figure(score.IdleShare(k)));
        }
    }

    static void Quantiles(Utf8JsonWriter json, DemandPeak peak)
    {
        for (var k = 0; k < peak.Quantiles.Length; k++) json.WriteNumber(Name(DemandForecast.Levels[k]), peak.Quantiles[k]);
        json.WriteBoolean("scenario", peak.IsScenario);
    }

    static IEnumerable<(Instant At, int Ahead)> Hours(DemandForecast forecast) =>
        Enumerable.Range(0, forecast.Hours?.Hours ?? 0).Select(hour => (forecast.History.End + Duration.FromHours(hour), hour));

    static string Name(decimal level) => FormattableString.Invariant($"p{level * 100:00}");

    static long Whole(double gpus) => (long)Math.Ceiling(gpus - 1e-6);

    // An estimate is told to six digits behind the point; the same figure on every machine.
    static decimal Figure(double value) => ((Core.Units.Rational)(decimal)value).Round(6);
}
