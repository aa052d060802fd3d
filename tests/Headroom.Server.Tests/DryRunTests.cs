using System.Net;
using System.Text;
using System.Text.Json;

namespace Headroom.Server.Tests;

/// <summary>Requests tried on a branch of the book.</summary>
public sealed class DryRunTests
{
    [Fact]
    public async Task A_request_that_is_tried_shows_every_view_and_writes_nothing()
    {
        await using var served = await Served.Example("offers");
        var before = served.Head;

        using var reply = await Tried(served, "/v1/quotes/beta/accept", "{}");
        var tried = JsonDocument.Parse(await reply.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.OK, false), (reply.StatusCode, tried.GetProperty("written").GetBoolean()));
        Assert.Equal("contract.signed.v1", tried.GetProperty("facts")[0].GetProperty("kind").GetString());
        Assert.Contains(tried.GetProperty("views").EnumerateArray(), row => row.GetProperty("now").GetDecimal() != row.GetProperty("then").GetDecimal());
        Assert.Equal(before, served.Head);
        // It was not signed: it can still be.
        Assert.Equal("open", (await served.Get("/v1/quotes/beta")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_would_be_refused_is_refused_and_exhibits_are_not_kept()
    {
        await using var served = await Served.Example("offers");
        var before = served.Head;

        using var unknown = await Tried(served, "/v1/quotes/nothing/accept", "{}");
        using var named = await Tried(served, "/v1/parties", """{ "party": "customer-z", "name": "Customer Z" }""");

        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        Assert.Equal(before, served.Head);
    }

    static async Task<HttpResponseMessage> Tried(Served served, string path, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Headroom-Dry-Run", "true");
        return await served.Client.SendAsync(request);
    }
}
