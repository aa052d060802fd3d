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
        Assert.Equal(told.GetProperty("evidence").GetRawText(), (await served.Get("/v1/demand/training/backtest")).GetProperty("scores").GetRawText().Replace("\"workload\":\"training\",", "", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_launch_that_the_API_takes_is_marked_on_the_page()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/demand/agents/events", """{"event":"agents","what":"launch","pool":"colossus-2","from":"2026-06-01","gpus":20000,"low":12000,"high":35000,"ramp-days":20}""");

        var page = await served.Client.GetStringAsync("/demand?workload=agents&days=60");

        Assert.Contains("20,000 (12,000 to 35,000) GPUs over 20 days", page);
        Assert.Contains("&quot;what&quot;:&quot;launch&quot;", page);
        Assert.Equal("agents", (await served.Get("/v1/demand/agents/events")).GetProperty("events")[0].GetProperty("event").GetString());
        await served.Said("/v1/demand-events/agents/cancel", """{"reason":"put off"}""");
        using var gone = await served.Client.GetAsync("/v1/demand/agents/events");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
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
