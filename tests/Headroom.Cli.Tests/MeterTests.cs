namespace Headroom.Cli.Tests;

public sealed class MeterTests : IDisposable
{
    static readonly string Usage = Path.Combine(Examples.Metering, "usage");

    readonly Terminal _terminal = new();

    public MeterTests() => _terminal.Text("load", Examples.Metering);

    public void Dispose() => _terminal.Dispose();

    // By hand: examples/metering/README.md.
    [Fact]
    public void A_month_is_sealed_billed_and_what_came_late_is_on_the_next_invoice()
    {
        var june = Path.Combine(Usage, "june.sacct");
        var shown = _terminal.Run("meter", "import", june, "--source", "slurm", "--month", "2026-06");
        Assert.Equal(3, shown.Code);
        Assert.Contains("nothing is recorded without --seal", shown.Out);
        Assert.Contains("line 10 set aside: ends-before-start", shown.Out);

        Assert.Equal(3, Seal(june).Code);
        Assert.Contains("2,450.00", _terminal.Text("bill", "close", "2026-06"));
        var head = _terminal.Head();
        Assert.Contains("nothing new", Seal(june).Out);
        Assert.Equal(head, _terminal.Head());

        Assert.Contains("difference 384.00", Seal(Path.Combine(Usage, "june-late.sacct")).Out);
        var july = _terminal.Text("bill", "preview", "--month", "2026-07");
        Assert.Contains("compute: adjustment of 2026-06     960.00", july);
        Assert.Contains("2,960.00", july);
    }

    [Fact]
    public void Every_hour_of_a_pool_is_split_exactly()
    {
        Seal(Path.Combine(Usage, "june.sacct"));
        _terminal.Run("meter", "import", Path.Combine(Usage, "june-down.csv"), "--source", "node-health", "--month", "2026-06", "--seal");
        var hours = _terminal.Json("meter", "hours", "--pool", "cluster", "--month", "2026-06");
        Assert.Equal(("46080.000000", "96.000000", "17280.000000", "12096.000000", "16608.000000"),
            (hours.Number("total.capacity"), hours.Number("total.broken"), hours.Number("total.sold"), hours.Number("total.own"), hours.Number("total.idle")));
        Assert.Contains("not measured", _terminal.Text("meter", "hours", "--pool", "cluster", "--month", "2026-07"));
    }

    [Fact]
    public void Slips_are_refused_and_write_nothing()
    {
        var june = Path.Combine(Usage, "june.sacct");
        _terminal.Refused("not-found", "source", "meter", "import", june, "--source", "pbs", "--month", "2026-06", "--seal");
        _terminal.Refused("not-found", "file", "meter", "import", "nowhere", "--source", "slurm", "--month", "2026-06", "--seal");
        _terminal.Refused("malformed", "AllocTRES", "meter", "import", _terminal.File("x.sacct", "JobIDRaw|Account|Start|End\n"), "--source", "slurm", "--month",
            "2026-06", "--seal");
        _terminal.Refused("unknown-unit", "zone", "meter", "import", june, "--source", "slurm", "--month", "2026-06", "--zone", "Memphis", "--seal");
        _terminal.Refused("not-found", "server", "meter", "pull", "--source", "slurm", "--month", "2026-06", "--server", "http://127.0.0.1:9", "--query", "up", "--seal");
        _terminal.Refused("malformed", "server", "meter", "pull", "--source", "slurm", "--month", "2026-06", "--server", "ftp://x", "--query", "up");
        _terminal.Refused("out-of-range", "step", "meter", "pull", "--source", "slurm", "--month", "2026-06", "--server", "http://127.0.0.1:9", "--query", "up", "--step", "70");
        _terminal.Refused("not-found", "slurmrestd", "meter", "pull", "--source", "slurm", "--month", "2026-06", "--slurmrestd", "unix:/nowhere/socket", "--seal");
        _terminal.Refused("malformed", "slurmrestd", "meter", "pull", "--source", "slurm", "--month", "2026-06", "--slurmrestd", "unix:here");
        _terminal.Refused("malformed", "user", "meter", "pull", "--source", "slurm", "--month", "2026-06", "--slurmrestd", "http://127.0.0.1:9", "--user", "reader");
        _terminal.Refused("malformed", "gpu-type", "meter", "import", june, "--source", "slurm", "--month", "2026-06", "--gpu-type", "h100; ls");
        _terminal.Refused("not-found", "pool", "meter", "hours", "--pool", "nowhere", "--month", "2026-06");
    }

    (int Code, string Out) Seal(string file)
    {
        var run = _terminal.Run("meter", "import", file, "--source", "slurm", "--month", "2026-06", "--seal");
        return (run.Code, run.Out);
    }
}
