namespace Headroom.Cli.Tests;

/// <summary>Rights that one customer holds against what others are sold, on the command line.</summary>
public sealed class RightsTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    public void Dispose() => _terminal.Dispose();

    string Terms(string id, string buyer, int fee, string more = "") => _terminal.File($"{id}.yaml", $$"""
        contract: {{id}}
        seller: spacex-ai
        buyer: {{buyer}}
        zone: America/Chicago
        currency: USD
        term: { from: 2026-08-01, through: 2026-12-31 }
        legs:
          - { reserve: colossus-2, steps: [{ from: 2026-08-01, gpus: 72 }] }
          - { monthly: fee, steps: [{ from: 2026-08-01, amount: {{fee}} }] }
          {{more}}
        """);

    [Fact]
    public void A_quote_tells_of_a_right_of_first_refusal_until_the_holder_declined()
    {
        _terminal.Text("contract", "sign", Terms("holder", "google", 72_000, "- { first-refusal: further, pool: colossus-2, answer-days: 30 }"));
        _terminal.Text("quote", "make", Terms("deal", "reflection", 72_000), "--expires", "2026-09-30");

        Assert.Contains("refused (first-refusal)", _terminal.Text("quote", "list"));
        var right = _terminal.Json("rights", "--holder", "google").At("rights").EnumerateArray().Single();
        Assert.Equal(("holder", "first-refusal", "2026-12-31"), (right.Word("contract"), right.Word("right"), right.Word("through")));
        Assert.Contains("offered to it before they are sold to another", _terminal.Text("rights").ReplaceLineEndings(" "));
        Assert.Empty(_terminal.Json("rights", "--holder", "reflection").At("rights").EnumerateArray());
        Assert.Equal("google", _terminal.Refused("first-refusal", "legs", "quote", "accept", "deal").Word("numbers.holder"));
        var today = _terminal.Json("agenda").Word("at");
        _terminal.Text("contract", "event", "holder", "first-refusal-offered", "--on", today!, "clause=further", "quote=deal", "version=1");
        Assert.Contains(_terminal.Json("agenda").At("dates").EnumerateArray(), item => item.Word("what")!.StartsWith("last day for 'google' to take", StringComparison.Ordinal));
        _terminal.Text("contract", "event", "holder", "first-refusal-waived", "--on", today!, "clause=further", "quote=deal");
        _terminal.Text("quote", "accept", "deal");
    }

    // By hand: 72 GPUs at 1,000 each; at 900 from the signature on, five months lose 7,200 each.
    [Fact]
    public void A_quote_tells_what_it_costs_with_a_holder_of_a_most_favoured_price()
    {
        _terminal.Text("contract", "sign", Terms("holder", "google", 72_000, "- { most-favoured: equal price, pool: colossus-2, lowers-from: start }"));
        _terminal.Text("quote", "make", Terms("deal", "reflection", 64_800), "--expires", "2026-07-31");

        var lowers = _terminal.Json("quote", "list").At("quotes.0.lowers.0");
        Assert.Equal(("holder", "2026-08-01", 900m, 36_000m), (lowers.Word("contract"), lowers.Word("from"), lowers.Amount("price"), lowers.Amount("stated")));
        Assert.Contains("lowers the fees of holder to 900.00 a GPU and month", _terminal.Text("quote", "list").ReplaceLineEndings(" "));
        Assert.Contains("given up to most-favoured prices", _terminal.Text("quote", "accept", "deal", "--dry-run"));
        _terminal.Text("quote", "accept", "deal");
        Assert.Equal(5 * 64_800m,
            _terminal.Json("backlog", "--at", "2026-07-31").At("contracts").EnumerateArray().Single(each => each.Word("contract") == "holder").Amount("stated"));
    }
}
