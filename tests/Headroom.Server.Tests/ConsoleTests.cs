using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Headroom.Journal;

namespace Headroom.Server.Tests;

/// <summary>The console's pages without a browser: that they show what the API says, and show it safely.</summary>
public sealed partial class ConsoleTests
{
    [Fact]
    public async Task The_overview_shows_the_figures_of_the_api()
    {
        await using var served = await Served.Example();
        var page = await Page(served, "/");
        var overview = await served.Get("/v1/overview");
        var money = overview.GetProperty("money")[0];

        Assert.Equal(Text(overview, "idle-cost-a-day"), Figure(page, "idle-cost-a-day"));
        Assert.Equal(Text(money, "contracted-monthly-fee"), Figure(page, "contracted-monthly-fee"));
        Assert.Equal(Text(money, "backlog-enforceable"), Figure(page, "backlog-enforceable"));
        Assert.Equal(Text(money, "backlog-stated"), Figure(page, "backlog-stated"));
        Assert.Equal(Text(overview, "capacity-back"), Figure(page, "capacity-back"));
        Assert.Equal(Text(overview.GetProperty("contracts")[0], "seller-guaranteed-until"), Figure(page, "seller-guaranteed-until"));
        Assert.Equal(served.Head.Root.ToString(), Figure(page, "root"));
        Assert.Contains("Anthropic PBC", page);
    }

