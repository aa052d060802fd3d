using System.Net;
using System.Text.Json;
using NodaTime;

namespace Headroom.Server.Tests;

public sealed class ReadingTests
{
    /// <summary>Every view of the book.</summary>
    internal static readonly string[] Views =
    [
        "/v1/book", "/v1/parties", "/v1/disclosure", "/v1/purchases", "/v1/policy", "/v1/assumptions", "/v1/sites", "/v1/pools", "/v1/supply", "/v1/demand", "/v1/contracts",
        "/v1/contracts/anthropic-colossus",
        "/v1/months", "/v1/agenda", "/v1/rights", "/v1/agenda.ics", "/v1/statements", "/v1/ledger", "/v1/invoices", "/v1/sellable", "/v1/pools/colossus-1/headroom",
        "/v1/pools/colossus-1/back?gpus=8&by=2027-01-01", "/v1/pools/colossus-2/frontier?days=30", "/v1/needs", "/v1/recalls", "/v1/openings", "/v1/capacity?days=7",
        "/v1/overview", "/v1/backlog", "/v1/revenue",
    ];

    [Fact]
    public async Task Every_view_bears_the_books_entity_tag_and_answers_304_to_it()
    {
        await using var served = await Served.Example();
        var tag = $"\"{served.Head.Position}-{served.Head.Root.ToString()[..16]}\"";
        foreach (var view in Views)
        {
            using var reply = await served.Client.GetAsync(view);
            Assert.Equal(tag, reply.Headers.ETag?.Tag);
            var again = new HttpRequestMessage(HttpMethod.Get, view);
            again.Headers.TryAddWithoutValidation("If-None-Match", $"\"1-0000000000000000\", {tag}");
            using var unchanged = await served.Client.SendAsync(again);
            Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);
            Assert.Empty(await unchanged.Content.ReadAsByteArrayAsync());
        }
    }

    // Law: an earlier book says for ever what it said then, whatever was said after it.
    [Fact]
    public async Task An_earlier_position_reads_what_was_read_then()
    {
        await using var served = await Served.Example();
        var position = served.Head.Position;
        var then = new Dictionary<string, string>();
        foreach (var view in Views) then[view] = await served.Client.GetStringAsync(view);

        await served.Said("/v1/months/2026-05/close");
        await served.Said("/v1/policy", """{"risk":0.1,"handover-days":30}""");

        foreach (var view in Views)
            Assert.Equal(then[view], await served.Client.GetStringAsync($"{view}{(view.Contains('?') ? '&' : '?')}position={position}"));
        Assert.NotEqual(then["/v1/policy"], await served.Client.GetStringAsync("/v1/policy"));
    }

    [Fact]
    public async Task A_position_that_the_journal_has_not_reached_is_refused()
    {
        await using var served = await Served.Example();
        var problem = await Served.Problem(await served.Client.GetAsync("/v1/overview?position=1000"));
        Assert.Equal("position", problem.GetProperty("field").GetString());
        Assert.Equal(404, (await Served.Problem(await served.Client.GetAsync("/v1/overview?position=0"))).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Pages_join_without_a_gap_or_a_repeat()
    {
        await using var served = await Served.Example();
        var ids = new List<string?>();
        for (string? after = ""; after is not null;)
        {
            var page = await served.Get($"/v1/supply?limit=2{(after.Length > 0 ? $"&after={after}" : "")}");
            Assert.True(page.GetProperty("supply").GetArrayLength() <= 2);
            ids.AddRange(page.GetProperty("supply").EnumerateArray().Select(block => block.GetProperty("supply").GetString()));
            after = page.GetProperty("next").GetString();
        }
        Assert.Equal(["c1-first", "c1-second", "c1-third", "c2-first", "c2-second"], ids);
    }

    [Theory]
    [InlineData("backlog", "contracts")]
    [InlineData("revenue", "contracts")]
    public async Task Reports_list_a_page_of_contracts_and_say_where_the_next_begins(string report, string list)
    {
        await using var served = await Served.Example("mixed-fleet");
        var first = await served.Get($"/v1/{report}?limit=2");
        var rest = await served.Get($"/v1/{report}?limit=2&after={first.GetProperty("next").GetString()}");

        Assert.Equal(["anthropic-colossus", "google-bridge", "reflection-gb300"],
            first.GetProperty(list).EnumerateArray().Concat(rest.GetProperty(list).EnumerateArray()).Select(each => each.GetProperty("contract").GetString()));
        Assert.False(rest.TryGetProperty("next", out _));
        // The totals are of all contracts, whatever page is shown.
        if (report == "backlog") Assert.Equal(rest.GetProperty("totals").GetRawText(), first.GetProperty("totals").GetRawText());
    }

    // In a real book "today" is the world's, so an answer for the default date is another one tomorrow though nothing was said.
    [Fact]
    public async Task In_a_real_book_the_tag_of_a_default_date_holds_for_one_day()
    {
        await using var served = await Served.Empty(StoppedClock.AtNoon);

        using var today = await served.Client.GetAsync("/v1/overview");
        using var stated = await served.Client.GetAsync("/v1/overview?at=2026-11-20");

        Assert.EndsWith("-2026-11-20\"", today.Headers.ETag?.Tag);
        Assert.Equal($"\"{served.Head.Position}-{served.Head.Root.ToString()[..16]}\"", stated.Headers.ETag?.Tag);
        Assert.Equal(await today.Content.ReadAsStringAsync(), await stated.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_book_that_was_never_opened_says_so()
    {
        await using var served = await Served.Empty(new StoppedClock(Instant.FromUtc(2026, 1, 1, 0, 0)), opened: false);

        foreach (var view in Views) Assert.Equal("book", (await Served.Problem(await served.Client.GetAsync(view))).GetProperty("field").GetString());
        Assert.Equal(0, (await served.Get("/v1/journal/head")).GetProperty("position").GetInt64());
        await Served.Problem(await served.Client.GetAsync("/v1/journal/1"));
        await Served.Problem(await served.Client.GetAsync("/v1/journal/proof/inclusion/1"));
        await Served.Problem(await served.Post("/v1/parties", """{"party":"a","name":"A"}"""));
        using var page = await served.Client.GetAsync("/");
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
    }

    [Theory]
    [InlineData("/v1/returns?from=2026-06-01", "from")]
    [InlineData("/v1/why/backlog", "from,to")]
    [InlineData("/v1/why/backlog?from=2026-06-31&to=9999", "from,to")]
    public async Task A_fault_is_told_once_and_nothing_that_follows_from_it(string path, string fields)
    {
        await using var served = await Served.Example();

        var problem = await Served.Problem(await served.Client.GetAsync(path));

        var told = problem.TryGetProperty("errors", out var errors) ? errors.EnumerateArray().Select(error => error.GetProperty("field").GetString())
            : [problem.GetProperty("field").GetString()];
        Assert.Equal(fields, string.Join(",", told));
    }

    [Fact]
    public async Task A_misspelt_input_is_told_with_those_that_are_known()
    {
        await using var served = await Served.Example();

        var problem = await Served.Problem(await served.Client.GetAsync("/v1/balances?att=2026-06-30"));

        Assert.Equal("The field 'att' is not known here; known are after, at, format, framework, limit, position.", problem.GetProperty("detail").GetString());
    }

    // Law: a preview is the invoice that closing the month issues, number apart; through deliveries, shortfalls and notices.
    [Fact]
    public async Task A_preview_equals_the_invoice_issued()
    {
        await using var served = await Served.Example("mixed-fleet");
        var said = new Dictionary<string, (string Path, string Body)>
        {
            ["2026-07"] = ("/v1/contracts/google-bridge/deliveries", """{"pool":"colossus-2","on":"2026-07-01","gpus":60000}"""),
            ["2026-10"] = ("/v1/contracts/google-bridge/deliveries", """{"pool":"colossus-2","on":"2026-10-01","gpus":99000}"""),
            ["2027-02"] = ("/v1/contracts/reflection-gb300/notice", """{"by":"buyer","served":"2027-02-15"}"""),
        };
        for (var month = new YearMonth(2026, 5); month <= new YearMonth(2027, 6); month = month.PlusMonths(1))
        {
            var text = $"{month.Year:0000}-{month.Month:00}";
            if (said.TryGetValue(text, out var step)) await served.Said(step.Path, step.Body);
            var preview = (await served.Get($"/v1/months/{text}/preview")).GetProperty("invoices").EnumerateArray().Select(Text).ToList();
            var issued = (await served.Said($"/v1/months/{text}/close")).GetProperty("facts").EnumerateArray()
                .Where(fact => fact.GetProperty("kind").GetString() == "invoice.issued.v1").Select(fact => Text(fact.GetProperty("body"))).ToList();
            Assert.NotEmpty(issued);
            Assert.Equal(preview, issued);
        }

        static string Text(JsonElement invoice) =>
            string.Join(' ', invoice.EnumerateObject().Where(field => field.Name is not ("number" or "kind")).Select(field => field.ToString()));
    }
}
