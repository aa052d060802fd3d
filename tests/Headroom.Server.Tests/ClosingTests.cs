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
    public async Task A_roll_forward_of_one_contract_or_customer_is_part_of_the_whole()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        const string route = "/v1/months/2026-05/roll-forward";

        foreach (var part in new[] { "contract=anthropic-colossus", "customer=anthropic", "contract=anthropic-colossus&customer=anthropic" })
        {
            var may = await served.Get($"{route}?{part}");
            Assert.True(may.GetProperty("ties").GetBoolean());
            Assert.Equal("625000000.00", may.GetProperty("whole").EnumerateArray().Single(line => line.GetProperty("balance").GetString() == "receivable")
                .GetProperty("closing").GetRawText());
        }
        Assert.Contains("nearest are anthropic", (await Served.Problem(await served.Client.GetAsync($"{route}?customer=antropic"))).GetProperty("detail").GetString());
        Assert.Equal("contract", (await Served.Problem(await served.Client.GetAsync($"{route}?contract=none"))).GetProperty("field").GetString());
    }

    /// <summary>An account map for all that the example posts.</summary>
    internal const string Map =
        """{"entity":"US01","accounts":{"receivable":"1200","contract-asset":"1250","contract-liability":"2400","customer-liability":"2450","revenue":"4000","bank":"1000"},"dimensions":[{"name":"customer","from":"customer"}]}""";

    // By hand: May is 625 million of receivable and of revenue; the general ledger lacks the revenue.
    [Fact]
    public async Task A_closed_month_is_posted_once_and_tied_out()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        Assert.Equal("urn:headroom:refusal:not-found", (await Served.Problem(await served.Client.GetAsync("/v1/months/2026-05/postings"))).GetProperty("type").GetString());
        await served.Said("/v1/account-map", Map);
        Assert.Equal(2, (await served.Get("/v1/months/2026-05/postings")).GetProperty("to-post").GetArrayLength());
        await served.Said("/v1/months/2026-05/postings");

        Assert.Equal("urn:headroom:refusal:nothing-due", (await Served.Problem(await served.Post("/v1/months/2026-05/postings", ""))).GetProperty("type").GetString());
        Assert.Equal("GL-0000001", (await served.Get("/v1/postings")).GetProperty("batches")[0].GetProperty("batch").GetString());
        using var taken = await served.Post("/v1/trial-balances?source=erp", "account,entity,balance,as_of\n1200,US01,625000000.00,2026-05-31\n", "text/csv");
        var accounts = (await served.Get("/v1/trial-balances/2026-05-31")).GetProperty("accounts");
        Assert.Equal("as if GL-0000001 were not booked there",
            accounts.EnumerateArray().Single(account => account.GetProperty("account").GetString() == "4000").GetProperty("why").GetString());
        var page = await served.Client.GetStringAsync("/months?month=2026-05");
        Assert.Contains("posted as GL-0000001", page);
        Assert.Contains("as if GL-0000001 were not booked there", page);
    }

    [Fact]
    public async Task A_month_waits_for_the_steps_of_its_close()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/policy", """{"risk":0.05,"close-steps":[{"step":"usage","name":"Usage sealed"}]}""");

        Assert.Equal("urn:headroom:refusal:step-missing", (await Served.Problem(await served.Post("/v1/months/2026-05/close", ""))).GetProperty("type").GetString());
        await served.Said("/v1/months/2026-05/steps/usage/prepare", """{"by":"ann"}""");
        Assert.Equal("urn:headroom:refusal:not-independent",
            (await Served.Problem(await served.Post("/v1/months/2026-05/steps/usage/review", """{"by":"ann"}"""))).GetProperty("type").GetString());
        await served.Said("/v1/months/2026-05/steps/usage/review", """{"by":"bob","note":"meters"}""");
        Assert.True((await served.Get("/v1/months/2026-05/steps")).GetProperty("steps")[0].GetProperty("done").GetBoolean());
        Assert.Contains("1 of 1 done", await served.Client.GetStringAsync("/months"));
        await served.Said("/v1/months/2026-05/close");
    }

    [Fact]
    public async Task What_no_month_can_show_is_refused()
    {
        await using var served = await Served.Example();

        Assert.Equal("urn:headroom:refusal:month-open", (await Served.Problem(await served.Client.GetAsync("/v1/months/2027-05/roll-forward"))).GetProperty("type").GetString());
        Assert.Equal("urn:headroom:refusal:month-open", (await Served.Problem(await served.Client.GetAsync("/v1/months/2026-05/recognised"))).GetProperty("type").GetString());
        Assert.Equal("urn:headroom:refusal:month-open",
            (await Served.Problem(await served.Post("/v1/months/2026-05/reopen", """{"by":"controller","reason":"x"}"""))).GetProperty("type").GetString());
    }
}
