using System.Globalization;

namespace Headroom.Cli.Tests;

/// <summary>What can be sold, and what is refused because it cannot be.</summary>
public sealed class CapacityTests : IDisposable
{
    readonly Terminal _terminal = new();

    [Fact]
    public void Own_demand_that_doubled_in_the_last_four_weeks_leaves_less_to_sell()
    {
        using var usual = Terminal.Loaded();
        var example = Examples.ColossusIn(_terminal);
        DoubleLastFourWeeks(Path.Combine(example, "demand", "training.csv"));
        _terminal.Json("load", example);

        foreach (var days in new[] { "1", "30", "90" })
            Assert.True(Firm(_terminal, "colossus-2", days) < Firm(usual, "colossus-2", days), $"{days} days");
    }

    // Law: firm capacity is joint over its window, so it never grows with a longer window or a smaller risk.
    [Fact]
    public void Firm_capacity_never_grows_with_the_window_or_with_less_risk()
    {
        using var loaded = Terminal.Loaded();
        foreach (var pool in new[] { "colossus-1", "colossus-2" })
        {
            var byDays = new[] { "1", "7", "30", "90", "365", "3660" }.Select(days => Firm(loaded, pool, days)).ToList();
            Assert.Equal(byDays.OrderDescending(), byDays);
            var byRisk = new[] { "0.5", "0.2", "5%", "0.01", "0" }.Select(risk => Firm(loaded, pool, "30", risk)).ToList();
            Assert.Equal(byRisk.OrderDescending(), byRisk);
        }
    }

    [Fact]
    public void Firm_capacity_comes_in_whole_blocks()
    {
        using var loaded = Terminal.Loaded();

        Assert.Equal((0, 0), (Firm(loaded, "colossus-1", "30") % 8, Firm(loaded, "colossus-2", "30") % 72));
    }

    [Fact]
    public void A_site_100_kilowatts_too_small_refuses_the_whole_load_and_says_by_how_much()
    {
        var example = Examples.ColossusIn(_terminal, ("kilowatts: 300000 }]", "kilowatts: 299900 }]"));

        var said = _terminal.Run("load", example, "--json");

        Assert.Equal(1, said.Code);
        var refusal = Terminal.Read(said.Out).At("refusals.0");
        Assert.Equal(("oversold", "100", "memphis-1", "299900", "2026-07-01"), (refusal.Word("code"), refusal.Word("numbers.short_by_kilowatts"),
            refusal.Word("numbers.site"), refusal.Word("numbers.limit_kilowatts"), refusal.Word("numbers.from")));
        Assert.Equal("demand.moved.v1", _terminal.Json("journal", "log").At("facts").EnumerateArray().Last().Word("kind"));
    }

    [Fact]
    public void A_site_100_kilowatts_too_small_refuses_the_signature_and_nothing_is_written()
    {
        var example = Examples.ColossusIn(_terminal, ("kilowatts: 300000 }]", "kilowatts: 299900 }]"), ("  - sign: contracts/anthropic.yaml\n    said: 2026-05-03\n", ""));
        _terminal.Json("load", example);

        var refusal = _terminal.Refused("oversold", "legs", "contract", "sign", Examples.Anthropic);

        Assert.Equal("100", refusal.Word("numbers.short_by_kilowatts"));
        Assert.Contains("short 100 kW", _terminal.Run("contract", "sign", Examples.Anthropic).Error);
    }

    [Fact]
    public void A_site_of_exactly_the_power_is_enough()
    {
        _terminal.Json("load", Examples.ColossusIn(_terminal));

        Assert.Equal(1, _terminal.Json("contract", "list").Count("contracts"));
    }

    [Fact]
    public void Capacity_is_not_sold_a_second_time_even_after_the_first_customer_may_have_left()
    {
        using var loaded = Terminal.Loaded();
        var second = loaded.File("second.yaml", Examples.Terms(
            ("anthropic-colossus", "second-customer"), ("buyer: anthropic", "buyer: another"), ("term: { from: 2026-05-01", "term: { from: 2027-01-01"),
            ("- { from: 2026-05-01, share", "- { from: 2027-01-01, share"), ("- { from: 2026-05-01, amount", "- { from: 2027-01-01, amount"),
            ("- { from: 2026-07-01, share", "- { from: 2027-03-01, share"), ("- { from: 2026-07-01, amount", "- { from: 2027-03-01, amount")));

        var refusal = loaded.Refused("oversold", "legs", "contract", "sign", second);

        Assert.Equal(("colossus-1", "110000", "2027-01-01"), (refusal.Word("numbers.pool"), refusal.Word("numbers.short_by_gpus"), refusal.Word("numbers.from")));
    }

