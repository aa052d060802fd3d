using System.Net;
using NodaTime;

namespace Headroom.Server.Tests;

/// <summary>The console's one form: it lets time pass in a sandbox, and never in a production book or for another site.</summary>
public sealed class SandboxClockTests
{
    const string Form = "application/x-www-form-urlencoded";

    [Fact]
    public async Task A_sandboxs_clock_moves_and_the_page_comes_back()
    {
        await using var served = await Served.Example();

        var reply = await served.Post("/clock", "to=2026-12-01&back=%2Fcontracts", Form);

        Assert.Equal((HttpStatusCode.Redirect, "/contracts"), (reply.StatusCode, reply.Headers.Location!.OriginalString));
        Assert.Equal(new LocalDate(2026, 12, 1), served.Keeper.CatchUp().Calendar.DateOf(served.Keeper.CatchUp().RecordedAt));
    }

    [Fact]
    public async Task What_bears_a_later_date_tells_that_the_clock_moved_and_a_second_fact_of_that_date_does_not()
    {
        await using var served = await Served.Example("commercial");
        const string payment = """{"payer":"customer-a","received":"2199-01-02","amount":1,"currency":"USD"}""";
        var stood = served.Keeper.CatchUp();

        var moved = (await served.Said("/v1/receipts", payment)).GetProperty("clock-moved");
        Assert.Equal((stood.RecordedAt.ToString(), stood.Calendar.StartOf(new(2199, 1, 2)).ToString()),
            (moved.GetProperty("from").GetString(), moved.GetProperty("to").GetString()));
        Assert.False((await served.Said("/v1/receipts", payment)).TryGetProperty("clock-moved", out _));

        var index = await served.Post("/indices", "index=consumer-prices&month=2199-03&value=301.5&source=statistical+office", Form);
        var page = await served.Client.GetStringAsync(index.Headers.Location!.OriginalString);
        Assert.Contains("The sandbox clock moved from 2199-01-02 to 2199-03-01.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("to=2020-01-01"), InlineData("to=tomorrow"), InlineData("to="), InlineData(""), InlineData("to=2026-12-01&other=1"), InlineData("to=2026-12-01&to=2026-12-02")]
    public async Task What_is_no_later_date_is_refused_and_nothing_is_written(string form)
    {
        await using var served = await Served.Example();
        var before = served.Head;

        var reply = await served.Post("/clock", form, Form);

        Assert.InRange((int)reply.StatusCode, 400, 499);
        Assert.Equal(before, served.Head);
    }

    [Fact]
    public async Task A_production_book_and_another_sites_page_are_refused()
    {
        await using var real = await Served.Empty(StoppedClock.AtNoon);
        await using var sandbox = await Served.Example();
        var before = (real.Head, sandbox.Head);

        Assert.InRange((int)(await real.Post("/clock", "to=2027-01-01", Form)).StatusCode, 400, 499);
        Assert.Equal(HttpStatusCode.Forbidden, (await sandbox.Post("/clock", "to=2026-12-01", Form, null, ("Origin", "https://other.example"))).StatusCode);
        using var overview = await real.Client.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, overview.StatusCode);
        Assert.DoesNotContain("action=\"/clock\"", await overview.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(before, (real.Head, sandbox.Head));
    }

    [Fact]
    public async Task A_production_book_refuses_to_move_its_clock_everywhere()
    {
        await using var real = await Served.Empty(StoppedClock.AtNoon);
        var before = real.Head;
        const string later = "{\"to\": \"2027-01-01T00:00:00Z\"}";

        foreach (var (path, body, type, dry) in new[] { ("/clock", "to=2027-01-01", Form, "false"), ("/v1/clock", later, "application/json", "false"),
            ("/v1/clock", later, "application/json", "true") })
        {
            var reply = await real.Post(path, body, type, null, ("Headroom-Dry-Run", dry));
            Assert.InRange((int)reply.StatusCode, 400, 499);
            Assert.Contains("Only a sandbox", await reply.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        Assert.Equal(before, real.Head);
    }

    [Theory]
    [InlineData("%2F%2Fother.example"), InlineData("https%3A%2F%2Fother.example"), InlineData("%2F%5Cother.example")]
    public async Task It_comes_back_to_a_page_of_the_console_and_to_no_other_site(string back)
    {
        await using var served = await Served.Example();

        Assert.Equal("/", (await served.Post("/clock", $"to=2026-12-01&back={back}", Form)).Headers.Location!.OriginalString);
    }
}
