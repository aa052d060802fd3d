using System.Net;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Logging;

namespace Headroom.Server.Tests;

public sealed class GuardTests
{
    const string Move = """{"to":"2026-08-01T05:00:00Z"}""";

    [Theory]
    [InlineData("Origin", "https://evil.example"), InlineData("Origin", "null"), InlineData("Origin", "http://localhost:81"), InlineData("Sec-Fetch-Site", "cross-site"),
        InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_sites_page_cannot_write(string header, string value)
    {
        await using var served = await Served.Example();
        var before = served.Head;

        var problem = await Served.Problem(await served.Post("/v1/clock", Move, headers: (header, value)));

        Assert.Equal(403, problem.GetProperty("status").GetInt32());
        Assert.Equal(before, served.Head);
    }

    [Theory]
    [InlineData("Origin", "http://localhost"), InlineData("Sec-Fetch-Site", "same-origin"), InlineData("Sec-Fetch-Site", "none")]
    public async Task Our_own_page_can(string header, string value)
    {
        await using var served = await Served.Example();
        using var reply = await served.Post("/v1/clock", Move, headers: (header, value));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
    }

    // A name that resolves to this machine must not make another site's page one of ours.
    [Theory]
    [InlineData("evil.example", 421), InlineData("localhost.evil.example", 421), InlineData("127.0.0.1", 200), InlineData("localhost", 200)]
    public async Task Only_the_servers_own_names_are_answered(string host, int status)
    {
        await using var served = await Served.Example();
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/book");
        request.Headers.Host = host;
        using var reply = await served.Client.SendAsync(request);
        Assert.Equal(status, (int)reply.StatusCode);
    }

    [Theory]
    [InlineData("/"), InlineData("/v1/book"), InlineData("/v1/nope"), InlineData("/console.css"), InlineData("/openapi/v1.json")]
    public async Task Every_reply_keeps_the_browser_to_this_origin(string path)
    {
        await using var served = await Served.Example();
        using var reply = await served.Client.GetAsync(path);
        var policy = Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("http", policy);
        Assert.Equal("nosniff", Assert.Single(reply.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("DELETE", "/v1/contracts/anthropic-colossus"), InlineData("PUT", "/v1/contracts"), InlineData("PATCH", "/v1/policy"), InlineData("POST", "/v1/overview"),
        InlineData("GET", "/v1/payments")]
    public async Task A_method_that_is_not_offered_is_a_problem_too(string method, string path)
    {
        await using var served = await Served.Example();
        using var reply = await served.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));
        Assert.Equal(405, (await Served.Problem(reply)).GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task An_actor_is_a_slug_and_stands_in_the_fact()
    {
        await using var served = await Served.Example();

        using var reply = await served.Post("/v1/clock", Move, headers: ("Headroom-Actor", "ops-1"));
        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Equal("ops-1", (await served.Get($"/v1/journal/{served.Head.Position}")).GetProperty("actor").GetString());
        var problem = await Served.Problem(await served.Post("/v1/clock", Move, headers: ("Headroom-Actor", "Jane Doe")));
        Assert.Equal("Headroom-Actor", problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_journal_that_cannot_be_used_is_503_and_a_bug_is_500_without_its_trace()
    {
        foreach (var (fault, status) in new (Exception, int)[] { (new JournalUnavailable("The server of the journal is away."), 503), (new InvalidCastException("secret"), 500) })
        {
            using var keeper = new Bookkeeper(new BrokenJournal(fault), StoppedClock.AtNoon);
            await using var site = Site.Build(keeper, StoppedClock.AtNoon, "http://localhost", builder => { builder.WebHost.UseTestServer(); builder.Logging.ClearProviders(); });
            await site.StartAsync();
            using var reply = await site.GetTestClient().GetAsync("/v1/book");
            var text = await reply.Content.ReadAsStringAsync();
            Assert.Equal((status, "application/problem+json"), ((int)reply.StatusCode, reply.Content.Headers.ContentType?.MediaType));
            Assert.DoesNotContain("secret", text);
            Assert.DoesNotContain("   at ", text);
        }
    }

    /// <summary>A journal of which every use ends in the same fault.</summary>
    sealed class BrokenJournal(Exception fault) : IJournal
    {
        public Head Head() => throw fault;
        public IEnumerable<Entry> Read(long after, long through) => throw fault;
        public Entry? FindKey(string key) => throw fault;
        public long? LastOfBatch(long firstPosition) => throw fault;
        public AppendResult Append(long expectedHead, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key, Action<int, int>? stored = null) => throw fault;
        public void PutExhibit(Exhibit exhibit) => throw fault;
        public ExhibitContent? GetExhibit(Digest digest) => throw fault;
        public bool EraseExhibit(Digest digest) => throw fault;
        public IUsageTable Usage => throw fault;
        public IDisposable? Alone(string what) => throw fault;
        public Verification Verify(IProgress<long>? progress = null, Head? witness = null) => throw fault;
        public void Dispose() { }
    }
}