    [Fact]
    public void Own_products_are_not_crowded_out_above_the_accepted_risk()
    {
        using var loaded = Terminal.Loaded();
        var firm = Firm(loaded, "colossus-2", "365");
        var terms = Examples.Terms(("anthropic-colossus", "counted"), ("colossus-1\n    of: { gpus: 220000, kilowatts: 300000 }", "colossus-2"),
            ("- { from: 2026-05-01, share: { assume: ramp-capacity } }\n      - { from: 2026-07-01, share: 100% }", "- { from: 2026-05-01, gpus: GPUS }"),
            ("  - name: ramp-capacity\n    unit: share of the site\n    range: { low: 0%, high: 100% }\n    value: 50%\n    source: Capacity ramps in May and June 2026; how fast is not disclosed. Half keeps fee and capacity in step.\n", ""));
        var (fits, tooMuch) = (loaded.File("fits.yaml", terms.Replace("GPUS", $"{firm}")), loaded.File("too-much.yaml", terms.Replace("GPUS", "160000")));

        var refusal = loaded.Refused("own-demand-crowded-out", "legs", "contract", "sign", tooMuch);

        Assert.True(decimal.Parse(refusal.Word("numbers.probability")!, CultureInfo.InvariantCulture) > 0.05m);
        loaded.Json("contract", "sign", fits);
    }

    [Fact]
    public void A_pool_is_shown_with_its_tiers_bounds_and_the_best_quantity_to_sell()
    {
        using var loaded = Terminal.Loaded();
        string[] asked = ["sellable", "show", "colossus-2", "--from", "2026-05-03", "--days", "200", "--notice", "30", "--price", "2.2", "--shortfall-cost", "12"];
        var all = loaded.Json(asked);
        var tiers = all.At("firm.sellable.0");
        decimal Of(string tier) => tiers.Amount($"{tier}-gpus");

        Assert.True(Of("firm") <= Of("recallable") && Of("recallable") <= Of("interruptible") && all.Amount("pointwise.gpus") >= Of("firm"));
        Assert.Equal("2026-06-08", tiers.Word("held-through"));
        Assert.Equal(["colossus-2", "memphis-2"], all.At("bounds").EnumerateArray().Select(bound => bound.Word("what")));
        Assert.Equal(Math.Min(Of("firm"), all.Amount("best.once-for-the-window-gpus")), all.Amount("best.within-risk-gpus"));
        Assert.Contains("That is no offer; firm is joint.", loaded.Text(asked), StringComparison.Ordinal);
        Assert.StartsWith("date,supply,committed", loaded.Run([.. asked, "--csv", "--table", "curve.points"]).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wanted_back_by_a_day_has_its_notices_and_the_day_to_serve_them()
    {
        using var loaded = Terminal.Loaded();
        var back = loaded.Json("sellable", "back", "colossus-1", "--gpus", "200000", "--by", "2027-06-01");

        Assert.Equal(("2026-11-07", "2026-08-01", "2027-02-23"), (back.Word("earliest"), back.Word("rights.0.serve"), back.Word("cheapest.notices.0.serve-by")));
        Assert.Contains("Not enough can be back by 2026-10-01.", loaded.Text("sellable", "back", "colossus-1", "--gpus", "200000", "--by", "2026-10-01"), StringComparison.Ordinal);
        Assert.Contains("never: all of it together is not enough", loaded.Text("sellable", "back", "colossus-1", "--gpus", "300000"), StringComparison.Ordinal);
        loaded.Refused("malformed", "by", "sellable", "back", "colossus-1", "--by", "2027-06-01");
        loaded.Refused("malformed", "shortfall-cost", "sellable", "show", "colossus-1", "--price", "2");
    }

    public void Dispose() => _terminal.Dispose();

    static long Firm(Terminal terminal, string pool, string days, string risk = "5%") =>
        long.Parse(terminal.Json("sellable", "--pool", pool, "--from", "2026-05-03", "--days", days, "--risk", risk).Number("sellable.0.firm-gpus"));

    static void DoubleLastFourWeeks(string file)
    {
        var lines = File.ReadAllLines(file);
        var from = lines.Length - 28 * 24;
        File.WriteAllLines(file, lines.Select((line, i) => i < from ? line : $"{line[..(line.LastIndexOf(',') + 1)]}{2 * int.Parse(line[(line.LastIndexOf(',') + 1)..])}"));
    }
}
