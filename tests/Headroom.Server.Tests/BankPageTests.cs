using System.Net;
using System.Text.RegularExpressions;

namespace Headroom.Server.Tests;

/// <summary>The bank page: a statement is handed in, proposals are seen, and what a person chose is recorded, once.</summary>
public sealed class BankPageTests
{
    const string Form = "application/x-www-form-urlencoded", Multipart = "multipart/form-data; boundary=edge";

    // All of the first invoice by its number: certain. 5 dollars of a stranger, and charges: none.
    const string Csv =
        "date,amount,currency,reference,remittance,payer\n2026-06-20,625000000.00,USD,B1,INV-0000001,anthropic\n2026-06-21,5.00,USD,B2,<b>hello</b>,A Stranger Limited\n2026-06-22,-3.00,USD,B3,charges,\n";

    [Fact]
    public async Task A_statement_is_seen_and_what_was_chosen_is_recorded_with_links_to_its_facts()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var before = served.Head;

        var address = await HandIn(served, Csv);
        var page = await Page(served, address);
        Assert.Equal(before, served.Head);
        Assert.Equal(("certain", "none", "625000000.00"), (Figure(page, "grade-0"), Figure(page, "grade-1"), Figure(page, "amount-0")));
        Assert.Contains("href=\"/invoices/INV-0000001\"", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;hello", page, StringComparison.Ordinal);

        var reply = await served.Post(address, $"seen={before.Position}&lines=0&why=June+statement", Form);
        Assert.Equal((HttpStatusCode.Redirect, $"{address}?recorded={before.Position + 1}&through={before.Position + 2}"),
            (reply.StatusCode, reply.Headers.Location!.OriginalString));
        page = await Page(served, reply.Headers.Location.OriginalString);
        Assert.Equal("recorded", Figure(page, "grade-0"));
        Assert.Contains($"/journal?before={before.Position + 2}", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/accounts/anthropic\"", page, StringComparison.Ordinal);
        Assert.Equal(625_000_000m, Assert.Single(served.Keeper.CatchUp().Receivables.Cash.Receipts.Values).Amount);
        Assert.Equal(("console", "June statement"), served.Keeper.Facts(before.Position, before.Position + 1).Select(fact => (fact.Actor.ToString(), fact.Why)).Single());
        Assert.DoesNotContain("Stranger", System.Text.Encoding.Latin1.GetString(served.Stored()), StringComparison.Ordinal);
    }

    // The first of two payments is chosen; the other is left, though it is certain too.
    [Fact]
    public async Task Only_what_was_chosen_is_recorded()
    {
        await using var served = await Served.Example();
        foreach (var month in new[] { "2026-05", "2026-06" }) await served.Said($"/v1/months/{month}/close");
        var address = await HandIn(served, "date,amount,currency,reference,remittance\n2026-07-20,1250000000.00,USD,B2,INV-0000002\n2026-06-20,625000000.00,USD,B1,INV-0000001\n");

        await served.Post(address, $"seen={served.Head.Position}&lines=1", Form);

        Assert.Equal("B1", Assert.Single(served.Keeper.CatchUp().Receivables.Cash.Receipts.Values).BankReference);
    }

    [Fact]
    public async Task What_was_seen_on_another_book_is_not_recorded()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var seen = served.Head.Position;
        var address = await HandIn(served, Csv);
        await served.Said("/v1/parties", """{"party":"anthropic","name":"Another"}""");
        var before = served.Head;

        var reply = await served.Post(address, $"seen={seen}&lines=0", Form);

