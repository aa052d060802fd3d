using System.Globalization;
using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>What own products will need, as people and programs see it.</summary>
public sealed class DemandTests
{
    [Fact]
    public void A_forecast_tells_peaks_hours_and_what_such_forecasts_were_worth()
    {
        using var loaded = Terminal.Loaded();

        var told = loaded.Json("demand", "forecast", "training", "--days", "40");

        Assert.Equal([1, 7, 28, 90, 365], told.GetProperty("peaks").EnumerateArray().Select(peak => peak.GetProperty("window-days").GetInt32()));
        Assert.Equal((40, 672), (told.GetProperty("days").GetArrayLength(), told.GetProperty("hours").GetArrayLength()));
        Assert.Equal(Enumerable.Range(0, 40).Select(day => day >= 28), told.GetProperty("days").EnumerateArray().Select(day => day.GetProperty("scenario").GetBoolean()));
        Assert.All(told.GetProperty("evidence").EnumerateArray(), score => Assert.InRange(score.GetProperty("within-p95").GetDouble(), 0.8, 1));
        Assert.Contains("scenario, not a tested forecast", loaded.Text("demand", "forecast", "training"));
        Assert.StartsWith("from,p05,p50", loaded.Run("demand", "forecast", "chat", "--csv").Out);
    }

    [Fact]
    public void The_books_workloads_are_tested_on_their_own_past()
    {
        using var loaded = Terminal.Loaded();

        var scores = loaded.Json("demand", "backtest").GetProperty("scores").EnumerateArray().ToList();

        Assert.Equal(["chat 24", "chat 168", "training 24", "training 168"], scores.Select(score => $"{score.GetProperty("workload")} {score.GetProperty("window-hours")}"));
        Assert.All(scores, score => Assert.InRange(score.GetProperty("relative").GetDouble(), 0.1, 1.5));
    }

    // The same shares as a hand would count: steady demand loses nothing and stays within.
    [Fact]
    public void A_file_is_tested_without_a_book()
    {
        using var terminal = new Terminal();
        var file = terminal.File("steady.csv", Rows(20 * 24, _ => 500));

        var score = Assert.Single(terminal.Json("demand", "backtest", "--file", file).GetProperty("scores").EnumerateArray());

        Assert.Equal((1m, 1m, 0m), (score.GetProperty("relative").GetDecimal(), score.GetProperty("within-p95").GetDecimal(), score.GetProperty("idle-share-p95").GetDecimal()));
    }

    [Theory]
    [InlineData("2026-03-01T00:00:00Z,p,w,-5", "not a number of GPUs")]
    [InlineData("2026-03-01T00:00:00Z,p,w,99999999999", "not a number of GPUs")]
    [InlineData("2026-03-01T00:30:00Z,p,w,5", "not a full hour")]
    [InlineData("2026-03-01T02:00:00+01:00,p,w,5", "not a full hour in UTC")]
    [InlineData("2026-03-01T00:00:00Z,p,w,5\n2026-03-01T00:00:00Z,p,w,5", "stands twice")]
    public void Demand_that_cannot_be_is_refused_with_its_line(string rows, string says)
    {
        using var terminal = new Terminal();

        var said = terminal.Run("demand", "backtest", "--file", terminal.File("bad.csv", $"timestamp_utc,pool,workload,gpus_in_use\n{rows}\n"));

        Assert.Equal(1, said.Code);
        Assert.Contains(says, said.Error);
    }

    [Fact]
    public void Three_hours_of_history_are_said_to_be_too_little()
    {
        using var terminal = new Terminal();

        Assert.Contains("3 hours are known; a backtest needs 11 days", terminal.Text("demand", "backtest", "--file", terminal.File("short.csv", Rows(3, hour => 100 * hour))));
    }