    [Theory]
    [InlineData("/contracts"), InlineData("/contracts/anthropic-colossus"), InlineData("/contracts/anthropic-colossus/value?paths=4000"), InlineData("/headroom"),
        InlineData("/headroom?pool=colossus-2&days=400&risk=0.1&notice=30&available=0.9&price=2&shortfall-cost=9&gpus=1000&by=2027-01-01"), InlineData("/invoices"),
        InlineData("/invoices/INV-0000001"), InlineData("/accounts"), InlineData("/accounts/anthropic"), InlineData("/journal"),
        InlineData("/?pool=colossus-1&days=90&at=2026-12-01"), InlineData("/?position=5"),
     InlineData("/?position=25"), InlineData("/journal?before=3"), InlineData("/months"), InlineData("/disclosure"), InlineData("/disclosure?at=2026-06-30&framework=ifrs"),
        InlineData("/disclosure?at=2025-01-01"), InlineData("/purchases"), InlineData("/rights"), InlineData("/rights?at=2027-01-01"), InlineData("/months?month=2026-06"),
        InlineData("/months?month=2027-06"), InlineData("/invoices?before=INV-0000001"), InlineData("/contracts/anthropic-colossus?at=2030-01-01"),
        InlineData("/contracts?after=b")]
    public async Task Every_page_is_served(string path)
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var page = await Page(served, path);
        Assert.Contains("<main id=\"main\">", page);
        Assert.DoesNotContain("<script>", page);
        Assert.DoesNotMatch("(src|href)=\"(https?:)?//", page);
    }

    [Fact]
    public async Task The_headroom_page_shows_the_figures_of_the_api_for_the_same_question()
    {
        await using var served = await Served.Example();
        const string asked = "days=120&risk=0.1&notice=30&available=0.8&price=2.2&shortfall-cost=12";
        var page = await Page(served, $"/headroom?pool=colossus-2&{asked}");
        var all = await served.Get($"/v1/pools/colossus-2/headroom?{asked}");
        var tiers = all.GetProperty("firm").GetProperty("sellable")[0];

        foreach (var tier in new[] { "firm-gpus", "recallable-gpus", "interruptible-gpus" }) Assert.Equal(Text(tiers, tier), Figure(page, tier));
        Assert.Equal(Text(all.GetProperty("best"), "within-risk-gpus"), Figure(page, "best-gpus"));
        Assert.Equal(Text(all.GetProperty("pointwise"), "gpus"), Figure(page, "pointwise-gpus"));
        Assert.Equal(120, all.GetProperty("curve").GetProperty("points").GetArrayLength());
        Assert.Equal(Text(tiers, "firm-gpus"), Text(all.GetProperty("curve").GetProperty("points")[119], "joint"));
    }

    [Fact]
    public async Task What_is_wanted_back_is_told_with_the_day_to_serve_notice_by()
    {
        await using var served = await Served.Example();
        var back = await served.Get("/v1/pools/colossus-1/back?gpus=200000&by=2027-06-01");

        Assert.Equal(("2026-11-07", "anthropic-colossus"), (Text(back, "earliest"), Text(back.GetProperty("cheapest").GetProperty("notices")[0], "contract")));
        Assert.Equal("2027-02-23", Text(back.GetProperty("rights")[0], "serve-by"));
        Assert.Equal("2026-11-07", Figure(await Page(served, "/headroom?pool=colossus-1&gpus=200000&by=2027-06-01"), "back-earliest"));
    }

    [Fact]
    public async Task An_invoice_bears_the_position_and_root_at_its_issue()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        await served.Said("/v1/months/2026-06/close");

        var page = await Page(served, "/invoices/INV-0000001");
        var then = (await served.Get($"/v1/journal/proof/consistency?from={Figure(page, "witness-position")}")).GetProperty("from");

        Assert.Equal("48", Figure(page, "witness-position"));
        Assert.Equal(then.GetProperty("root").GetString(), Figure(page, "witness-root"));
        Assert.Equal("625000000.00", Figure(page, "total"));
    }

    [Fact]
    public async Task What_people_wrote_is_shown_as_text_and_not_as_markup()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/parties", """{"party":"anthropic","name":"<script>alert(1)</script> & \" Sons"}""");
        await served.Said("/v1/assumptions", """{"name":"<b>x</b>","unit":"\"><img src=x>","range":{"low":0,"high":9},"value":3,"source":"<svg onload=alert(1)>"}""");

        foreach (var path in new[] { "/", "/contracts", "/contracts/anthropic-colossus", "/journal" })
        {
            var page = await Page(served, path);
            Assert.DoesNotContain("<script>alert", page);
            Assert.DoesNotContain("<b>x", page);
            Assert.DoesNotContain("<svg onload", page);
            Assert.DoesNotContain("<img src=x", page);
        }
    }

    [Fact]
    public async Task An_erased_name_is_gone_and_the_id_stands_in_its_place()
    {
        await using var served = await Served.Example();
        var named = (await served.Get("/v1/journal?limit=10")).GetProperty("facts").EnumerateArray().First(fact => fact.GetProperty("about").GetString() == "anthropic");
        served.Keeper.Journal.EraseExhibit(Digest.Parse(named.GetProperty("body").GetProperty("exhibit").GetString()!));

        var page = await Page(served, "/contracts");

        Assert.DoesNotContain("Anthropic PBC", page);
        Assert.Contains("sold to anthropic", page);
    }

    [Theory]
    [InlineData("/contracts/nobody", 404), InlineData("/accounts/nobody", 404), InlineData("/accounts/%20", 400), InlineData("/invoices/INV-9999999", 404),
        InlineData("/nope", 404), InlineData("/?days=0", 400), InlineData("/?pool=%3Cscript%3E", 400), InlineData("/?x=1", 400), InlineData("/?position=99", 400),
        InlineData("/headroom?risk=0.6", 400), InlineData("/headroom?from=2020-01-01", 422), InlineData("/headroom?pool=nope", 404), InlineData("/headroom?days=2000", 400),
        InlineData("/headroom?by=2027-01-01", 400), InlineData("/headroom?price=2", 400)]
    public async Task Trouble_is_a_page_too(string path, int status)
    {
        await using var served = await Served.Example();
        using var reply = await served.Client.GetAsync(path);
        var page = await reply.Content.ReadAsStringAsync();
        Assert.Equal(status, (int)reply.StatusCode);
        Assert.Equal("text/html", reply.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("<script>", page);
    }

    [Theory]
    [InlineData("/lib/echarts.min.js", 1_000_000), InlineData("/lib/htmx.min.js", 40_000), InlineData("/console.js", 1000), InlineData("/console.css", 1000),
        InlineData("/icon.svg", 100)]
    public async Task What_the_browser_loads_comes_from_the_program_itself(string path, int least)
    {
        await using var served = await Served.Example();
        using var reply = await served.Client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.True((await reply.Content.ReadAsByteArrayAsync()).Length > least);
    }

    // Storage at 40,000 and support at 25,000 a month; a set-up of 150,000 once and commitments trued up on single days are no monthly fee.
    [Fact]
    public async Task The_timeline_of_a_contract_draws_what_comes_every_month()
    {
        await using var served = await Served.Example("clauses");

        var chart = WebUtility.HtmlDecode(Regex.Match(await Page(served, "/contracts/b-committed"), "data-chart=\"contract\" data-points=\"([^\"]*)\"").Groups[1].Value);

        Assert.Equal([65_000m], JsonDocument.Parse(chart).RootElement.GetProperty("fee").EnumerateArray().Select(step => step.GetProperty("amount").GetDecimal()).Distinct());
    }

    // A narrow window breaks lines at hyphens; the number of a document is one word, in links and in running text.
    [Fact]
    public async Task Numbers_of_documents_are_not_broken_at_the_end_of_a_line()
    {
        await using var served = await Served.Example();
        foreach (var month in new[] { "2026-05", "2026-06" }) await served.Said($"/v1/months/{month}/close");
        await served.Said("/v1/payments", """{"invoice":"INV-0000001","received":"2026-08-20","amount":600000000,"currency":"USD","reference":"our INV-0000001"}""");
        await served.Said("/v1/disputes",
            """{"invoice":"INV-0000002","charge":"fee","month":"2026-06","amount":9000,"by":"buyer","reason":"as INV-0000001 & <less>","evidence":"log"}""");
        await served.Said("/v1/disputes/DSP-0000001/settle", """{"upheld":4000,"reason":"as in INV-0000001"}""");
        await served.Said("/v1/months/2026-07/close");

        var seen = new List<string>();
        foreach (var path in new[] { "/", "/contracts/anthropic-colossus", "/invoices", "/invoices/open-matters", "/invoices/INV-0000001", "/invoices/INV-0000002",
            "/invoices/INV-0000003", "/invoices/INV-0000004", "/invoices/INV-0000004/why", "/accounts/anthropic", "/journal", "/months" })
            seen.AddRange(InText().Matches(await Page(served, path)).Select(match => $"{path}: {match.Groups[1].Value}"));

        Assert.All(seen, tag => Assert.Matches("^[^ ]+ <(a href=\"/invoices/INV-|[a-z]+ class=\"whole\"|pre|title)", tag));
        Assert.Contains("/invoices/open-matters: <span class=\"whole\">", seen);
        Assert.Contains("<span>as <span class=\"whole\">INV-0000001</span> &amp; &lt;less&gt;</span>", await Page(served, "/invoices/open-matters"));
        await using var late = await Served.Example("choices");
        await late.Said("/v1/months/2026-01/close");
        Assert.Matches("late interest on <span class=\"whole\">INV-[0-9]{7}</span>: 20", await Page(late, "/invoices")); // a line of a draft
        Assert.Contains("a[href^=\"/invoices/INV-\"] { white-space: nowrap; }", await (await served.Client.GetAsync("/console.css")).Content.ReadAsStringAsync());
    }

    /// <summary>The tag before a text in which the number of a document stands.</summary>
    [GeneratedRegex("(</?[a-z][^<>]*>)(?:[^<>]*<br>)?[^<>]*(?:INV|DSP)-[0-9]{7}")]
    private static partial Regex InText();

    static async Task<string> Page(Served served, string path)
    {
        using var reply = await served.Client.GetAsync(path);
        var page = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{path}: {(int)reply.StatusCode} {page}");
        return page;
    }

    static string Text(JsonElement element, string field) => element.GetProperty(field).ToString();

    /// <summary>The value that a page shows under a name.</summary>
    static string Figure(string page, string name)
    {
        var tag = Regex.Match(page, $"<[^>]*data-figure=\"{name}\"[^>]*>").Value;
        return Value().Match(tag).Groups[1].Value;
    }

    [GeneratedRegex("data-value=\"([^\"]*)\"")]
    private static partial Regex Value();
}
