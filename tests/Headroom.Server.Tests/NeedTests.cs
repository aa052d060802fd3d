namespace Headroom.Server.Tests;

/// <summary>Own products as customers of the fleet, through the API and on the console.</summary>
public sealed class NeedTests
{
    [Fact]
    public async Task A_need_is_filed_lowers_what_can_be_sold_and_is_ended()
    {
        await using var served = await Served.Example();
        async Task<long> Firm() => (await served.Get("/v1/sellable?pool=colossus-2&from=2026-09-01&days=30")).GetProperty("sellable")[0].GetProperty("firm-gpus").GetInt64();
        var before = await Firm();

        await served.Said("/v1/needs", """{"need":"launch","product":"chat","home":"colossus-2","from":"2026-09-01","gpus":7200,"through":"2026-12-31"}""");
        var needed = await Firm();
        await served.Said("/v1/needs/launch/end", """{"reason":"put off"}""");

        Assert.Equal((before - 7200, before), (needed, await Firm()));
        Assert.Empty((await served.Get("/v1/needs")).GetProperty("needs").EnumerateArray());
    }

    [Fact]
    public async Task A_request_stands_on_the_overview_until_it_is_answered()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/recalls", """{"recall":"run-9","product":"training","pool":"colossus-1","gpus":20000,"by":"2027-01-01","reason":"a larger model"}""");

        var asked = await served.Client.GetStringAsync("/");
        await served.Said("/v1/recalls/run-9/answer", """{"granted":true,"reason":"in the plan"}""");

        Assert.Contains("training asks for 20,000 GPUs of colossus-1 back", asked, StringComparison.Ordinal);
        Assert.DoesNotContain("training asks for", await served.Client.GetStringAsync("/"), StringComparison.Ordinal);
        Assert.Equal("granted", (await served.Get("/v1/recalls")).GetProperty("recalls")[0].GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_frontier_is_drawn_from_the_figures_of_the_api()
    {
        await using var served = await Served.Example();
        var points = (await served.Get("/v1/pools/colossus-2/frontier?days=60&price=2&shortfall-cost=9&outside-price=4")).GetProperty("points");

        Assert.Equal(0, points[0].GetProperty("more-gpus").GetInt64());
        Assert.True(points[points.GetArrayLength() - 1].GetProperty("risk").GetDecimal() > 0.9m);
        Assert.Contains("data-chart=\"frontier\"", await served.Client.GetStringAsync("/headroom?pool=colossus-2&days=60"), StringComparison.Ordinal);
    }
}
