using System.Text.Json;

namespace Headroom.Cli.Tests;

/// <summary>Why a view moved: the parts of facts and of time sum to the difference, to the cent.</summary>
public sealed class WhyTests : IDisposable
{
    readonly Terminal _terminal = Terminal.Loaded();
    readonly long _paid;

    public WhyTests()
    {
        _terminal.Json("bill", "close", "2026-06", "--with-earlier");
        _paid = (long)_terminal.Json("payment", "record", "INV-0000001", "--received", "2026-07-10", "--reference", "wire 1").Amount("position");
        _terminal.Json("bill", "close", "2026-07");
    }

    [Fact]
    public void A_payment_moves_no_backlog_and_time_is_split_into_service_and_the_exit()
    {
        var figures = _terminal.Json("why", "backlog", "--from", "2026-06-30", "--to", "2026-07-31").At("figures").EnumerateArray().ToList();

        Assert.Equal(["anthropic-colossus/enforceable [USD]", "anthropic-colossus/stated [USD]"], figures.Select(figure => figure.Word("figure")));
        foreach (var figure in figures)
        {
            var payment = Assert.Single(figure.At("parts").EnumerateArray(), part => part.Word("cause") == "payment.recorded INV-0000001");
            Assert.Equal(($"{_paid}", "0.00"), (payment.Number("position"), payment.Number("amount")));
            Assert.Equal(-1_250_000_000m, Sum(figure, "time passed: served"));
            Assert.Equal(0m, Sum(figure, "time passed: the earliest exit moved on"));
            Assert.Equal("-1250000000.00", figure.Number("difference"));
        }
        Assert.Equal(("4959677419.35", "3709677419.35"), (figures[0].Number("before"), figures[0].Number("after")));
        Assert.Equal(("43750000000.00", "42500000000.00"), (figures[1].Number("before"), figures[1].Number("after")));
    }

    // From September on, each day that passes without notice moves the earliest exit by a day.
    [Fact]
    public void Once_notice_may_be_served_the_exit_moves_with_every_day()
    {
        _terminal.Json("bill", "close", "2026-09", "--with-earlier");

        var figure = _terminal.Json("why", "backlog", "--from", "2026-08-31", "--to", "2026-09-30").At("figures.0");

        Assert.Equal(-1_250_000_000m, Sum(figure, "time passed: served"));
        Assert.Equal(figure.Amount("after") - figure.Amount("before") + 1_250_000_000m, Sum(figure, "time passed: the earliest exit moved on"));
        Assert.True(Sum(figure, "time passed: the earliest exit moved on") > 1_000_000_000m);
    }

    [Theory]
    [InlineData("2026-06-30", "2026-07-31")]
    [InlineData("2026-05-03", "2026-12-31")]
    [InlineData("2026-05-03", "2029-12-31")]
    [InlineData("1", "54")]
    [InlineData("47", "52")]
    [InlineData("0", "51")]
    [InlineData("2026-06-30", "54")]
    [InlineData("51", "2026-12-31")]
    [InlineData("51", "51")]
    public void Parts_sum_to_the_difference_in_every_view(string from, string to)
    {
        foreach (var view in new[] { "backlog", "billing", "revenue", "sellable", "capacity" })
            foreach (var figure in _terminal.Json("why", view, "--from", from, "--to", to).At("figures").EnumerateArray())
            {
                Assert.Equal(figure.Amount("difference"), figure.Amount("after") - figure.Amount("before"));
                Assert.Equal(figure.Amount("difference"), figure.At("parts").EnumerateArray().Sum(part => part.Amount("amount")));
            }
    }

    [Fact]
    public void A_view_at_the_end_agrees_with_the_command_that_shows_it()
    {
        var backlog = _terminal.Json("backlog", "--at", "2026-12-31");
        var why = _terminal.Json("why", "backlog", "--from", "2026-06-30", "--to", "2026-12-31");

        Assert.Equal(backlog.Number("totals.0.enforceable"), why.Number("figures.0.after"));
        Assert.Equal(backlog.Number("totals.0.stated"), why.Number("figures.1.after"));
    }

    [Fact]
    public void A_question_that_makes_no_sense_is_refused()
    {
        _terminal.Refused("not-found", "view", "why", "weather", "--from", "1", "--to", "2");
        _terminal.Refused("dates-upside-down", "to", "why", "backlog", "--from", "2", "--to", "1");
        _terminal.Refused("malformed", "from", "why", "backlog", "--from", "soon", "--to", "2");
        _terminal.Refused("not-found", "view", "why", "backlog.nothing", "--from", "2026-06-30", "--to", "2026-07-31");
        _terminal.Refused("not-found", "view", "why", "disclosure.value.headlines", "--at", "2026-06-30");
        _terminal.Refused("out-of-range", "to", "why", "backlog", "--from", "1", "--to", $"{_terminal.Head().Position + 1}");
    }

    public void Dispose() => _terminal.Dispose();

    static decimal Sum(JsonElement figure, string cause) =>
        figure.At("parts").EnumerateArray().Where(part => part.Word("cause") == cause).Sum(part => part.Amount("amount"));
}