        Assert.Equal(HttpStatusCode.Conflict, reply.StatusCode);
        Assert.Contains($"from position {seen} to {seen + 1}", await Text(reply), StringComparison.Ordinal);
        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData("", 400), InlineData("lines=0", 400), InlineData("seen=48", 400), InlineData("seen=48&lines=", 400), InlineData("seen=x&lines=0", 400),
        InlineData("seen=48&lines=0&more=1", 400), InlineData("seen=48&lines=0&why=%07", 400)]
    public async Task A_choice_that_makes_no_sense_is_refused(string form, int status)
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var address = await HandIn(served, Csv);
        var before = served.Head;

        Assert.Equal(status, (int)(await served.Post(address, form, Form)).StatusCode);
        Assert.Equal(before, served.Head);
    }

    // Lines that are not there, or are not proposed, are nobody's money: nothing is written.
    [Theory]
    [InlineData("1"), InlineData("2"), InlineData("3"), InlineData("-1"), InlineData("x"), InlineData("9999999999999")]
    public async Task A_line_that_is_not_proposed_is_not_recorded(string line)
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var before = served.Head;

        await served.Post(await HandIn(served, Csv), $"seen={before.Position}&lines={line}", Form);

        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData(Form, "file=x", 415), InlineData("", "x", 415), InlineData("multipart/form-data", "x", 400), InlineData(Multipart, "", 400),
        InlineData(Multipart, "--edge\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nno end", 400)]
    public async Task What_is_no_form_with_a_file_is_refused(string type, string body, int status)
    {
        await using var served = await Served.Example();
        var before = served.Head;

        Assert.Equal(status, (int)(await served.Post("/bank", body, type)).StatusCode);
        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData("", "No file was chosen"), InlineData("nonsense", "currency"),
        InlineData("<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><x>&a;</x>", "This is not XML that is accepted here"),
        InlineData("<Document/>", "A camt.053 statement is expected"), InlineData("date,amount,currency\n2026-06-20,1e9,USD\n", "1e9")]
    public async Task What_is_no_statement_is_told_as_a_page(string file, string says)
    {
        await using var served = await Served.Example();

        var reply = await served.Post("/bank", Body(file), Multipart);

        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
        Assert.Contains(says, await Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_above_the_limit_is_refused_with_the_limit()
    {
        await using var served = await Served.Example();

        var reply = await served.Post("/bank", Body(new string('x', (16 << 20) + 1)), Multipart);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.StatusCode);
        Assert.Contains("16777216", await Text(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_sites_page_hands_in_nothing()
    {
        await using var served = await Served.Example();

        Assert.Equal(HttpStatusCode.Forbidden, (await served.Post("/bank", Body(Csv), Multipart, null, ("Origin", "https://other.example"))).StatusCode);
    }

    [Fact]
    public async Task The_last_four_statements_are_held_and_an_older_one_is_to_be_handed_in_again()
    {
        await using var served = await Served.Example();
        var addresses = new List<string>();
        for (var i = 0; i < 5; i++) addresses.Add(await HandIn(served, $"date,amount,currency\n2026-06-2{i},1,USD\n"));

        using var gone = await served.Client.GetAsync(addresses[0], TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Contains("Hand it in again", await Text(gone), StringComparison.Ordinal);
        foreach (var held in addresses[1..]) await Page(served, held);
    }

    [Fact]
    public async Task Lines_are_seen_by_grade_and_as_csv_and_an_earlier_book_offers_no_form()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/months/2026-05/close");
        var address = await HandIn(served, Csv);

        Assert.DoesNotContain("grade-1\"", await Page(served, address + "?grade=certain"), StringComparison.Ordinal);
        Assert.Equal(4, (await Page(served, address + "/lines.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var earlier = await Page(served, address + "?position=47");
        Assert.DoesNotContain("method=\"post\"", earlier, StringComparison.Ordinal);
        Assert.DoesNotContain("checkbox", earlier, StringComparison.Ordinal);
    }

    static async Task<string> HandIn(Served served, string csv)
    {
        var reply = await served.Post("/bank", Body(csv), Multipart);
        Assert.True(reply.StatusCode == HttpStatusCode.Redirect, await Text(reply));
        return reply.Headers.Location!.OriginalString;
    }

    static string Body(string file) => $"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"june.csv\"\r\nContent-Type: text/csv\r\n\r\n{file}\r\n--edge--\r\n";

    static async Task<string> Page(Served served, string path)
    {
        using var reply = await served.Client.GetAsync(path);
        var page = await Text(reply);
        Assert.True(reply.StatusCode == HttpStatusCode.OK, page);
        return page;
    }

    static async Task<string> Text(HttpResponseMessage reply) => await reply.Content.ReadAsStringAsync();

    static string Figure(string page, string name) => Regex.Match(page, $"data-figure=\"{name}\" data-value=\"([^\"]*)\"").Groups[1].Value;
}
