namespace Headroom.Cli.Tests;

/// <summary>Every command once, on the colossus example, as it is meant to go.</summary>
public sealed class CommandsTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    [Fact]
    public void Load_says_where_the_book_stands_and_a_second_load_changes_nothing()
    {
        using var fresh = new Terminal();

        Assert.Equal(Examples.FactsOfColossus, fresh.Json("load", Examples.Colossus).Amount("position"));

        var head = fresh.Head();
        Assert.Contains("0 facts loaded", fresh.Text("load", Examples.Colossus));
        Assert.Equal(head, fresh.Head());
    }

    [Fact]
    public void Overview_shows_what_is_idle_and_what_is_contracted()
    {
        var overview = _terminal.Json("overview", "--at", "2026-06-30");

        Assert.Equal(("2026-06-30", $"{Examples.FactsOfColossus}"), (overview.Word("at"), overview.Number("position")));
        Assert.Equal(("625000000.00", "43750000000.00", "4959677419.35"),
            (overview.Number("money.0.contracted-monthly-fee"), overview.Number("money.0.backlog-stated"), overview.Number("money.0.backlog-enforceable")));
        Assert.Equal(("2026-10-30", "2026-10-30", "2026-11-07"),
            (overview.Word("contracts.0.seller-guaranteed-until"), overview.Word("contracts.0.buyer-guaranteed-until"), overview.Word("contracts.0.capacity-back")));
        foreach (var pool in overview.At("pools").EnumerateArray())
            Assert.InRange(pool.Amount("sold") + pool.Amount("own") + pool.Amount("handover") + pool.Amount("idle") - pool.Amount("supply"), -0.2m, 0.2m);
        Assert.Contains("seller guaranteed until 2026-10-30", _terminal.Text("overview"));
    }

    [Fact]
    public void Sellable_answers_for_every_pool_and_horizon()
    {
        var sellable = _terminal.Json("sellable");

        Assert.Equal(["colossus-1", "colossus-1", "colossus-1", "colossus-1", "colossus-2", "colossus-2", "colossus-2", "colossus-2"],
            sellable.At("sellable").EnumerateArray().Select(each => each.Word("pool")));
        Assert.Equal("107800", sellable.Number("sellable.0.firm-gpus"));
        Assert.Equal(("0", "-2200"), (sellable.Number("sellable.2.firm-gpus"), sellable.Number("sellable.2.signed-gpus")));
        Assert.Contains("colossus-2", _terminal.Text("sellable", "--pool", "colossus-2", "--from", "2026-06-01", "--through", "2026-06-10", "--risk", "10%"));
        foreach (var past in new[] { ["sellable"], ["sellable", "show", "colossus-2"], new[] { "sellable", "frontier", "colossus-2" } })
            _terminal.Refused("dates-upside-down", "from", [.. past, "--from", "2020-01-01", "--days", "30"]);
    }

    [Fact]
    public void Contracts_are_listed_and_shown()
    {
        var list = _terminal.Json("contract", "list", "--at", "2026-07-15");
        Assert.Equal((1, "anthropic-colossus", "sell", "220000", "1250000000.00"),
            (list.Count("contracts"), list.Word("contracts.0.contract"), list.Word("contracts.0.we"), list.Number("contracts.0.gpus"), list.Number("contracts.0.monthly-fee")));
        Assert.Contains("1,250,000,000.00", _terminal.Text("contract", "list", "--at", "2026-07-15"));

        var shown = _terminal.Json("contract", "show", "anthropic-colossus", "--at", "2026-06-30");
        Assert.Equal(("4959677419.35", "150000", "300000"),
            (shown.Number("backlog.enforceable"), shown.Number("capacity.0.steps.0.kilowatts"), shown.Number("capacity.0.steps.1.kilowatts")));
        Assert.Contains("through 2026-10-30", _terminal.Text("contract", "show", "anthropic-colossus", "--at", "2026-06-30"));
    }

    [Fact]
    public void A_contract_is_signed_delivered_amended_and_ended_by_notice()
    {
        var terms = Examples.Terms(("anthropic-colossus", "second"),
            ("colossus-1\n    of: { gpus: 220000, kilowatts: 300000 }", "colossus-2\n    of: { gpus: 1000, kilowatts: 2100 }"));
        var file = _terminal.File("second.yaml", terms);

        var signed = _terminal.Json("contract", "sign", file, "--key", "once");
        Assert.Equal(($"{Examples.FactsOfColossus + 1}", "contract.signed.v1", "second"), (signed.Number("position"), signed.Word("fact.kind"), signed.Word("fact.about")));
        var again = _terminal.Json("contract", "sign", file, "--key", "once");
        Assert.Equal(($"{Examples.FactsOfColossus + 1}", true), (again.Number("position"), again.At("replayed").GetBoolean()));

        Assert.Equal("capacity.delivered.v1", _terminal.Json("contract", "deliver", "second", "--pool", "colossus-2", "--on", "2026-05-10", "--gpus", "500").Word("fact.kind"));
        Assert.Equal("contract.amended.v1", _terminal.Json("contract", "amend", file, "--from", "2026-06-01", "--variant", "inferred").Word("fact.kind"));
        var notice = _terminal.Json("contract", "notice", "second", "--by", "buyer", "--served", "2026-09-10");
        Assert.Equal(("notice.given.v1", "2026-12-09"), (notice.Word("fact.kind"), notice.Word("fact.body.last-day")));
        // By hand: 9 of 31 days of December at 1,250,000,000 are left.
        var shown = _terminal.Text("contract", "show", "second", "--at", "2026-11-30");
        Assert.All(["the last day served is 2026-12-09", "enforceable 362,903,225.81 through 2026-12-09."], words => Assert.Contains(words, shown));
        Assert.Equal(Examples.FactsOfColossus + 4, _terminal.Head().Position);
    }

    [Fact]
    public void A_month_is_previewed_closed_and_paid()
    {
        var preview = _terminal.Json("bill", "preview");
        Assert.Equal(("2026-05", "625000000.00"), (preview.Word("month"), preview.Number("invoices.0.total")));

        var closed = _terminal.Json("bill", "close", "2026-06", "--with-earlier");
        Assert.Equal(["2026-05", "2026-06"], closed.At("closed").EnumerateArray().Select(month => month.GetString()));
        Assert.Equal(("INV-0000002", "625000000.00", "2026-07-31"), (closed.Word("invoices.1.number"), closed.Number("invoices.1.total"), closed.Word("invoices.1.due")));

        Assert.Equal($"{Examples.FactsOfColossus + 5}",
            _terminal.Json("payment", "record", "INV-0000001", "--amount", "25000000.00", "--received", "2026-07-01", "--reference", "wire 1").Number("position"));
        var shown = _terminal.Json("invoice", "show", "INV-0000001");
        Assert.Equal(("25000000.00", "600000000.00"), (shown.Number("paid"), shown.Number("open")));
        Assert.Equal(2, _terminal.Json("invoice", "list", "--contract", "anthropic-colossus").Count("invoices"));
        Assert.Contains("600,000,000.00", _terminal.Text("invoice", "list"));
        Assert.Contains("fee: 2026-05", _terminal.Text("invoice", "show", "INV-0000001"));
    }

    [Fact]
    public void A_payment_needs_no_reference_and_no_amount()
    {
        _terminal.Json("bill", "close", "2026-05");

        _terminal.Json("payment", "record", "INV-0000001", "--received", "2026-06-10");

        Assert.Equal("0.00", _terminal.Json("invoice", "show", "INV-0000001").Number("open"));
    }

    [Fact]
    public void Revenue_and_backlog_are_shown_under_every_policy_and_in_total()
    {
        var revenue = _terminal.Json("revenue", "--contract", "anthropic-colossus", "--at", "2026-06-30");
        Assert.Equal(6, revenue.Count("contracts.0.policies"));
        Assert.Equal(("1250000000.00", "4959677419.35"), (revenue.Number("contracts.0.policies.0.recognised"), revenue.Number("contracts.0.policies.0.rpo")));
        Assert.Contains("4,959,677,419.35", _terminal.Text("revenue", "--at", "2026-06-30"));

        var backlog = _terminal.Json("backlog", "--at", "2026-06-30");
        Assert.Equal(("43750000000.00", "4959677419.35"), (backlog.Number("totals.0.stated"), backlog.Number("totals.0.enforceable")));
        Assert.Contains("43,750,000,000.00", _terminal.Text("backlog", "--at", "2026-06-30"));
    }

    [Fact]
    public void Money_that_is_nothing_is_written_with_its_cents_too()
    {
        _terminal.Json("bill", "close", "2026-05");

        Assert.Equal("0.00", _terminal.Json("invoice", "show", "INV-0000001").Number("paid"));
        using var fresh = Terminal.Loaded();
        Assert.Equal("0.00", fresh.Json("revenue").Number("contracts.0.billed"));
    }

    [Fact]
    public void The_journal_is_listed_witnessed_and_verified()
    {
        var log = _terminal.Json("journal", "log", "--after", $"{Examples.FactsOfColossus - 2}", "--limit", "10");
        Assert.Equal(["demand.moved.v1", "contract.signed.v1"], log.At("facts").EnumerateArray().Select(fact => fact.Word("kind")));
        Assert.Contains("contract.signed.v1", _terminal.Text("journal", "log"));

        var head = _terminal.Text("journal", "head").Trim();
        Assert.Equal(head, $"{_terminal.Json("journal", "head").Number("position")}:{_terminal.Json("journal", "head").Word("root")}");

        _terminal.Json("clock", "--to", "2026-06-01");
        Assert.True(_terminal.Json("journal", "verify", "--witness", head).At("clean").GetBoolean());
        Assert.StartsWith($"clean: {Examples.FactsOfColossus + 1} facts", _terminal.Text("journal", "verify", "--witness", head));

        var stranger = _terminal.Run("journal", "verify", "--witness", $"{Examples.FactsOfColossus}:{new string('0', 64)}", "--json");
        Assert.Equal(3, stranger.Code);
        Assert.False(Terminal.Read(stranger.Out).At("clean").GetBoolean());
    }

    [Fact]
    public void The_ledger_is_exported_for_accounting_programs()
    {
        _terminal.Json("bill", "close", "2026-05");

        foreach (var format in new[] { "hledger", "ledger", "beancount" })
            Assert.Contains("625000000.00", _terminal.Text("export", "ledger", "--format", format));
        _terminal.Refused("malformed", "format", "export", "ledger", "--format", "spreadsheet");
    }

    [Fact]
    public void Time_passes_in_a_sandbox_and_steps_are_said()
    {
        Assert.Contains("2026-08-01", _terminal.Json("clock", "--to", "2026-08-01").Word("says"));

        var steps = _terminal.File("steps.yaml", "steps:\n  - { energise: c2-second, on: 2026-08-01 }\n  - policy: { risk: 10%, handover-days: 7, paths: 200, seed: 1 }\n");
        Assert.Equal($"{Examples.FactsOfColossus + 3}", _terminal.Json("say", steps, "--key", "steps").Number("position"));
        Assert.Equal($"{Examples.FactsOfColossus + 3}", _terminal.Json("say", steps, "--key", "steps").Number("position"));
        Assert.Equal("330000.0", _terminal.Json("overview").Number("pools.1.supply"));
    }

    [Fact]
    public void Terms_are_explained_and_a_life_is_played_without_a_book()
    {
        Assert.Equal("anthropic-colossus", Terminal.Read(Terminal.Raw("terms", "explain", Examples.Anthropic, "--json").Out).Word("contract"));

        var played = Terminal.Raw("play", Examples.Colossus, "--until", "2026-09-01");
        Assert.Equal((0, ""), (played.Code, played.Trouble));
        Assert.Contains("journal verified: ", played.Out);
        Assert.Contains("total billed 3,750,000,000.00 USD", played.Out);
    }

    [Fact]
    public void A_life_is_kept_when_a_book_is_named()
    {
        using var kept = new Terminal();

        kept.Json("play", Examples.Colossus, "--until", "2026-09-01");

        Assert.Equal(4, kept.Json("invoice", "list").Count("invoices"));
    }

    [Fact]
    public void Why_explains_every_view_as_text_and_JSON()
    {
        _terminal.Json("bill", "close", "2026-05");
        foreach (var view in new[] { "backlog", "billing", "revenue", "sellable", "capacity" })
        {
            Assert.Equal(view, _terminal.Json("why", view, "--from", "2026-05-03", "--to", "2026-06-30").Word("view"));
            Assert.Contains("difference", _terminal.Text("why", view, "--from", $"{Examples.FactsOfColossus}", "--to", $"{Examples.FactsOfColossus + 2}"));
        }
    }

    public void Dispose() => _terminal.Dispose();
}
