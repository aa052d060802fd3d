namespace Headroom.Server.Tests;

public sealed class AccountingTests
{
    // By hand: a contract that is enforceable for half a year is left out under the expedient of a year; June's fee stands as an asset until it is billed.
    [Fact]
    public async Task A_policy_is_stated_and_stands_on_reports_and_on_the_contracts_page()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/accounting-policies",
            """{"from":"2026-06-01","revenue":"as-invoiced","elections":"one-year","preparer":"controller","note":"steps reflect value"}""");
        await served.Said("/v1/months/2026-05/close");
        var revenue = (await served.Get("/v1/revenue?at=2026-06-30&framework=ifrs")).GetProperty("contracts")[0];

        Assert.Equal((4_959_677_419.35m, 0m),
            (revenue.GetProperty("rpo").GetProperty("unsatisfied").GetDecimal(), revenue.GetProperty("rpo").GetProperty("disclosed").GetDecimal()));
        Assert.Equal("as-invoiced", revenue.GetProperty("accounting").GetProperty("policy").GetString());
        Assert.Equal(625_000_000m, (await served.Get("/v1/balances?at=2026-06-30")).GetProperty("totals")[0].GetProperty("contract-asset").GetDecimal());
        Assert.Equal("controller", (await served.Get("/v1/accounting-policies")).GetProperty("policies")[0].GetProperty("preparer").GetString());
        var page = await served.Client.GetStringAsync("/contracts/anthropic-colossus?at=2026-06-30");
        Assert.Contains("data-figure=\"contract-asset\" data-value=\"625000000", page);
        Assert.Contains("Stated by controller", page);
    }

    // Amounts have the digits of their currency, nothing among them.
    [Fact]
    public async Task An_amount_of_nothing_has_the_digits_of_its_currency()
    {
        await using var served = await Served.Example();

        var total = (await served.Get("/v1/balances?at=2026-04-30")).GetProperty("totals")[0];

        Assert.Equal(("0.00", "0.00", "0.00"),
            (total.GetProperty("contract-asset").GetRawText(), total.GetProperty("contract-liability").GetRawText(), total.GetProperty("customer-liability").GetRawText()));
    }

    internal const string LeaseTest =
        """{"on":"2026-04-20","identified-by":"class","substitution":"substantive","use-directed-by":"buyer","operated-by":"seller","share-of-output":1,"assessor":"controller","concluded":"service","reason":"<b>operated"}""";

    [Fact]
    public async Task A_lease_test_is_kept_and_shown()
    {
        await using var served = await Served.Example();
        const string route = "/v1/contracts/anthropic-colossus/lease-tests";
        Assert.Equal(0, (await served.Get(route)).GetProperty("lease-assessments").GetArrayLength());

        await served.Said(route, LeaseTest);
        Assert.Equal("urn:headroom:refusal:invalid-terms",
            (await Served.Problem(await served.Post(route, LeaseTest.Replace("service", "lease").Replace(",\"reason\":\"<b>operated\"", ""))))
            .GetProperty("type").GetString());
        await served.Said(route, LeaseTest.Replace("04-20", "04-21"));

        var kept = (await served.Get(route)).GetProperty("lease-assessments").EnumerateArray().ToList();
        Assert.Equal(["2026-04-21", "2026-04-20"], kept.Select(lease => lease.GetProperty("on").GetString()));
        Assert.All(kept, lease => Assert.Equal(("substantive", "service", "controller"),
            (lease.GetProperty("substitution").GetString(), lease.GetProperty("concluded").GetString(), lease.GetProperty("assessor").GetString())));
        Assert.Equal(3, (await served.Client.GetStringAsync($"{route}?format=csv")).TrimEnd().Split("\r\n").Length);
        Assert.Equal("urn:headroom:refusal:not-found", (await Served.Problem(await served.Client.GetAsync("/v1/contracts/none/lease-tests"))).GetProperty("type").GetString());

        var page = await served.Client.GetStringAsync("/contracts/anthropic-colossus");
        Assert.Contains("data-figure=\"lease\" data-value=\"service\"", page);
        Assert.DoesNotContain("<b>operated", page);
    }
}
