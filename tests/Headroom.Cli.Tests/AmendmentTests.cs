namespace Headroom.Cli.Tests;

/// <summary>A fee that is lowered after it was billed: the past stays as it was said, the next invoice carries the difference.</summary>
public sealed class AmendmentTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();
    readonly string _lowered;

    public AmendmentTests()
    {
        _lowered = _terminal.File("lowered.yaml", Examples.Terms(
            ("      - { from: 2026-07-01, amount: 1250000000 }", "      - { from: 2026-06-01, amount: 525000000 }\n      - { from: 2026-07-01, amount: 1250000000 }")));
        _terminal.Json("bill", "close", "2026-07", "--with-earlier");
    }

    [Fact]
    public void The_next_invoice_carries_the_adjustment_as_a_line_of_its_own()
    {
        _terminal.Json("contract", "amend", _lowered, "--from", "2026-06-01");
        var preview = _terminal.Json("bill", "preview", "--month", "2026-08");

        var invoice = _terminal.Json("bill", "close", "2026-08").At("invoices.0");

        Assert.Equal("INV-0000004", invoice.Word("number"));
        Assert.Equal(("fee: adjustment of 2026-06", "-100000000.00", true),
            (invoice.Word("lines.0.text"), invoice.Number("lines.0.amount"), invoice.At("lines.0.adjustment").GetBoolean()));
        Assert.Equal(("fee: 2026-08", "1250000000.00", false), (invoice.Word("lines.1.text"), invoice.Number("lines.1.amount"), invoice.At("lines.1.adjustment").GetBoolean()));
        Assert.Equal((2, "1150000000.00"), (invoice.Count("lines"), invoice.Number("total")));
        Assert.Equal(invoice.At("lines").GetRawText(), preview.At("invoices.0.lines").GetRawText());
        Assert.Contains("fee: adjustment of 2026-06", _terminal.Text("invoice", "show", "INV-0000004"));
    }

    // Law: what was said stays, byte for byte, and whoever looks from where he stood sees what he saw.
    [Fact]
    public void Old_invoices_stored_bytes_and_every_view_at_the_old_position_are_as_they_were()
    {
        var (position, invoices, entries, views) = (_terminal.Head().Position, Invoices(), _terminal.Entries(), Views(_terminal.Head().Position));

        _terminal.Json("contract", "amend", _lowered, "--from", "2026-06-01");
        _terminal.Json("bill", "close", "2026-08");

        Assert.Equal(invoices, Invoices());
        Assert.Equal(entries, _terminal.Entries().Take(entries.Count));
        Assert.Equal(views, Views(position));
        Assert.NotEqual(views.Values, Views(_terminal.Head().Position).Values);
    }

    [Fact]
    public void A_view_at_an_old_position_is_what_it_was_when_that_was_the_head()
    {
        var position = _terminal.Head().Position;
        var then = Views(null);

        _terminal.Json("contract", "amend", _lowered, "--from", "2026-06-01");
        _terminal.Json("bill", "close", "2026-08");

        Assert.Equal(then, Views(position));
    }

    [Fact]
    public void The_difference_is_earned_by_the_treatment_that_the_amendment_states()
    {
        _terminal.Json("contract", "amend", _lowered, "--from", "2026-06-01", "--treatment", "correction");

        var revenue = _terminal.Json("revenue", "--at", "2026-08-31");
        Assert.Equal(("525000000.00", "3650000000.00"), (revenue.Number("contracts.0.policies.4.months.1.amount"), revenue.Number("contracts.0.policies.4.recognised")));
        Assert.Equal("as-invoiced", revenue.Word("contracts.0.policies.4.policy"));
    }

    [Fact]
    public void An_amendment_before_a_later_one_must_name_it()
    {
        _terminal.Json("contract", "amend", _lowered, "--from", "2026-08-01");

        _terminal.Refused("superseded", "supersedes", "contract", "amend", _lowered, "--from", "2026-06-01");
        _terminal.Json("contract", "amend", _lowered, "--from", "2026-06-01", "--supersedes", "2026-08-01");
    }

    public void Dispose() => _terminal.Dispose();

    IReadOnlyList<string> Invoices() => [.. Enumerable.Range(1, 3).Select(number => _terminal.Text("invoice", "show", $"INV-000000{number}", "--json"))];

    Dictionary<string, string> Views(long? position)
    {
        string[][] commands =
        [
            ["overview"], ["overview", "--at", "2026-06-30"], ["sellable"], ["sellable", "--from", "2026-10-01", "--days", "60"],
            ["contract", "list"], ["contract", "show", "anthropic-colossus"], ["contract", "show", "anthropic-colossus", "--at", "2026-06-30"],
            ["bill", "preview"], ["bill", "preview", "--month", "2026-08"], ["invoice", "list"], ["invoice", "show", "INV-0000002"],
            ["revenue"], ["revenue", "--at", "2026-06-30"], ["backlog"], ["backlog", "--at", "2026-06-30"],
        ];
        string[] seen = position is { } some ? ["--position", $"{some}"] : [];
        return (from command in commands
                from json in new string[][] { [], ["--json"] }
                select (Name: string.Join(' ', [.. command, .. json]), Text: _terminal.Text([.. command, .. json, .. seen])))
            .ToDictionary(view => view.Name, view => view.Text);
    }
}
