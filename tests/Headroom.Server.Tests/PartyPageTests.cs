using System.Net;
using System.Text;

namespace Headroom.Server.Tests;

/// <summary>The pages of parties: names and details are seen, said by forms, and erased.</summary>
public sealed class PartyPageTests
{
    const string Form = "application/x-www-form-urlencoded";

    [Fact]
    public async Task Every_party_of_the_book_is_listed_with_what_is_kept_of_it()
    {
        await using var served = await Served.Example();
        var page = await Page(served, "/parties");

        Assert.Contains("href=\"/parties/anthropic\"", page, StringComparison.Ordinal);
        Assert.Contains("Anthropic PBC", page, StringComparison.Ordinal);
        Assert.Contains("anthropic", (await served.Get("/v1/parties")).GetRawText(), StringComparison.Ordinal);
        foreach (var party in served.Keeper.CatchUp().Contracts.Values.Select(contract => contract.Terms.Buyer)) await Page(served, $"/parties/{party}");
    }

    // What the form says stands on the next document, and no byte of it in the journal's facts.
    [Fact]
    public async Task A_name_and_details_are_said_by_forms_and_stand_on_documents()
    {
        await using var served = await Served.Example();

        var named = await served.Post("/parties", "party=anthropic&name=Sample+Customer", Form);
        var described = await served.Post("/parties/anthropic",
            "legal-name=Sample+Customer+Inc.&address=1+Sample+Street%0D%0ASampletown&bank=Example+Bank&iban=ZZ26+TEST+0000+0000+0000+01", Form);
        await served.Said("/v1/months/2026-05/close");

        Assert.Equal($"/parties/anthropic?recorded={served.Head.Position - 2}&through={served.Head.Position - 2}", described.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Redirect, named.StatusCode);
        var page = await Page(served, "/parties/anthropic");
        foreach (var said in new[] { "Sample Customer", "value=\"Sample Customer Inc.\"", "1 Sample Street\nSampletown", "value=\"ZZ26TEST00000000000001\"" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("Sample Customer Inc.", await Page(served, "/v1/invoices/INV-0000001.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("Sample Customer", string.Concat(served.Keeper.Journal.Read(0, long.MaxValue).Select(entry => Encoding.UTF8.GetString(entry.Bytes.Span))),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_name_was_said_a_party_is_called_as_it_is_in_law()
    {
        await using var served = await Served.Example();
        await served.Post("/parties/anthropic/erasure", "sure=yes", Form);
        Assert.DoesNotContain("Third Name Inc.", await Page(served, "/contracts"), StringComparison.Ordinal);

        await served.Post("/parties/anthropic", "legal-name=Third+Name+Inc.", Form);

        Assert.Contains("Third Name Inc.", await Page(served, "/contracts"), StringComparison.Ordinal);
        await served.Post("/parties", "party=anthropic&name=Third", Form);
        Assert.DoesNotContain("Third Name Inc.", await Page(served, "/contracts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_that_was_ever_said_of_a_party_is_erased_and_its_facts_stay()
    {
        await using var served = await Served.Example();
        foreach (var name in new[] { "First+Name", "Second+Name" }) await served.Post("/parties", $"party=anthropic&name={name}", Form);
        await served.Post("/parties/anthropic", "legal-name=Third+Name", Form);
        var before = served.Head;

        var refused = await served.Post("/parties/anthropic/erasure", "", Form);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        var erased = await served.Post("/parties/anthropic/erasure", "sure=yes", Form);

        Assert.Equal("/parties/anthropic", erased.Headers.Location?.OriginalString);
        var stored = Encoding.Latin1.GetString(served.Stored());
        foreach (var name in new[] { "Anthropic PBC", "First Name", "Second Name", "Third Name" }) Assert.DoesNotContain(name, stored, StringComparison.Ordinal);
        Assert.Contains("erased", await Page(served, "/parties/anthropic"), StringComparison.Ordinal);
        Assert.Equal(before, served.Head);
        Assert.Equal(HttpStatusCode.NotFound, (await served.Post("/parties/anthropic/erasure", "sure=yes", Form)).StatusCode);
    }

    [Theory]
    [InlineData("/parties", "party=anthropic"), InlineData("/parties", "party=No+Slug&name=x"), InlineData("/parties", "party=anthropic&name=x&more=1"),
        InlineData("/parties/anthropic", ""), InlineData("/parties/anthropic", "iban=ZZ27TEST0000000000000001&bank=x"),
     InlineData("/parties/anthropic", "bank=Example+Bank"), InlineData("/parties/anthropic", "invoices-to=nobody"),
        InlineData("/parties/anthropic", "address=1%0A2%0A3%0A4%0A5%0A6%0A7"), InlineData("/parties/anthropic", "legal-name=x&nope=1"),
        InlineData("/parties/No%20Slug", "legal-name=x")]
    public async Task What_is_no_name_and_no_details_is_refused_and_nothing_is_written(string path, string form)
    {
        await using var served = await Served.Example();
        var before = served.Head;

        Assert.InRange((int)(await served.Post(path, form, Form)).StatusCode, 400, 499);
        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData("/parties/nobody", HttpStatusCode.NotFound), InlineData("/parties/%20", HttpStatusCode.BadRequest)]
    public async Task A_party_that_is_not_there_is_told(string path, HttpStatusCode status)
    {
        await using var served = await Served.Example();
        using var reply = await served.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, reply.StatusCode);
    }

    static async Task<string> Page(Served served, string path)
    {
        using var reply = await served.Client.GetAsync(path);
        var page = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.StatusCode == HttpStatusCode.OK, page);
        return WebUtility.HtmlDecode(page);
    }
}
