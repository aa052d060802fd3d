using System.Net;

namespace Headroom.Server.Tests;

/// <summary>Reclaims and the board of blocks, through the API and on the console.</summary>
public sealed class ReclaimTests
{
    [Fact]
    public async Task A_reclaim_that_no_clause_permits_is_refused_and_the_board_shows_blocks()
    {
        await using var served = await Served.Example();
        using var refused = await served.Post("/v1/reclaims",
            """{"reclaim":"run-9","contract":"anthropic-colossus","clause":"taking back","gpus":8,"by":"2027-01-01","reason":"a larger model"}""");
        using var unknown = await served.Client.GetAsync("/v1/reclaims/run-9");
        await served.Said("/v1/blocks", """{"block":"row-1","pool":"colossus-1","gpus":4608}""");
        await served.Said("/v1/blocks/row-1/moves", """{"to":"failed","at":"2026-05-01T06:00:00Z"}""");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (refused.StatusCode, unknown.StatusCode));
        Assert.Empty((await served.Get("/v1/reclaims")).GetProperty("reclaims").EnumerateArray());
        Assert.Contains("row-1", await served.Client.GetStringAsync("/blocks"), StringComparison.Ordinal);
        Assert.Contains("Block row-1 of 4,608 GPUs in colossus-1 has failed since", await served.Client.GetStringAsync("/"), StringComparison.Ordinal);
    }
}
