using System.Net;
using System.Text.RegularExpressions;
using NodaTime;

namespace Headroom.Server.Tests;

/// <summary>The page of indices: what is published, who follows it, what is missing, and the form that says a value.</summary>
public sealed class IndexPageTests
{
    const string Form = "application/x-www-form-urlencoded";

    // c-indexed follows consumer-prices since October 2025; its second year looks at October 2026, which the example publishes.
    [Fact]
    public async Task Values_and_followers_are_those_of_the_api()
    {
        await using var served = await Served.Example("commercial");
        var (page, report) = (await Page(served, "/indices"), await served.Get("/v1/indices"));

        Assert.Contains("consumer-prices", page, StringComparison.Ordinal);
        Assert.Equal("c-indexed", report.GetProperty("followers")[0].GetProperty("contract").GetString());
        Assert.Contains("href=\"/contracts/c-indexed", page, StringComparison.Ordinal);
        Assert.Equal(report.GetProperty("followers")[0].GetProperty("missing").GetArrayLength(), Regex.Count(page, "data-figure=\"missing\""));
    }

    [Fact]
    public async Task A_value_is_said_by_the_form_and_links_to_its_fact()
    {
        await using var served = await Served.Example("commercial");

        var reply = await served.Post("/indices", "index=consumer-prices&month=2025-11&value=301.5&source=statistical+office", Form);

        Assert.Equal((HttpStatusCode.Redirect, $"/indices?recorded={served.Head.Position}&through={served.Head.Position}"),
            (reply.StatusCode, reply.Headers.Location!.OriginalString));
        Assert.Equal(301.5m, served.Keeper.CatchUp().Indices[("consumer-prices", new YearMonth(2025, 11))]);
        var page = await Page(served, reply.Headers.Location.OriginalString);
        Assert.Contains($"/journal?before={served.Head.Position + 1}", page, StringComparison.Ordinal);
        Assert.Contains("301.50", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(""), InlineData("index=consumer-prices&month=2025-11&value=0&source=x"), InlineData("index=consumer-prices&month=2025-11&value=1e3&source=x"),
        InlineData("index=consumer-prices&month=2199-11&value=300"),
     InlineData("index=consumer-prices&month=2025-11&value=300&source=x&more=1"), InlineData("index=consumer-prices&month=2025-13&value=300&source=x"),
        InlineData("index=consumer-prices&month=2025-11&value=300&source=")]
    public async Task What_is_no_value_is_refused_and_nothing_is_written(string form)
    {
        await using var served = await Served.Example("commercial");
        var before = served.Head;

        var reply = await served.Post("/indices", form, Form);

        Assert.InRange((int)reply.StatusCode, 400, 499);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
        Assert.Equal(before, served.Head);
    }

    static async Task<string> Page(Served served, string path)
    {
        using var reply = await served.Client.GetAsync(path);
        var page = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, page);
        return page;
    }
}
