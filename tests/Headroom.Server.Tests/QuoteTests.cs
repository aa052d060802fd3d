using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>Drafts and quotes over the API, to the close of the contract.</summary>
public sealed class QuoteTests
{
    [Fact]
    public async Task A_quote_is_made_listed_accepted_and_can_then_no_longer_be_declined()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/drafts", Terms("deal", 72, 1000));
        await served.Said("/v1/quotes", Quoting("deal", 72, fee: 1000));

        var list = await served.Get("/v1/quotes");
        Assert.Equal(("open", true), (list.GetProperty("quotes")[0].GetProperty("state").GetString(), list.GetProperty("quotes")[0].GetProperty("would-be-accepted").GetBoolean()));
        Assert.Contains((await served.Get("/v1/agenda")).GetProperty("dates").EnumerateArray(), item => item.GetProperty("contract").GetString() == "deal");

        var signed = await served.Said("/v1/quotes/deal/accept", "{}");
        Assert.Equal(1, signed.GetProperty("facts")[0].GetProperty("body").GetProperty("quote-version").GetInt32());
        Assert.Empty((await served.Get("/v1/quotes")).GetProperty("quotes").EnumerateArray());
        Assert.Equal("signed", (await served.Get("/v1/quotes?all=true")).GetProperty("quotes")[0].GetProperty("state").GetString());
        Assert.Equal(["draft", "quoted", "signed"],
            (await served.Get("/v1/contracts/deal")).GetProperty("lifecycle").GetProperty("entered").EnumerateArray().Select(entry => entry.GetProperty("stage").GetString()));
        Assert.Equal("quote-not-open", await Code(served, "/v1/quotes/deal/decline", """{"reason":"too late"}"""));
    }

    [Fact]
    public async Task What_open_quotes_oversubscribe_together_is_listed()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/quotes", Quoting("a", 200_016, fee: 1));
        await served.Said("/v1/quotes", Quoting("b", 200_016, fee: 1));

        var together = (await served.Get("/v1/quotes")).GetProperty("oversubscribed-together").EnumerateArray().First();
        Assert.Equal(("colossus-2", "2026-08-01", "GPUs"),
            (together.GetProperty("where").GetString(), together.GetProperty("from").GetString(), together.GetProperty("unit").GetString()));
        Assert.Equal(2, together.GetProperty("quotes").GetArrayLength());
    }

    [Fact]
    public async Task The_clauses_of_a_quote_and_of_any_terms_have_their_prices()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/quotes", Quoting("deal", 72, fee: 1000));
        var quoted = await served.Get("/v1/quotes/deal/clauses?price=2000");
        using var stated = await served.Post("/v1/clauses", $$"""{"terms":{{Terms("other", 72, 1000)}}}""");

        Assert.Equal(("deal", "stated in the request", 0),
            (quoted.GetProperty("contract").GetString(), quoted.GetProperty("outlook").GetString(), quoted.GetProperty("clauses").GetArrayLength()));
        Assert.Equal(System.Net.HttpStatusCode.OK, stated.StatusCode);
        Assert.Equal("not-found", await Code(served, "/v1/clauses", $$"""{"terms":{{Terms("other", 72, 1000).Replace("colossus-2", "nowhere")}}}"""));
    }

    [Fact]
    public async Task Refusals_name_the_field()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/quotes", Quoting("deal", 72, fee: 1000));

        Assert.Equal("terms-differ", await Code(served, "/v1/contracts?quote-version=1", Terms("deal", 72, 900)));
        Assert.Equal("quote-not-open", await Code(served, "/v1/quotes/deal/accept", """{"quote-version":1}""", withdraw: true));
        Assert.Equal("contract-open", await Code(served, "/v1/contracts/anthropic-colossus/close", ""));
        Assert.Equal("not-found", await Code(served, "/v1/quotes/nobody/accept", "{}"));
    }

    [Fact]
    public async Task The_console_shows_open_quotes_what_became_of_others_and_the_line_of_stages()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/quotes", Quoting("a", 200_016, fee: 1));
        await served.Said("/v1/quotes", Quoting("b", 200_016, fee: 1));
        await served.Said("/v1/quotes", Quoting("c", 72, fee: 1));
        await served.Said("/v1/quotes/c/decline", """{"reason":"too <dear>"}""");

        var page = await served.Client.GetStringAsync("/quotes");
        // 400,032 of 330,000 GPUs, of which 3,312 are held back against failures.
        Assert.Contains("short by 73,344 GPUs in colossus-2 from 1 Aug 2026", page);
        Assert.Contains("declined: too &lt;dear&gt;", page);
        await served.Said("/v1/quotes/a/accept", "{}");
        var contract = await served.Client.GetStringAsync("/contracts/a");
        Assert.Contains("aria-current=\"step\"", contract);
        Assert.Contains("to invoice", contract);
    }

    [Fact]
    public async Task A_quotes_page_prices_its_clauses_and_signs_the_version_that_was_seen_after_checking_it_again()
    {
        await using var served = await Served.Example("offers");
        const string Form = "application/x-www-form-urlencoded";
        var before = served.Head;

        var page = System.Net.WebUtility.HtmlDecode(await served.Client.GetStringAsync("/quotes/beta?price=4000000&haircut="));
        Assert.Contains("Sign version 1", page);
        Assert.Contains("the seller may end the contract by 30 days' notice from 2026-10-01", page);
        Assert.Contains("beyond their sum", page);
        // By hand: 4,000 are sold; alpha's 3,000, beta's 2,000 and gamma's 2,000 would make 11,000 of 8,000.
        Assert.Contains("Together with alpha, gamma it is short by 3,000 GPUs in north", System.Text.RegularExpressions.Regex.Replace(page, "\\s+", " "));
        Assert.Contains("Nearest deals that fit", await served.Client.GetStringAsync("/quotes/alpha"));
        Assert.DoesNotContain("action=\"/quotes/beta/sign\"", await served.Client.GetStringAsync($"/quotes/beta?position={before.Position - 1}"));
        foreach (var wrong in new[] { "version=2", "version=0", "", "version=1&other=1" })
        {
            using var refused = await served.Post("/quotes/beta/sign", wrong, Form);
            Assert.InRange((int)refused.StatusCode, 400, 499);
        }
        using (var cross = await served.Post("/quotes/beta/sign", "version=1", Form, null, ("Origin", "https://other.example"))) Assert.Equal(System.Net.HttpStatusCode.Forbidden,
            cross.StatusCode);
        Assert.Equal(before, served.Head);

        using (var signed = await served.Post("/quotes/beta/sign", "version=1", Form)) Assert.Equal(
            (System.Net.HttpStatusCode.Redirect, $"/contracts/beta?recorded={before.Position + 1}&through={served.Head.Position}"),
            (signed.StatusCode, signed.Headers.Location!.OriginalString));
        Assert.True(served.Head.Position > before.Position);
        // Beside beta and what gamma holds there is no room for alpha's 3,000.
        using var oversold = await served.Post("/quotes/alpha/sign", "version=1", Form);
        Assert.Equal(System.Net.HttpStatusCode.UnprocessableEntity, oversold.StatusCode);
        Assert.Contains("Pool &#39;north&#39; is short", await oversold.Content.ReadAsStringAsync());
        Assert.Contains("href=\"/contracts/beta\"", await served.Client.GetStringAsync("/quotes/beta"));
    }

    // By hand: the anchor's 4,000 are half of the north's 8,000, so any more is beyond a greatest share of a half; alpha does not fit beside what gamma holds, and no approval
    // cures that.
    [Fact]
    public async Task What_a_limit_refuses_is_signed_with_an_approval_from_the_page_and_over_the_api()
    {
        await using var served = await Served.Example("offers");
        const string Form = "application/x-www-form-urlencoded";
        await served.Said("/v1/policy", """{"risk":0.05,"handover-days":7,"limits":{"share":0.5}}""");

        Assert.Contains("name=\"approved-by\"", await served.Client.GetStringAsync("/quotes/beta"));
        Assert.DoesNotContain("name=\"approved-by\"", await served.Client.GetStringAsync("/quotes/alpha"));
        foreach (var wrong in new[] { "version=1", "version=1&approved-by=board", "version=1&approved-because=growth" })
        {
            using var refused = await served.Post("/quotes/beta/sign", wrong, Form);
            Assert.InRange((int)refused.StatusCode, 400, 499);
        }
        using (var signed = await served.Post("/quotes/beta/sign", "version=1&approved-by=board&approved-because=growth", Form)) Assert.Equal(System.Net.HttpStatusCode.Redirect,
            signed.StatusCode);

        Assert.Equal("policy-limit", await Code(served, "/v1/quotes/gamma/accept", "{}"));
        Assert.Equal("malformed", await Code(served, "/v1/quotes/gamma/accept", """{"approved-because":"growth"}"""));
        var said = await served.Said("/v1/quotes/gamma/accept", """{"approved-by":"board","approved-because":"growth"}""");
        Assert.Equal("board", said.GetProperty("facts")[0].GetProperty("body").GetProperty("approved").GetProperty("by").GetString());
    }

    // By hand: half of 330,000 GPUs may be sold, and 200,016 are more.
    [Fact]
    public async Task A_hold_beyond_a_limit_is_made_with_an_approval_that_the_page_shows()
    {
        await using var served = await Served.Example("colossus");
        await served.Said("/v1/policy", """{"risk":0.05,"handover-days":7,"limits":{"share":0.5}}""");
        var held = Quoting("delta", 200_016, fee: 1).Replace("\"holds\":false", "\"holds\":true", StringComparison.Ordinal);

        Assert.Equal("policy-limit", await Code(served, "/v1/quotes", held));
        await served.Said("/v1/quotes", $$"""{{held[..^1]}},"approved-by":"board","approved-because":"growth"}""");

        Assert.Contains("held as board approved (growth)", await served.Client.GetStringAsync("/quotes/delta"));
    }

    internal static string Quoting(string id, int gpus, int fee) => $$"""{"terms":{{Terms(id, gpus, fee)}},"expires":"2026-07-31","holds":false}""";

    static string Terms(string id, int gpus, int fee) => $$"""
        {"contract":"{{id}}","seller":"spacex-ai","buyer":"google","zone":"America/Chicago","currency":"USD","term":{"from":"2026-08-01","through":"2026-08-31"},
         "legs":[{"reserve":"colossus-2","steps":[{"from":"2026-08-01","gpus":{{gpus}}}]},{"monthly":"fee","steps":[{"from":"2026-08-01","amount":{{fee}}}]}]}
        """;

    static async Task<string?> Code(Served served, string path, string body, bool withdraw = false)
    {
        if (withdraw) await served.Said("/v1/quotes/deal/withdraw", """{"reason":"sold elsewhere"}""");
        using var reply = await served.Post(path, body, type: body.Length == 0 ? "" : "application/json");
        return (await Served.Problem(reply)).GetProperty("code").GetString();
    }
}
