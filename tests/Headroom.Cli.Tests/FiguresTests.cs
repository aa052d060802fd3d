using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>The figures by which the whole is judged: each as a plain JSON number, with its cents, in the field where it belongs.</summary>
public sealed class FiguresTests
{
    [Fact]
    public void The_terms_come_to_45_billion_and_to_1216_million_a_month_straight_line()
    {
        var explained = Explained("2026-06-30");

        Assert.Equal(("45000000000.00", "1216216216.22"), (explained.Number("stated.total"), explained.Number("stated.straight-line-a-month")));
        Assert.Equal(("2026-05-01", "2029-05-31"), (explained.Word("stated.from"), explained.Word("stated.through")));
        Assert.Equal(45_000_000_000m, explained.At("invoices").EnumerateArray().Sum(invoice => invoice.Amount("amount")));
        Assert.All(explained.At("revenue").EnumerateArray(), policy => Assert.Equal(45_000_000_000m, policy.At("months").EnumerateArray().Sum(month => month.Amount("amount"))));
    }

    [Fact]
    public void The_inferred_variant_comes_to_273_million_more()
    {
        var explained = Explained("2026-06-30", "inferred");

        Assert.Equal("45273730000.00", explained.Number("stated.total"));
        Assert.Equal(("761865000.00", "761865000.00", "1250000000.00"),
            (explained.Number("invoices.0.amount"), explained.Number("invoices.1.amount"), explained.Number("invoices.2.amount")));
        Assert.Equal("inferred", explained.Word("assumptions.0.use"));
    }

    [Fact]
    public void The_enforceable_term_and_backlog_at_the_end_of_june()
    {
        var explained = Explained("2026-06-30", "half");

        Assert.Equal(("2026-10-30", "6209677419.35"), (explained.Word("enforceable-term.through"), explained.Number("enforceable-term.value")));
        Assert.Equal(("43750000000.00", "4959677419.35"), (explained.Number("backlog.stated"), explained.Number("backlog.enforceable")));
        Assert.Equal("4959677419.35", explained.Number("readings.0.backlog-enforceable"));
        Assert.Equal(("inside-lock-in", "2026-09-28", "3666666666.67"),
            (explained.Word("readings.2.notice-served"), explained.Word("readings.2.backlog-through"), explained.Number("readings.2.backlog-enforceable")));
        Assert.Equal([true, false, false, false], explained.At("readings").EnumerateArray().Select(reading => reading.At("as-stated").GetBoolean()));
    }

    [Fact]
    public void The_enforceable_backlog_at_the_end_of_the_year_is_three_months_of_fees()
    {
        var explained = Explained("2026-12-31");

        Assert.Equal(("2027-03-31", "3750000000.00"), (explained.Word("backlog.enforceable-through"), explained.Number("backlog.enforceable")));
    }

    [Fact]
    public void Notice_on_10_september_ends_on_9_december_or_a_day_earlier_if_the_end_is_read_as_exclusive()
    {
        var explained = Explained("2026-09-10");

        Assert.Equal(("2026-09-10", "2026-12-09"), (explained.Word("readings.0.if-notice.served"), explained.Word("readings.0.if-notice.last-day")));
        Assert.Equal(("2026-12", "362903225.81"), (explained.Word("readings.0.if-notice.last-invoice-month"), explained.Number("readings.0.if-notice.last-invoice")));
        Assert.Equal(("end-exclusive", "2026-12-08", "322580645.16"),
            (explained.Word("readings.1.last-day-rule"), explained.Word("readings.1.if-notice.last-day"), explained.Number("readings.1.if-notice.last-invoice")));
    }

    [Fact]
    public void The_text_says_the_same_figures_as_the_JSON()
    {
        var text = Terminal.Raw("terms", "explain", Examples.Anthropic, "--at", "2026-06-30").Out;

        foreach (var figure in new[] { "45,000,000,000.00", "1,216,216,216.22", "6,209,677,419.35", "4,959,677,419.35", "3,666,666,666.67" }) Assert.Contains(figure, text);
    }

    [Fact]
    public void A_life_played_to_its_end_bills_and_earns_45_billion_and_its_journal_verifies()
    {
        var played = Played(Examples.Colossus, "2029-07-01");

        Assert.Equal(("45000000000.00", "45000000000.00"), (played.Number("totals.0.billed"), played.Number("totals.0.earned")));
        Assert.Equal((1, 38), (played.Count("totals"), played.Count("months")));
        Assert.True(played.At("journal-verified").GetBoolean());
        Assert.Equal(("2026-06", "4959677419.35"), (played.Word("months.1.month"), played.Number("months.1.money.0.backlog-enforceable")));
    }

    // Law: over a whole life everything that was billed is earned, whatever was delivered late and whoever gave notice.
    [Theory]
    [InlineData("colossus", "2029-07-01")]
    [InlineData("mixed-fleet", "2030-02-01")]
    public void Over_a_whole_life_earned_equals_billed(string example, string until)
    {
        var played = Played(Path.Combine(AppContext.BaseDirectory, "examples", example), until);

        Assert.Equal(played.Number("totals.0.billed"), played.Number("totals.0.earned"));
    }

    static JsonElement Played(string example, string until)
    {
        var said = Terminal.Raw("play", example, "--until", until, "--json");
        Assert.Equal((0, ""), (said.Code, said.Trouble));
        return Terminal.Read(said.Out);
    }

    static JsonElement Explained(string at, string? variant = null)
    {
        string[] words = ["terms", "explain", Examples.Anthropic, "--at", at, "--json", .. variant is null ? Array.Empty<string>() : ["--variant", variant]];
        var said = Terminal.Raw(words);
        Assert.Equal((0, ""), (said.Code, said.Trouble));
        return Terminal.Read(said.Out);
    }
}
