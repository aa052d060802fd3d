namespace Headroom.Cli.Tests;

/// <summary>What a person gets wrong about demand and offers, each with the error or the stated fallback that answers it; never a silent number.</summary>
public sealed class BadInputTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();

    // Three hours at hand and one missing between them.
    [Fact]
    public void A_gap_in_demand_is_filled_and_counted()
    {
        Record("2026-03-01T00:00:00Z,colossus-2,w,10", "2026-03-01T01:00:00Z,colossus-2,w,30", "2026-03-01T03:00:00Z,colossus-2,w,20");

        Assert.Contains("4 hours known, 1 of them filled", _terminal.Text("demand", "forecast", "w"));
    }

    [Fact]
    public void An_hour_that_stands_twice_is_refused() => Refused("stands twice for workload 'w'", "2026-03-01T00:00:00Z,colossus-2,w,5", "2026-03-01T00:00:00Z,colossus-2,w,5");

    [Fact]
    public void Negative_demand_is_refused() => Refused("'-5' is not a number of GPUs from 0", "2026-03-01T00:00:00Z,colossus-2,w,-5");

    [Fact]
    public void Demand_that_no_fleet_could_serve_is_refused() => Refused("'99999999999' is not a number of GPUs from 0", "2026-03-01T00:00:00Z,colossus-2,w,99999999999");

    [Fact]
    public void Demand_above_what_its_pool_has_is_taken_and_said()
    {
        Record("2026-03-01T00:00:00Z,colossus-2,w,90000000");

        Assert.Contains("In 1 of the hours known it used more than its pool or class had, up to 90,000,000", _terminal.Text("demand", "forecast", "w"));
    }

    // On the day of a clock change an hour of local time does not exist or comes twice: only UTC is unambiguous.
    [Fact]
    public void An_hour_in_local_time_is_refused_so_that_no_clock_change_can_double_it() => Refused("is not a full hour in UTC", "2026-03-29T02:00:00+01:00,colossus-2,w,5");

    [Fact]
    public void Three_hours_of_history_forecast_nothing_and_keep_their_greatest_hour_free()
    {
        Record("2026-03-01T00:00:00Z,colossus-2,w,10", "2026-03-01T01:00:00Z,colossus-2,w,30", "2026-03-01T02:00:00Z,colossus-2,w,20");

        Assert.Contains("Nothing is forecast from less than 14 days. 30 GPUs are left free in every hour", _terminal.Text("demand", "forecast", "w"));
        Assert.Contains("nothing is forecast of w from less than 14 days, a reserve is left free", _terminal.Json("sellable").Word("forecast"));
    }

    [Fact]
    public void Demand_in_a_pool_that_does_not_exist_is_refused() => Refused("There is no pool and no class of pools 'nowhere'", "2026-03-01T00:00:00Z,nowhere,w,5");

    [Fact]
    public void An_inquiry_for_a_pool_that_does_not_exist_is_refused_with_those_that_do() =>
        Assert.Contains("colossus-2",
            _terminal.Refused("not-found", "pool", "inquire", "--gpus", "8", "--pool", "nowhere", "--from", "2026-06-01", "--months", "1").GetProperty("detail").GetString());

    [Fact]
    public void An_inquiry_for_a_window_in_the_past_is_refused() =>
    _terminal.Refused("dates-upside-down", "from", "inquire", "--gpus", "8", "--from", "2020-01-01", "--months", "1");

    public void Dispose() => _terminal.Dispose();

    Said Say(string[] rows)
    {
        _terminal.File("w.csv", "timestamp_utc,pool,workload,gpus_in_use\n" + string.Join('\n', rows) + "\n");
        return _terminal.Run("say", _terminal.File("w.yaml", "steps:\n  - demand: w.csv\n"));
    }

    void Record(params string[] rows) => Assert.Equal(0, Say(rows).Code);

    void Refused(string says, params string[] rows)
    {
        var said = Say(rows);

        Assert.Equal(1, said.Code);
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
    }
}