    // 20,000 more from 20 May on for all of its 20 days of 38: half the mean and all of the peak.
    [Fact]
    public void A_launch_is_filed_shown_and_cancelled()
    {
        using var loaded = Terminal.Loaded();
        var before = loaded.Json("sellable", "--pool", "colossus-2", "--from", "2026-05-20", "--days", "10");

        loaded.Text("demand", "launch", "agents", "--workload", "agents", "--pool", "colossus-2", "--from", "2026-05-20", "--gpus", "20000", "--note", "assistant");
        var part = Assert.Single(loaded.Json("demand", "forecast", "agents", "--days", "37").GetProperty("events").EnumerateArray());

        Assert.Equal((true, 20000, 1m), (part.GetProperty("acts").GetBoolean(), part.GetProperty("peak-p95-gpus").GetInt32(), part.GetProperty("share").GetDecimal()));
        Assert.Contains("20,000 GPUs at once", loaded.Text("demand", "events"));
        Assert.Contains("what its owner foresees: scenario", loaded.Text("demand", "forecast", "agents"));
        Assert.Equal(20_016, Firm(before) - Firm(loaded.Json("sellable", "--pool", "colossus-2", "--from", "2026-05-20", "--days", "10")));
        loaded.Text("demand", "grow", "base", "--workload", "training", "--from", "2026-06-01", "--monthly", "3%", "--low", "1%", "--high", "6%", "--through", "2027-05-31",
            "--certainty", "60%");
        loaded.Text("demand", "hardware", "racks", "--workload", "training", "--from", "2026-09-01", "--factor", "0.6", "--over-days", "60");
        loaded.Text("demand", "retire", "chat-end", "--workload", "chat", "--from", "2026-07-01", "--over-days", "14");
        Assert.Contains("3% (1% to 6%) a month through 2027-05-31", loaded.Text("demand", "forecast", "training", "--days", "365"));
        loaded.Text("demand", "cancel", "agents", "--reason", "put off");
        Assert.Equal(["chat-end", "base", "racks"],
            loaded.Json("demand", "events").GetProperty("events").EnumerateArray().Select(planned => planned.GetProperty("event").GetString()));
    }

    // Three GPUs held of which two are busy: a third is padding.
    [Fact]
    public void Padding_is_shown_and_a_forecast_may_be_based_on_what_was_busy()
    {
        using var loaded = Terminal.Loaded();
        var rows = string.Concat(Enumerable.Range(0, 20 * 24)
            .Select(hour =>
                $"{new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(hour).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)},colossus-2,batch,300,200\n"));
        loaded.File("batch.csv", "timestamp_utc,pool,workload,gpus_in_use,gpus_busy\n" + rows);
        var told = loaded.Text("say", loaded.File("more.yaml", "steps:\n  - demand: batch.csv\n"));

        Assert.DoesNotContain("than its pool or class had", loaded.Text("demand", "forecast", "batch"));
        Assert.Contains("Padding: 33.3% of the 144,000 GPU-hours", loaded.Text("demand", "forecast", "batch"));
        Assert.Equal(300, loaded.Json("demand", "forecast", "batch").GetProperty("peaks")[0].GetProperty("p50").GetInt32());
        loaded.Text("demand", "base", "batch", "--on", "busy", "--margin", "10%");
        var based = loaded.Json("demand", "forecast", "batch");
        Assert.Equal(("busy", 220), (based.GetProperty("on").GetString(), based.GetProperty("peaks")[0].GetProperty("p50").GetInt32()));
        Assert.Contains("batch is forecast on busy GPUs plus 10%", loaded.Text("sellable"));
        Assert.NotEmpty(told);
    }

    static int Firm(JsonElement sellable) => sellable.GetProperty("sellable")[0].GetProperty("firm-gpus").GetInt32();

    [Fact]
    public void A_workload_that_is_not_there_is_refused_with_those_that_are()
    {
        using var loaded = Terminal.Loaded();

        var said = loaded.Run("demand", "forecast", "search");

        Assert.Equal(1, said.Code);
        Assert.Contains("chat, training", said.Error);
    }

    static string Rows(int hours, Func<int, int> gpus)
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        return "timestamp_utc,pool,workload,gpus_in_use\n" + string.Concat(Enumerable.Range(0, hours)
            .Select(hour => $"{start.AddHours(hour).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)},p,w,{gpus(hour)}\n"));
    }
}
