namespace Headroom.Cli.Tests;

/// <summary>From a draft to a closed contract on the command line.</summary>
public sealed class QuoteTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    string Terms(string id, int gpus, int fee = 1000) => _terminal.File($"{id}-{fee}.yaml", $$"""
        contract: {{id}}
        seller: spacex-ai
        buyer: google
        zone: America/Chicago
        currency: USD
        term: { from: 2026-08-01, through: 2026-08-31 }
        legs:
          - { reserve: colossus-2, steps: [{ from: 2026-08-01, gpus: {{gpus}} }] }
          - { monthly: fee, steps: [{ from: 2026-08-01, amount: {{fee}} }] }
        """);

    [Fact]
    public void A_draft_becomes_a_quote_a_contract_and_at_last_a_closed_one()
    {
        var terms = Terms("deal", 72);
        _terminal.Text("draft", terms, "--why", "first talk");
        _terminal.Text("quote", "make", terms, "--expires", "2026-07-31", "--hold");
        Assert.Equal(("open", "72", "1000.00"), _terminal.Json("quote", "list") is var list
            ? (list.Word("quotes.0.state"), list.Number("quotes.0.gpus"), list.Amount("quotes.0.total").ToString("0.00", System.Globalization.CultureInfo.InvariantCulture))
            : default);
        Assert.Contains("quoted since", _terminal.Text("quote", "show", "deal"));
        Assert.Contains(_terminal.Json("agenda").At("dates").EnumerateArray(),
            item => item.Word("what") == "last day to sign version 1 of the quote; the capacity that it holds is free from the next day");

        _terminal.Text("quote", "accept", "deal", "--why", "order 4711");
        Assert.Equal("signed", _terminal.Json("contract", "show", "deal").Word("lifecycle.stage"));
        Assert.Contains("order 4711", _terminal.Text("contract", "show", "deal"));
    }

    [Fact]
    public void What_is_served_billed_paid_and_back_is_closed_and_takes_nothing_more()
    {
        _terminal.Text("contract", "sign", Terms("deal", 72));
        Assert.Equal("0", _terminal.Refused("contract-open", "contract", "contract", "close", "deal").GetProperty("numbers").GetProperty("gpus_out").GetString());
        _terminal.Text("bill", "close", "2026-08", "--with-earlier");
        _terminal.Text("clock", "--to", "2026-09-20");
        var unpaid = _terminal.Refused("contract-open", "contract", "contract", "close", "deal");
        Assert.Equal("1", unpaid.GetProperty("numbers").GetProperty("open_invoices").GetString());
        var invoice = _terminal.Json("invoice", "list", "--contract", "deal").Word("invoices.0.number")!;
        _terminal.Text("payment", "record", invoice, "--received", "2026-09-20");

        _terminal.Text("contract", "close", "deal", "--why", "done");

        Assert.Equal(("closed", "nothing"), _terminal.Json("contract", "show", "deal") is var shown ? (shown.Word("lifecycle.stage"), shown.Word("lifecycle.next")) : default);
        _terminal.Refused("contract-closed", "contract", "contract", "deliver", "deal", "--pool", "colossus-2", "--on", "2026-08-01", "--gpus", "72");
    }

    [Fact]
    public void Signing_other_terms_than_quoted_needs_to_be_said()
    {
        _terminal.Text("quote", "make", Terms("deal", 72), "--expires", "2026-07-31");
        var refusal = _terminal.Refused("terms-differ", "legs[1].steps[0].amount", "contract", "sign", Terms("deal", 72, fee: 900), "--quote-version", "1");

        Assert.Contains("'900' instead of '1000'", refusal.GetProperty("detail").GetString());
        _terminal.Text("contract", "sign", Terms("deal", 72, fee: 900), "--quote-version", "1", "--departs");
    }

    [Fact]
    public void A_hold_keeps_others_out_until_it_is_declined()
    {
        _terminal.Text("quote", "make", Terms("held", 150_048), "--expires", "2026-07-31", "--hold");
        _terminal.Refused("own-demand-crowded-out", "legs", "contract", "sign", Terms("next", 150_048));
        _terminal.Refused("malformed", "reason", "quote", "decline", "held");
        _terminal.Text("quote", "decline", "held", "--reason", "bought elsewhere");

        _terminal.Text("contract", "sign", Terms("next", 150_048));
        _terminal.Refused("quote-not-open", "quote", "quote", "accept", "held");
        _terminal.Refused("not-found", "contract", "quote", "show", "nobody");
    }

    public void Dispose() => _terminal.Dispose();

    // By hand: two months at half of 1,000 give away 1,000, which is a half of what the two whole months come to.
    [Fact]
    public void Each_clause_of_a_quote_has_its_price()
    {
        var terms = _terminal.File("priced.yaml", """
            contract: priced
            seller: spacex-ai
            buyer: google
            zone: America/Chicago
            currency: USD
            term: { from: 2026-08-01, through: 2027-07-31 }
            legs:
              - { reserve: colossus-2, steps: [{ from: 2026-08-01, gpus: 72 }] }
              - { monthly: fee, steps: [{ from: 2026-08-01, amount: 500 }, { from: 2026-10-01, amount: 1000 }] }
              - { exit: either party, lock-in: 3 months, early-notice: refused, notice: 30 days }
            """);
        var stated = _terminal.Json("quote", "price", "--terms", terms);
        _terminal.Text("quote", "make", terms, "--expires", "2026-07-31");
        var quoted = _terminal.Json("quote", "price", "priced");

        Assert.Equal(["first-fees", "buyers-right", "sellers-right", "lock-in"], quoted.At("clauses").EnumerateArray().Select(clause => clause.Word("part")));
        Assert.Equal((-1000m, 11_000m), (quoted.Amount("clauses.0.stated"), quoted.Amount("as-offered.stated")));
        Assert.Equal(stated.At("clauses").GetRawText(), quoted.At("clauses").GetRawText());
        Assert.True(quoted.Amount("clauses.1.worth-to-us") < 0 && quoted.Amount("clauses.1.worth-to-buyer") > 0);
        Assert.Contains("together, beyond their sum", _terminal.Text("quote", "price", "priced"));
        _terminal.Refused("malformed", "contract", "quote", "price");
        _terminal.Refused("not-found", "contract", "quote", "price", "nobody");
        _terminal.Text("quote", "accept", "priced");
        _terminal.Refused("already-exists", "contract", "quote", "price", "priced");
    }
}
