namespace Headroom.Cli.Tests;

public sealed class AvailabilityTests : IDisposable
{
    static readonly string Health = Path.Combine(Examples.Nodes, "health", "june.csv");

    readonly Terminal _terminal = new();

    public void Dispose() => _terminal.Dispose();

    // By hand: examples/nodes/README.md.
    [Fact]
    public void Conditions_make_the_credit_the_customers_figures_dispute_it_and_agreement_settles_it()
    {
        _terminal.Text("load", Examples.Nodes);
        var june = _terminal.Json("availability", "show", "a-judged", "--month", "2026-06");
        Assert.Equal("624.000000", june.Number("clauses.0.gpu-hours.down"));

        _terminal.Text("clock", "--to", "2026-07-02");
        _terminal.Text("bill", "close", "2026-06");
        june = _terminal.Json("availability", "show", "a-judged", "--month", "2026-06");
        Assert.Equal(("236.250000", "22.500000", "20000.00"), (june.Number("clauses.0.down-minutes"), june.Number("clauses.0.excluded-minutes"), june.Number("clauses.0.credit")));
        var invoice = _terminal.Json("invoice", "list").At("invoices").EnumerateArray().Single(each => each.GetProperty("contract").GetString() == "a-judged").GetProperty("number")
            .GetString()!;
        var why = _terminal.Text("invoice", "why", invoice);
        Assert.Contains("condition.recorded.v1 n12 moved what is due by", why);
        Assert.Contains("n20", why);

        string[] figures = ["--clause", "uptime", "--month", "2026-06", "--down-minutes"];
        Assert.Contains("DSP-0000001 is open", _terminal.Text(["availability", "state", "a-judged", .. figures, "460", "--evidence", "export 17"]));
        Assert.Contains("20,000.00", _terminal.Text("dispute", "list"));
        _terminal.Text(["availability", "agree", "a-judged", .. figures, "440", "--evidence", "call of 8 July"]);
        Assert.Contains("settled", _terminal.Text("dispute", "list"));
        Assert.Contains("-20,000.00", _terminal.Text("bill", "preview", "--month", "2026-07"));
    }

    [Fact]
    public void A_file_of_buyers_figures_is_recorded_once_and_what_is_none_is_listed()
    {
        _terminal.Text("load", Examples.Nodes);
        _terminal.Text("clock", "--to", "2026-07-02");
        _terminal.Text("bill", "close", "2026-06");
        var file = _terminal.File("measured.csv",
            "contract,clause,month,down-minutes,excluded-minutes,evidence\na-judged,uptime,2026-06,460,0,export 17\nnobody,uptime,2026-06,1,0,export 17\n");
        var first = _terminal.Run("availability", "import", file);
        Assert.Equal(3, first.Code);
        Assert.Contains("1 figures recorded, 0 known just so, 1 set aside", first.Out);
        Assert.Contains("DSP-0000001 is open over the difference", first.Out);
        Assert.Contains("line 3 set aside: contract", first.Out);
        Assert.Contains("0 figures recorded, 1 known just so", _terminal.Run("availability", "import", file).Out);
    }

    [Fact]
    public void A_file_of_conditions_is_recorded_once_and_what_is_none_is_listed()
    {
        _terminal.Text("load", Examples.Nodes);
        var first = _terminal.Run("condition", "import", Health);
        Assert.Equal(3, first.Code);
        Assert.Contains("1 conditions recorded, 1 known just so, 2 set aside", first.Out);
        Assert.Contains("line 4 set aside: to", first.Out);
        Assert.Contains("line 5 set aside: pool", first.Out);
        var head = _terminal.Head();
        Assert.Contains("0 conditions recorded, 2 known just so", _terminal.Run("condition", "import", Health).Out);
        Assert.Equal(head, _terminal.Head());
        Assert.Contains("ecc-uncorrected", _terminal.Text("condition", "list", "--pool", "cluster"));
    }

    [Fact]
    public void Slips_are_refused_and_write_nothing()
    {
        _terminal.Text("load", Examples.Nodes);
        _terminal.Refused("not-found", "pool", "condition", "record", "x", "--pool", "nowhere", "--node", "n1", "--gpus", "8", "--code", "xid-79", "--from",
            "2026-06-03T00:00:00Z");
        _terminal.Refused("malformed", "code", "condition", "record", "x", "--pool", "cluster", "--node", "n1", "--gpus", "8", "--code", "XID 79", "--from",
            "2026-06-03T00:00:00Z");
        _terminal.Refused("not-found", "nowhere.csv", "condition", "import", "nowhere.csv");
        _terminal.Refused("not-found", "server", "condition", "pull", "--pool", "cluster", "--server", "http://127.0.0.1:9", "--query", "up", "--code", "away", "--month",
            "2026-05");
        _terminal.Refused("not-found", "clause", "availability", "state", "a-judged", "--clause", "x", "--month", "2026-06", "--down-minutes", "1", "--evidence", "e");
        _terminal.Refused("not-found", "contract", "availability", "show", "nobody", "--month", "2026-06");
    }
}
