using System.Net;
using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>Which offers to take, over the API and on its page.</summary>
public sealed class PortfolioTests
{
    [Fact]
    public async Task The_open_quotes_are_chosen_from_and_the_page_shows_the_same()
    {
        await using var served = await Served.Example("offers");
        var found = await served.Get("/v1/portfolio?measure=margin");

        Assert.Equal(["gamma", "beta", "delta-long"], found.GetProperty("taken").EnumerateArray().Select(each => each.GetProperty("offer").GetString()));
        Assert.Equal(("alpha", true), (found.GetProperty("left-out")[0].GetProperty("offer").GetString(), found.GetProperty("proved").GetBoolean()));

        var page = await served.Client.GetStringAsync("/quotes/portfolio?measure=margin");
        Assert.Contains($"data-value=\"{found.GetProperty("value").GetRawText()}\"", page);
        Assert.Contains("Beside", page);
    }

    [Fact]
    public async Task Offers_of_a_request_are_chosen_from_without_a_trace_in_the_book()
    {
        await using var served = await Served.Example("offers");
        var before = served.Head;

        using var reply = await served.Post("/v1/portfolios",
            """{ "room": [10, 10], "offers": [{ "offer": "a", "value": 11, "uses": [1, 1] }, { "offer": "b", "value": 100, "uses": [10, 10] }] }""", "application/json");
        using var file = await served.Post("/v1/portfolios", """{ "offers": [{ "terms": "/etc/passwd" }] }""", "application/json");

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("b", JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement.GetProperty("taken")[0].GetProperty("offer").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task Futures_of_a_request_stand_side_by_side_and_name_no_files()
    {
        await using var served = await Served.Example("offers");
        var before = served.Head;

        using var reply = await served.Post("/v1/what-ifs", """
            { "what-if": "spring", "branches": [
              { "branch": "more demand", "steps": [{ "own-demand": "all", "times": "130%" }] },
              { "branch": "slip", "steps": [{ "slip": "south-hall", "months": 3 }] },
              { "branch": "file", "steps": [{ "sign": "/etc/passwd" }] },
              { "branch": "nowhere", "steps": [{ "slip": "nowhere", "months": 3 }] }] }
            """, "application/json");
        var found = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal(["file", "nowhere"], found.GetProperty("refused").EnumerateArray().Select(each => each.GetProperty("branch").GetString()));
        Assert.Contains("names no files", found.GetProperty("refused")[0].GetProperty("refusal").GetRawText());
        Assert.NotEqual(0, found.GetProperty("views").GetArrayLength());
        Assert.Equal(before, served.Head);
    }
}
