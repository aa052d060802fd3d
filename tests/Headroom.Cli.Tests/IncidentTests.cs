namespace Headroom.Cli.Tests;

public sealed class IncidentTests : IDisposable
{
    readonly Terminal _terminal = new();

    public IncidentTests() => _terminal.Text("load", Examples.Nodes);

    public void Dispose() => _terminal.Dispose();

    // By hand: examples/nodes/README.md.
    [Fact]
    public void A_curtailment_shows_who_gives_way_what_it_costs_by_the_hour_and_is_recorded_when_it_is_closed()
    {
        _terminal.Text("incident", "open", "heat", "--kind", "curtailment", "--site", "hall", "--kilowatts", "700", "--from", "2026-07-14T15:00:00Z", "--to",
            "2026-07-14T19:00:00Z", "--noticed", "2026-07-02T12:00:00Z", "--says", "heat");
        var shown = _terminal.Json("incident", "show", "heat");
        Assert.Equal(["64", "64", "96"], shown.At("order").EnumerateArray().Select(line => line.GetProperty("shed").GetRawText()).Where(shed => shed != "0"));
        Assert.Equal(("a-judged", "96", "256"), (shown.At("contracts.0.contract").GetString(), shown.Number("contracts.0.short"), shown.Number("contracts.0.held")));
        Assert.Equal(["0", "10", "20"], shown.At("contracts.0.credits").EnumerateArray().Select(credit => credit.GetProperty("hours").GetRawText()));
        Assert.Contains("a-judged lacks 96 of 256 GPUs", _terminal.Text("incident", "show", "heat"));
        Assert.Contains("planned", _terminal.Text("incident", "list"));

        Assert.Contains("1 conditions of contracts are recorded", _terminal.Text("incident", "close", "heat", "--at", "2026-07-14T19:00:00Z"));
        Assert.Contains("curtailed", _terminal.Text("condition", "list"));
        Assert.Contains("closed", _terminal.Text("incident", "list"));
    }

    [Fact]
    public void In_a_real_book_an_incident_is_over_now_unless_something_else_is_said()
    {
        using var real = new Terminal();
        var book = Path.Combine(real.Folder, "book.yaml");
        File.WriteAllText(book,
            "owner: operator\nzone: UTC\nsteps:\n  - { site: hall, zone: UTC }\n  - { pool: cluster, site: hall, block: 8, draw: { kilowatts: 1, per-gpus: 8 } }\n  - { supply: nodes, pool: cluster, gpus: 64, planned: 2025-06-01 }\n  - { energise: nodes, on: 2025-06-01 }\n");
        real.Text("load", real.Folder);
        real.Text("incident", "open", "heat", "--pool", "cluster", "--gpus", "8", "--from", "2026-11-20T11:00:00Z", "--says", "heat");
        real.Refused("malformed", "at", "incident", "close", "heat", "--at", "2026-11-20T11:30:00.5Z");
        Assert.StartsWith("It is closed", real.Text("incident", "close", "heat"));
    }

    [Fact]
    public void Slips_are_refused_and_write_nothing()
    {
        _terminal.Refused("not-found", "pool", "incident", "open", "x", "--pool", "nowhere", "--gpus", "8", "--from", "2026-06-20T00:00:00Z", "--says", "x");
        _terminal.Refused("out-of-range", "gpus", "incident", "open", "x", "--pool", "cluster", "--gpus", "513", "--from", "2026-06-20T00:00:00Z", "--says", "x");
        _terminal.Refused("not-found", "incident", "incident", "show", "x");
        _terminal.Refused("not-found", "incident", "incident", "close", "x", "--at", "2026-06-20T00:00:00Z");
    }
}
