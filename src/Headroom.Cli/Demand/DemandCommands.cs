using System.Collections.Immutable;
using System.CommandLine;
using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Demand;
using Headroom.Formats.Reports;
using Headroom.Server;
using NodaTime;
using Spectre.Console;

namespace Headroom.Cli;

/// <summary><c>demand</c>: what own products will need, and what such forecasts were worth in the past.</summary>
static class DemandCommands
{
    /// <summary>So many origins stand behind the evidence of a forecast.</summary>
    const int EvidenceOrigins = 40;

    public static Command Build(IClock clock) => Common.Group("demand", "What own products will need: forecasts with their evidence, and what their owners foresee.",
    [
        Common.Of("forecast", "Quantiles of a workload's peaks by day and window, and of its hours with --json or --csv; with the coverage measured on its own past.", clock, Told,
            Common.Argument("workload", "The workload."), Common.Text("--days", "How many days are told. Default: 28."), Common.Position()),
        Common.Of("backtest",
            "What the forecast would have said at past origins against what came: pinball loss beside the seasonal naive forecast, coverage, peaks, and what selling would have cost.", clock, Tested,
            Common.Text("--workload", "Only this workload of the book. Default: all."),
            Common.Text("--file", "Instead of a book, the histories of a file of hourly demand (CSV, or the same gzipped)."), Common.Position()),
        .. DemandEventCommands.Build(clock),
    ]);

    static int Told(Session session) => session.View((_, book) =>
    {
        var days = (int)session.Input.Whole("days", 1, 4 * 364, "days", DemandForecast.TestedDays);
        if (Known(session, book, "workload") is not { } demand) return Output.Refused;
        var forecast = DemandForecast.Of(demand, days);
        var evidence = DemandForecast.Evidence(demand.Counted, AllCores.Spread, EvidenceOrigins);
        return session.Output.Print(json => DemandJson.Forecast(json, book, forecast, evidence), console => Text(console, book, forecast, evidence));
    });

    static int Tested(Session session)
    {
        if (!session.Input.Has("file")) return session.View((_, book) => OfBook(session, book) is { } own ? Print(session, own) : Output.Refused);
        var file = session.Input.Text("file", 1000);
        if (session.Faults.Count > 0) return session.Output.Refuse(session.Faults);
        if (!File.Exists(file)) return session.Output.Refuse([new Refusal(RefusalCode.NotFound, "file", $"There is no file '{file}'.")]);
        using var stream = File.OpenRead(file);
        var read = DemandCsv.Read(stream);
        return read.Faults.Count > 0 ? session.Output.Refuse(read.Faults) : Print(session, read.Value!);
    }

    static IReadOnlyList<History>? OfBook(Session session, Book book) => !session.Input.Has("workload") ? [.. book.Demand.Values.Select(demand => demand.Counted)]
        : Known(session, book, "workload") is { } only ? [only.Counted] : null;

    static int Print(Session session, IReadOnlyList<History> histories)
    {
        var tested = histories.Select(history => (Workload: history.Workload.ToString(), history, Scores: DemandForecast.Evidence(history, AllCores.Spread, int.MaxValue)))
            .ToList();
        return session.Output.Print(json => DemandJson.Backtest(json, tested), console =>
        {
            Scores(console, "Backtest", tested.SelectMany(each => each.Scores.Select(score => (each.Workload, score))));
            foreach (var (workload, history, _) in tested.Where(each => each.Scores.Length == 0))
                console.WriteLine($"{workload}: {history.Hourly.Length} hours are known; a backtest needs 11 days.");
        });
    }

    static OwnDemand? Known(Session session, Book book, string field)
    {
        var id = session.Input.Id(field);
        if (session.Faults.Count > 0) return null;
        if (book.Demand.TryGetValue(id, out var found)) return found;
        session.Input.Fault(field, RefusalCode.NotFound, $"There is no workload '{id}'; there are {string.Join(", ", book.Demand.Keys)}.");
        return null;
    }

    static void Text(IAnsiConsole console, Book book, DemandForecast forecast, ImmutableArray<WindowScore> evidence)
    {
        var history = forecast.History;
        Show.Line(console, $"{history.Workload} from {Json.Text(history.End)}: {history.Hourly.Length} hours known, {history.Filled} of them filled; GPUs, wherever it runs");
        Show.Line(console, DemandJson.Padded(OwnPadding.Of(book, book.Demand[history.Workload])));
        if (BeyondSupply.Of(book, book.Demand[history.Workload]) is { } beyond) Show.Line(console, DemandJson.Beyond(beyond));
        if (forecast.IsReserve) Show.Line(console, DemandJson.Reserved(forecast));
        Peaks(console, "Greatest hour of a window, by the share of paths that stay within it", forecast.Peaks,
            peak => peak.Window.Length.TotalDays is var days && days == 1 ? "1 day" : $"{days:0} days");
        Peaks(console, "Greatest hour of each day", forecast.Days, peak => Json.Text(peak.Window.From)[..10]);
        DemandEventCommands.Parts(console, forecast);
        if (evidence.Length > 0) Scores(console, "Measured on its own past", evidence.Select(score => (history.Workload.ToString(), score)));
        else Show.Line(console, "Too little is known to measure such forecasts on this workload's own past.");
        Show.Line(console,
            $"Forecast: {(forecast.IsReserve ? "reserve" : Forecast.Method)}, {book.Policy.Paths} paths, seed {book.Policy.Seed}{(forecast.Basis.OnBusy ? $", {DemandJson.Based(forecast.Basis)}" : "")}. Beyond 28 days a {DemandJson.Beyond(forecast.Drift)}. {DemandJson.Foreseen(forecast)}".TrimEnd());
    }

    static void Peaks(IAnsiConsole console, string title, IEnumerable<DemandPeak> peaks, Func<DemandPeak, string> name)
    {
        var table = Show.Table(console, title, ["", .. DemandForecast.Levels.Select(level => $">{level * 100:0} in 100"), ""]);
        foreach (var peak in peaks) table.Row([name(peak), .. peak.Quantiles.Select(gpus => Show.Gpus(gpus)), peak.IsScenario ? "scenario" : ""]);
        console.Write(table);
    }

    static void Scores(IAnsiConsole console, string title, IEnumerable<(string Workload, WindowScore Score)> scores)
    {
        var table = Show.Table(console,
            $"{title}: loss relative to the value of a week before; hours and peaks within their quantile; sold firm but needed and left idle, had all but the peak's 95 in 100 been sold",
            "workload", ">hours", ">origins", ">loss", ">within 90", ">within 95", ">within 99", ">peaks within 95", ">needed", ">idle");
        foreach (var (workload, score) in scores)
            table.Row(workload, $"{score.Window}", $"{score.Origins.Length}", Share(score.Relative, "0.000"), Share(score.Coverage(2)), Share(score.Coverage(3)),
                Share(score.Coverage(4)),
                Share(score.PeakCoverage(3)), Share(score.ShortShare(3), "0.000%"), Share(score.IdleShare(3)));
        console.Write(table);
    }

    static string Share(double value, string form = "0.0%") => value.ToString(form, System.Globalization.CultureInfo.InvariantCulture);
}
