using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Server.Tests;

public sealed class PaperTests
{
    [Fact]
    public async Task An_invoice_is_served_as_a_page_that_may_fetch_nothing()
    {
        await using var served = await Closed();
        using var reply = await served.Client.GetAsync("/v1/invoices/INV-0000001.html?paper=Letter");
        var html = await reply.Content.ReadAsStringAsync();

        Assert.Equal("text/html", reply.Content.Headers.ContentType!.MediaType);
        Assert.Equal("inline; filename=\"INV-0000001.html\"", reply.Content.Headers.GetValues("Content-Disposition").Single());
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", reply.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Contains("<title>Invoice INV-0000001</title>", html, StringComparison.Ordinal);
        Assert.Contains("size: Letter", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_the_same_after_the_journal_grew()
    {
        await using var served = await Closed();
        var before = await served.Client.GetStringAsync("/v1/invoices/INV-0000001.html");
        served.Keeper.Execute(new CloseMonth(new YearMonth(2026, 6)), Slug.Of("test"));

        Assert.Equal(before, await served.Client.GetStringAsync("/v1/invoices/INV-0000001.html"));
    }

    [Theory]
    [InlineData("application/json", "application/json")]
    [InlineData("text/csv", "text/csv")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html")]
    [InlineData("*/*", "application/json")]
    [InlineData("text/*;q=0.5, text/html;q=0.1, application/json;q=0.2", "text/csv")]
    public async Task An_invoice_comes_in_the_form_that_is_accepted(string accept, string type)
    {
        await using var served = await Closed();
        using var reply = await Asked(served, "/v1/invoices/INV-0000001", ("Accept", accept));

        Assert.Equal((HttpStatusCode.OK, type), (reply.StatusCode, reply.Content.Headers.ContentType!.MediaType));
        Assert.Equal("Accept", reply.Headers.Vary.Single());
    }

    [Fact]
    public async Task A_form_that_is_not_offered_is_refused_with_those_that_are()
    {
        await using var served = await Closed();
        using var reply = await Asked(served, "/v1/invoices/INV-0000001", ("Accept", "image/png, application/json;q=0"));

        Assert.Equal(HttpStatusCode.NotAcceptable, reply.StatusCode);
        Assert.Contains("application/json, text/html, application/pdf, text/csv", await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/invoices/INV-0000001.html")]
    [InlineData("/v1/invoices/INV-0000001.pdf")]
    public async Task A_document_that_is_the_same_is_not_sent_again_though_the_journal_grew(string path)
    {
        await using var served = await Closed();
        using var first = await served.Client.GetAsync(path);
        if (first.StatusCode == HttpStatusCode.ServiceUnavailable) Assert.Skip("PDF needs Chromium: apt-get install chromium");
        var tag = first.Headers.ETag!.ToString();
        served.Keeper.Execute(new CloseMonth(new YearMonth(2026, 6)), Slug.Of("test"));
        using var again = await Asked(served, path, ("If-None-Match", tag));
        using var letter = await Asked(served, path + "?paper=Letter", ("If-None-Match", tag));

        Assert.Equal((HttpStatusCode.NotModified, HttpStatusCode.OK), (again.StatusCode, letter.StatusCode));
    }

    static async Task<HttpResponseMessage> Asked(Served served, string path, (string Name, string Value) header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return await served.Client.SendAsync(request);
    }

    [Fact]
    public async Task A_draft_and_a_statement_are_served_too()
    {
        await using var served = await Closed();

        Assert.Contains("watermark\" aria-hidden", await served.Client.GetStringAsync("/v1/months/2026-06/drafts/anthropic-colossus/anthropic.html"), StringComparison.Ordinal);
        Assert.Contains("Statement of account", await served.Client.GetStringAsync("/v1/statements/anthropic.html"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_PDF_it_is_printed_or_the_answer_says_what_to_install()
    {
        await using var served = await Closed();
        using var reply = await served.Client.GetAsync("/v1/invoices/INV-0000001.pdf");
        var bytes = await reply.Content.ReadAsByteArrayAsync();

        if (reply.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            Assert.Contains("apt-get install chromium", Encoding.UTF8.GetString(bytes), StringComparison.Ordinal);
            Assert.Skip("PDF needs Chromium: apt-get install chromium");
        }
        Assert.Equal(new MediaTypeHeaderValue("application/pdf"), reply.Content.Headers.ContentType);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(bytes[..5]));
    }

    [Theory]
    [InlineData("/v1/invoices/INV-9999999.pdf", HttpStatusCode.NotFound, "INV-9999999")]
    [InlineData("/v1/invoices/INV-0000001.pdf?paper=A3", HttpStatusCode.BadRequest, "A3")]
    [InlineData("/v1/statements/nobody.html", HttpStatusCode.NotFound, "nobody")]
    [InlineData("/v1/months/2026-06/drafts/anthropic-colossus/google.html", HttpStatusCode.NotFound, "google")]
    [InlineData("/v1/months/2027-06/drafts/anthropic-colossus/anthropic.html", HttpStatusCode.UnprocessableEntity, "2027-06")]
    public async Task What_is_not_there_is_refused(string path, HttpStatusCode status, string says)
    {
        await using var served = await Closed();
        using var reply = await served.Client.GetAsync(path);

        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(says, await reply.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    /// <summary>The example with its first month closed.</summary>
    static async Task<Served> Closed()
    {
        var served = await Served.Example();
        Assert.IsType<Journal.Keeping.Outcome.Done>(served.Keeper.Execute(new CloseMonth(new YearMonth(2026, 5)), Slug.Of("test")));
        return served;
    }
}
