using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>The value of a contract as the command line prints it, and the reference cases through its JSON.</summary>
public sealed class ValueTests : IDisposable
{
    static readonly string Market = Path.Combine(Examples.Colossus, "market.yaml");
    readonly Terminal _terminal = new();

    // The cases of two factors are simulated here, within the reference's tolerance for that; Core's own tests hold them against the grid.
    [Theory]
    [InlineData("V01")]
    [InlineData("V02")]
    [InlineData("V04")]
    [InlineData("V05")]
    [InlineData("V07")]
    [InlineData("V08")]
    [InlineData("V10")]
    [InlineData("V11")]
    [InlineData("V13")]
    [InlineData("V14")]
    [InlineData("V16")]
    [InlineData("V17")]
    [InlineData("V19")]
    [InlineData("V20")]
    [InlineData("V22")]
    [InlineData("V23")]
    [InlineData("V25")]
    [InlineData("V26")]
    public void The_reference_cases_agree_through_json(string id)
    {
        var found = ReferenceCases.Of(id);
        var (inputs, expected, tolerance) = (found.GetProperty("inputs"), found.GetProperty("expected"), found.GetProperty("tolerance_exact_method_abs").GetDouble());
        var simulated = inputs.GetProperty("usig").GetDouble() > 0;

        var json = _terminal.Json("value", "--terms", _terminal.File("terms.yaml", ReferenceCases.Terms(inputs)), "--market",
            _terminal.File("market.yaml", ReferenceCases.Market(inputs)),
            "--paths", simulated ? "240000" : "1");

        double Of(string path) => json.At(path).GetDouble() / 1e9;
        void Near(string name, double figure, double within) => Assert.Equal(expected.GetProperty(name).GetDouble(), figure, within);
        Near("seller_total", Of("value.seller"), simulated ? 0.02 : tolerance);
        Near("buyer_total_cost", Of("value.buyer-cost"), simulated ? 0.02 : tolerance);
        Near("seller_no_contract_pv", Of("without-contract.seller"), 1e-6);
        Near("fees_pv", Of("rights.as-agreed.billed-present-value"), simulated ? 0.06 : 2e-3);
        Near("expected_billed_total", Of("rights.as-agreed.billed.mean"), simulated ? 0.06 : 2e-3);
        Near("billed_p50", Of("rights.as-agreed.billed.p50"), 1e-6);
        Near("p_reach_end", json.At("rights.as-agreed.reaches-end").GetDouble(), simulated ? 3e-3 : 1e-3);
        var survival = expected.GetProperty("survival_by_month");
        for (var month = 0; month < 37; month++) Assert.Equal(survival[month].GetDouble(), json.At($"months.{month}.survival").GetDouble(), simulated ? 2e-2 : 1e-3);
    }

    [Fact]
    public void The_deal_is_valued_from_its_terms_and_its_outlook_and_says_what_it_rests_on()
    {
        var json = _terminal.Json("value", "--terms", Examples.Anthropic, "--market", Market, "--paths", "24000");

        Assert.Equal(33.46, json.At("value.seller").GetDouble() / 1e9, 0.05);
        Assert.Equal(7, json.At("switching-costs").GetArrayLength());
        Assert.Equal(12, json.At("assumptions").GetArrayLength());
        Assert.True(json.At("limits").GetArrayLength() >= 4);
        Assert.Equal(("2026-08-01", JsonValueKind.Number), (json.Word("dates.0.on"), json.At("dates.0.buyer-walks-below").ValueKind));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes()
    {
        string Said(string seed) => Terminal.Raw("value", "--terms", Examples.Anthropic, "--market", Market, "--paths", "8000", "--seed", seed, "--json").Out;

        Assert.Equal(Said("5"), Said("5"));
        Assert.NotEqual(Said("5"), Said("6"));
    }

    [Fact]
    public void A_contract_of_the_book_is_valued_on_what_is_assumed_when_no_outlook_is_given()
    {
        using var terminal = Terminal.Loaded();

        var text = terminal.Text("value", "anthropic-colossus", "--paths", "8000", "--bounds");

        Assert.Contains("outlook 'assumed'", text);
        Assert.Contains("Cannot be observed. Assumed two monthly fees", text);
        Assert.Contains("Bounds: no other policy", text);
        Assert.Contains("What this number does not know:", text);
        Assert.Contains("book at position", text);
    }

    [Fact]
    public void What_cannot_be_valued_is_refused()
    {
        using var terminal = Terminal.Loaded();

        terminal.Refused("malformed", "contract", "value");
        terminal.Refused("not-found", "contract", "value", "nobody");
        terminal.Refused("out-of-range", "paths", "value", "anthropic-colossus", "--paths", "0");
        terminal.Refused("dates-upside-down", "at", "value", "anthropic-colossus", "--at", "2031-01-01");
        terminal.Refused("unknown-unit", "currency", "value", "anthropic-colossus", "--market",
            terminal.File("euro.yaml", File.ReadAllText(Market).Replace("currency: USD", "currency: EUR")));
        terminal.Refused("out-of-range", "method", "value", "anthropic-colossus", "--method", "exact",
            "--market", terminal.File("unlike.yaml",
                File.ReadAllText(Market).Replace("volatility: { assume: own-use-volatility }\n  reversion: { assume: market-reversion }", "volatility: 50%\n  reversion: 1")));
    }

    public void Dispose() => _terminal.Dispose();
}
