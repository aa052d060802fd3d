namespace Headroom.Server.Tests;

/// <summary>Accounting months over the API and on their page.</summary>
public sealed class ClosingTests
{
    [Fact]
    public async Task A_month_is_rolled_forward_closed_opened_again_and_shown()
    {
        await using var served = await Served.Example();
        Assert.True((await served.Get("/v1/months/2026-05/roll-forward")).GetProperty("supposed").GetBoolean());
        await served.Said("/v1/months/2026-05/close");

        var may = await served.Get("/v1/months/2026-05/roll-forward");
        Assert.True(may.GetProperty("closed").GetBoolean() && may.GetProperty("ties").GetBoolean());
        Assert.Equal("625000000.00", (await served.Get("/v1/months/2026-05/recognised")).GetProperty("contracts")[0].GetProperty("now").GetRawText());
        var page = await served.Client.GetStringAsync("/months");
        Assert.Contains("data-figure=\"closing-receivable\" data-value=\"625000000.00\"", page);
        await served.Said("/v1/months/2026-05/reopen", """{"by":"controller","reason":"the fee was wrong"}""");
        Assert.False((await served.Get("/v1/months/2026-05/roll-forward")).GetProperty("closed").GetBoolean());
        Assert.Contains("what a close now would leave", await served.Client.GetStringAsync("/months"));
        var csv = await served.Client.GetStringAsync("/v1/months/2026-05/roll-forward?format=csv&table=whole.movements");
        Assert.StartsWith("whole.currency,whole.balance,whole.opening,whole.closing,cause,catch-up-of,amount", csv);
    }

    [Fact]
    public async Task What_no_month_can_show_is_refused()
    {
        await using var served = await Served.Example();

        Assert.Equal("urn:headroom:refusal:month-open", (await Served.Problem(await served.Client.GetAsync("/v1/months/2027-05/roll-forward"))).GetProperty("type").GetString());
        Assert.Equal("urn:headroom:refusal:month-open", (await Served.Problem(await served.Client.GetAsync("/v1/months/2026-05/recognised"))).GetProperty("type").GetString());
        Assert.Equal("urn:headroom:refusal:month-open", (await Served.Problem(await served.Post("/v1/months/2026-05/reopen", """{"by":"controller","reason":"x"}"""))).GetProperty("type").GetString());
    }
}
