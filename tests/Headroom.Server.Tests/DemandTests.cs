using System.Net;

namespace Headroom.Server.Tests;

/// <summary>What own products will need, over the API and on its page.</summary>
public sealed class DemandTests
{
    [Fact]
    public async Task The_page_shows_the_peaks_that_the_API_tells_and_what_they_were_worth()
    {
        await using var served = await Served.Example();
        var told = await served.Get("/v1/demand/training/forecast?days=30");

        var page = await served.Client.GetStringAsync("/demand?workload=training&days=30");

        Assert.Equal(30, told.GetProperty("days").GetArrayLength());
        Assert.Contains($"data-figure=\"peak-7\" data-value=\"{told.GetProperty("peaks")[1].GetProperty("p95")}\"", page);
        Assert.Contains("scenario, not a tested forecast", page);
        Assert.Equal(told.GetProperty("evidence").GetRawText(),
            (await served.Get("/v1/demand/training/backtest")).GetProperty("scores").GetRawText().Replace("\"workload\":\"training\",", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_launch_that_the_API_takes_is_marked_on_the_page()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/demand/agents/events",
            """{"event":"agents","what":"launch","pool":"colossus-2","from":"2026-06-01","gpus":20000,"low":12000,"high":35000,"ramp-days":20}""");

        var page = await served.Client.GetStringAsync("/demand?workload=agents&days=60");

        Assert.Contains("20,000 (12,000 to 35,000) GPUs over 20 days", page);
        Assert.Contains("&quot;what&quot;:&quot;launch&quot;", page);
        Assert.Equal("agents", (await served.Get("/v1/demand/agents/events")).GetProperty("events")[0].GetProperty("event").GetString());
        await served.Said("/v1/demand-events/agents/cancel", """{"reason":"put off"}""");
        using var gone = await served.Client.GetAsync("/v1/demand/agents/events");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    // Of 400 held 300 are busy: a quarter is padding. A margin of a tenth makes the forecast 330.
    [Fact]
    public async Task Busy_GPUs_are_taken_shown_as_padding_and_forecast_on_when_said()
    {
        await using var served = await Served.Example();
        var rows = string.Concat(Enumerable.Range(0, 480)
            .Select(hour => FormattableString.Invariant($"2026-04-{1 + hour / 24:00}T{hour % 24:00}:00:00Z,colossus-2,batch,400,300\n")));
        using (var taken = await served.Post("/v1/demand", "timestamp_utc,pool,workload,gpus_in_use,gpus_busy\n" + rows, "text/csv")) Assert.Equal(HttpStatusCode.Created,
            taken.StatusCode);
        var held = (await served.Get("/v1/demand/batch/forecast")).GetProperty("peaks")[0].GetProperty("p50").GetInt32();

        await served.Said("/v1/demand/batch/basis", """{"on":"busy","margin":0.1}""");

        var told = await served.Get("/v1/demand/batch/forecast");
        Assert.Equal((400, 330, "busy"), (held, told.GetProperty("peaks")[0].GetProperty("p50").GetInt32(), told.GetProperty("on").GetString()));
        Assert.Equal(0.25m, told.GetProperty("padding").GetProperty("share").GetDecimal());
        var page = await served.Client.GetStringAsync("/demand?workload=batch");
        Assert.Contains("Padding: 25.0%", page);
        Assert.Contains("on busy GPUs plus 10%", page);
        Assert.Contains("batch is forecast on busy GPUs", (await served.Get("/v1/pools/colossus-2/headroom")).GetRawText());
        var headroom = await served.Client.GetStringAsync("/headroom?pool=colossus-2");
        Assert.Contains("batch is forecast on busy GPUs", headroom);
        Assert.Contains("data-figure=\"padding-batch\" data-value=\"0.25\"", headroom);
    }

    [Fact]
    public async Task A_workload_that_is_not_there_is_not_found()
    {
        await using var served = await Served.Example();

        using var told = await served.Client.GetAsync("/v1/demand/search/forecast");
        using var page = await served.Client.GetAsync("/demand?workload=search");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (told.StatusCode, page.StatusCode));
    }
}
