using System.Net;

namespace Headroom.Server.Tests;

/// <summary>Blocks through the API, as an infrastructure controller reports them.</summary>
public sealed class BlockTests
{
    [Fact]
    public async Task What_a_controller_posts_twice_counts_once()
    {
        await using var served = await Served.Example();
        await served.Said("/v1/blocks", """{"block":"row-1","pool":"colossus-1","gpus":4608,"nodes":["row-1-[1-576]"]}""");
        Task<HttpResponseMessage> Post(string body) => served.Post("/v1/blocks/row-1/moves", body, key: "event-881");
        const string Assigned = """{"to":"assigned","contract":"anthropic-colossus","at":"2026-05-01T06:00:00Z"}""";

        var (first, second, other) = (await Post(Assigned), await Post(Assigned), await Post("""{"to":"failed","at":"2026-05-01T06:00:00Z"}"""));
        var block = await served.Get("/v1/blocks/row-1");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode, other.StatusCode));
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal((1, "assigned", "anthropic-colossus"),
            (block.GetProperty("moves").GetArrayLength(), block.GetProperty("state").GetString(), block.GetProperty("with").GetString()));
        Assert.Equal("row-1", (await served.Get("/v1/blocks")).GetProperty("blocks")[0].GetProperty("block").GetString());
    }
}
