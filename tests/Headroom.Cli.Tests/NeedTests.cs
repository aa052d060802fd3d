namespace Headroom.Cli.Tests;

/// <summary>Own products as customers of the fleet, and the limits of the policy, from the command line.</summary>
public sealed class NeedTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    [Fact]
    public void A_need_a_request_and_its_answer_are_said_and_listed()
    {
        _terminal.Json("need", "file", "launch", "--product", "chat", "--home", "colossus-2", "--gpus", "7200", "--from", "2026-09-01", "--through", "2026-12-31", "--certainty",
            "60%", "--floor", "720", "--note", "assistant");
        _terminal.Json("recall", "request", "run-9", "--product", "training", "--pool", "colossus-1", "--gpus", "20000", "--by", "2027-01-01", "--reason", "a larger model");
        _terminal.Json("recall", "answer", "run-9", "declined", "--reason", "bought outside");

        var (need, recall) = (_terminal.Json("need", "list").At("needs.0"), _terminal.Json("recall", "list").At("recalls.0"));

        Assert.Equal(("launch", "7200", "0.6", "720"), (need.Word("need"), need.Number("steps.0.gpus"), need.Number("certainty"), need.Number("floor")));
        Assert.Equal(("declined", "bought outside"), (recall.Word("state"), recall.Word("answer")));
        Assert.Contains("assistant", _terminal.Text("need", "list"), StringComparison.Ordinal);
        Assert.Contains("declined 2026-05-03", _terminal.Text("recall", "list"), StringComparison.Ordinal);
        _terminal.Json("need", "end", "launch", "--reason", "put off");
        _terminal.Refused("not-found", "need", "need", "end", "launch", "--reason", "again");
        _terminal.Refused("not-found", "home", "need", "file", "other", "--product", "chat", "--home", "nowhere", "--gpus", "8", "--from", "2026-09-01", "--through", "2026-12-31");
    }

    [Fact]
    public void A_limit_of_the_policy_binds_at_signature_and_an_approval_lifts_it()
    {
        var terms = Beyond();

        var refusal = _terminal.Refused("policy-limit", "legs", "contract", "sign", terms);

        Assert.Equal("19500", refusal.Word("numbers.beyond_by_gpus"));
        _terminal.Refused("malformed", "approved-because", "contract", "sign", terms, "--approved-by", "board");
        _terminal.Refused("malformed", "approved-by", "contract", "sign", terms, "--approved-because", "strategic customer");
        Assert.Equal("board", _terminal.Json("contract", "sign", terms, "--approved-by", "board", "--approved-because", "strategic customer").Word("fact.body.approved.by"));
    }

    [Fact]
    public void A_quote_beyond_a_limit_is_accepted_with_an_approval()
    {
        _terminal.Text("quote", "make", Beyond(), "--expires", "2026-05-31");

        _terminal.Refused("policy-limit", "legs", "quote", "accept", "more");
        _terminal.Refused("malformed", "approved-by", "quote", "accept", "more", "--approved-because", "strategic customer");
        var signed = _terminal.Json("quote", "accept", "more", "--approved-by", "board", "--approved-because", "strategic customer");

        Assert.Equal(("1", "strategic customer"), (signed.Number("fact.body.quote-version"), signed.Word("fact.body.approved.reason")));
    }

    [Fact]
    public void A_hold_beyond_a_limit_is_made_with_an_approval_and_the_signature_asks_again()
    {
        _terminal.Refused("policy-limit", "legs", "quote", "make", Beyond(), "--expires", "2026-05-31", "--hold");
        _terminal.Refused("malformed", "approved-by", "quote", "make", Beyond(), "--expires", "2026-05-31", "--hold", "--approved-because", "strategic customer");
        _terminal.Refused("invalid-terms", "approved", "quote", "make", Beyond(), "--expires", "2026-05-31", "--approved-by", "board", "--approved-because", "strategic customer");
        _terminal.Json("quote", "make", Beyond(), "--expires", "2026-05-31", "--hold", "--approved-by", "board", "--approved-because", "strategic customer");

        Assert.Equal("board", _terminal.Json("quote", "show", "more").At("versions")[0].Word("approved.by"));
        Assert.Contains("holding its capacity as board approved (strategic customer)", _terminal.Text("quote", "show", "more"), StringComparison.Ordinal);
        _terminal.Refused("policy-limit", "legs", "quote", "accept", "more");
    }

    [Fact]
    public void The_frontier_and_the_openings_are_told()
    {
        var points = _terminal.Json("sellable", "frontier", "colossus-2", "--days", "60", "--price", "2", "--shortfall-cost", "9", "--outside-price", "4").At("points");

        Assert.Equal("0", points[0].Number("more-gpus"));
        Assert.Contains("risk, joint", _terminal.Text("sellable", "frontier", "colossus-2", "--days", "60"), StringComparison.Ordinal);
        Assert.Contains("opened GPUs", _terminal.Text("openings"), StringComparison.Ordinal);
        Assert.True(_terminal.Json("openings").At("openings").ValueKind == System.Text.Json.JsonValueKind.Array);
    }

    // By hand: 8,000 GPUs for thirty days, then 1,000: 7,000 in whole racks of 72 are 6,984.
    [Fact]
    public void A_fall_of_own_use_is_told_in_the_overview_on_its_day()
    {
        var hours = Enumerable.Range(0, 31 * 24).Select(hour => NodaTime.Instant.FromUtc(2026, 4, 1, 5, 0) + NodaTime.Duration.FromHours(hour));
        _terminal.File("batch.csv",
            "timestamp_utc,pool,workload,gpus_in_use\n" + string.Concat(hours.Select((at, hour) => $"{at},colossus-2,batch,{(hour < 30 * 24 ? 8_000 : 1_000)}\n")));
        Assert.DoesNotContain("batch", _terminal.Text("overview"), StringComparison.Ordinal);

        _terminal.Text("say", _terminal.File("fall.yaml", "steps: [{ demand: batch.csv }]"));

        Assert.Contains("own use of batch fell on 2026-05-01: 6,984 GPUs of colossus-2 can be sold, and cost ", _terminal.Text("overview"), StringComparison.Ordinal);
    }

    /// <summary>Sets a greatest share of a tenth, and gives terms that would sell more.</summary>
    string Beyond()
    {
        _terminal.Json("say", _terminal.File("limits.yaml", "steps:\n  - policy: { risk: 5%, handover-days: 7, limits: { share: 10%, tenor-months: 60 } }\n"));
        return _terminal.File("more.yaml", """
            contract: more
            seller: spacex-ai
            buyer: another
            zone: America/Chicago
            currency: USD
            term: { from: 2026-06-01, through: 2026-12-31 }
            legs:
              - { reserve: colossus-2, steps: [{ from: 2026-06-01, gpus: 36000 }] }
            """);
    }

    public void Dispose() => _terminal.Dispose();
}
