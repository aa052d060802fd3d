using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// The forecast of own demand: its scores on public traces, by the protocol of the reference beside them, and its CPU time beside that of the
/// reference's ensemble (scikit-learn) and of Fourier-ARIMA (R's forecast), all in one run. Traces and reference are looked for in a folder
/// <c>shared</c> beside or above the repository; without them only the refit is timed.
/// </summary>
public static class Forecasts
{
    /// <summary>The reference's figures for peaks that ours may not exceed, by the window's hours.</summary>
    static readonly (int Window, string Name, string Peaks, double Loss, double Low, double High)[] Bars =
        [(24, "24h", "pk_ens", 0.63, 0.93, 0.97), (168, "7d", "pk_last", 0.77, 0.90, 0.98), (672, "28d", "paths_ls", 0.832, 0.90, 0.98)];

    public static IEnumerable<Measure> Run()
    {
        foreach (var measure in Refit()) yield return measure;
        if (Shared() is not { } shared)
        {
            Console.WriteLine("  no traces in a folder 'shared' beside or above the repository: nothing is scored");
            yield break;
        }
        var series = Series(shared).ToList();
        var (cpu, scores, origins) = (Cpu(), new List<(string Id, WindowScore Score)>(), 0);
        foreach (var (id, hours) in series) scores.AddRange(Backtest.Of(hours, InOrder).Select(score => (id, score)));
        origins = scores.Where(each => each.Score.Window == 24).Sum(each => each.Score.Origins.Length);
        var seconds = (Cpu() - cpu) / origins;
        foreach (var measure in Scores(shared, scores)) yield return measure;
        foreach (var measure in Beside(shared, scores, seconds)) yield return measure;
    }

    /// <summary>1,000 workloads of 180 days: every forecast of a book made anew, on both cores.</summary>
    static IEnumerable<Measure> Refit()
    {
        const int Series = 1000;
        var random = new Random(11);
        var histories = Enumerable.Range(0, Series).Select(i => new History(Slug.Of("pool"), Slug.Of($"work-{i}"), Instant.FromUtc(2026, 1, 1, 0, 0),
            [.. Enumerable.Range(0, 180 * 24).Select(hour => 5000 + (int)(2000 * Math.Sin(hour * Math.PI / 12)) + hour / 3 + random.Next(1500))], 0)).ToList();
        var (watch, cpu) = (Stopwatch.StartNew(), Cpu());
        Parallel.ForEach(histories, history => Forecast.Paths(history, 500, 1));
        yield return new("forecast refit, 1,000 series of 180 days, 500 paths: CPU seconds / 2", (Cpu() - cpu) / 2, 0, 120,
            FormattableString.Invariant($"{watch.Elapsed.TotalSeconds:0.0} s by the clock; target 30"));
    }

    static IEnumerable<Measure> Scores(string shared, List<(string Id, WindowScore Score)> scores)
    {
        foreach (var (window, name, peaks, loss, low, high) in Bars)
        {
            var own = scores.Where(each => each.Score.Window == window).ToList();
            yield return new($"forecast {name}: pinball / seasonal naive, {own.Count} series", Geometric(own.Select(each => each.Score.Relative)), 0, loss, "");
            yield return new($"forecast {name}: hours within the .95 quantile", own.Average(each => each.Score.Coverage(3)), low, high, "");
            var bar = Table(Path.Combine(shared, "forecast-reference", "peak_scores_dev.csv")).Where(row => row[1] == name && row[2] == peaks)
                .ToDictionary(row => row[0], row => (Loss: Number(row[4]), Within: Number(row[8])));
            var compared = own.Where(each => bar.ContainsKey(each.Id)).ToList();
            // The reference is printed to four digits.
            yield return new($"forecast {name}: peak pinball / {peaks}", Geometric(compared.Select(each => each.Score.PeakPinball / bar[each.Id].Loss)), 0, 1.002, "");
            yield return new($"forecast {name}: peaks within .95, less those of {peaks}", compared.Average(each => each.Score.PeakCoverage(3) - bar[each.Id].Within),
                -0.0005, 1, "");
        }
    }

    static IEnumerable<Measure> Beside(string shared, List<(string Id, WindowScore Score)> scores, double seconds)
    {
        var (said, why) = Reference(shared);
        if (said is null)
        {
            Console.WriteLine($"  the reference does not run: {why}");
            yield break;
        }
        var rows = said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        var naive = rows.Where(row => row[0] == "naive").ToDictionary(row => (row[1], int.Parse(row[2], CultureInfo.InvariantCulture)), row => Number(row[3]));
        yield return new("forecast: greatest relative difference of the seasonal naive score",
            scores.Max(each => Math.Abs(each.Score.NaivePinball / naive[(each.Id, each.Score.Window)] - 1)), 0, 1e-6, "");
        double Of(string method) => Number(rows.First(row => row[0] == "seconds" && row[1] == method)[2]);
        var own = FormattableString.Invariant($"ours {seconds * 1000:0.0} ms an origin, peaks and scores included");
        yield return new("forecast: CPU time of the reference's ensemble / ours", Of("ensemble") / seconds, 20, 1000, own);
        yield return new("forecast: CPU time of R's Fourier-ARIMA / ours", Of("arima") / seconds, 50, 5000, own);
    }

    static (string? Said, string Why) Reference(string shared)
    {
        if (!File.Exists("/usr/lib/python3/dist-packages/sklearn/__init__.py") || !Directory.Exists("/usr/lib/R/site-library/forecast"))
            Tool.Install("python3-pandas", "python3-sklearn", "r-cran-forecast");
        if (Tool.Source("forecast", "reference.py") is not { } script) return (null, "bench/forecast/reference.py is not above the program");
        var run = Tool.Run("taskset", "-c", "0", "/usr/bin/python3", script, Path.Combine(shared, "forecast-reference"));
        return run.Code == 0 ? (run.Output, "") : (null, run.Error.Trim().Split('\n')[^1]);
    }

    static IEnumerable<(string Id, double[] Hours)> Series(string shared)
    {
        // The reference's own list: id, file, pool, workload.
        foreach (var line in File.ReadLines(Path.Combine(shared, "forecast-reference", "common.py")).Where(line => line.TrimStart().StartsWith("('", StringComparison.Ordinal)))
        {
            var parts = line.Split('\'').Where((_, i) => i % 2 == 1).ToArray();
            var rows = Table(Path.Combine(shared, "traces", parts[1])).Where(row => row[1] == parts[2] && row[2] == parts[3]);
            yield return (parts[0], [.. rows.Select(row => Number(row[3]))]);
        }
    }

    static IEnumerable<string[]> Table(string path)
    {
        using Stream file = File.OpenRead(path), unpacked = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var reader = new StreamReader(unpacked);
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return line.Split(',');
    }

    static string? Shared()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared") is var path && Directory.Exists(Path.Combine(path, "traces")) && Directory.Exists(Path.Combine(path, "forecast-reference")))
                return path;
        return null;
    }

    static void InOrder(int count, Action<int> work)
    {
        for (var i = 0; i < count; i++) work(i);
    }

    static double Cpu() => Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds;

    static double Geometric(IEnumerable<double> values) => Math.Exp(values.Average(value => Math.Log(Math.Max(value, 1e-12))));

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
