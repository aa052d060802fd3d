using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headroom.Schedulers.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Server.Tests;

/// <summary>Schedulers beside the book, as programs and people see them.</summary>
public sealed class ClustersTests : IDisposable
{
    readonly Yard _yard = new();

    [Fact]
    public async Task A_cluster_is_shown_as_it_answers_now_with_drift_and_the_plan()
    {
        await using var site = await Served();
        using var client = site.GetTestClient();
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));

        Assert.Equal(("differs", null), State(await Get(client, "/v1/clusters/north")));
        _yard.Pass();
        Assert.Equal("enforced", State(await Get(client, "/v1/clusters/north")).State);
        Assert.Equal(6, (await Get(client, "/v1/clusters")).GetProperty("clusters")[0].GetProperty("writes").GetInt32());
        _yard.Scheduler.Drift("acme", Pool, 64);
        var drift = await Get(client, "/v1/clusters/north");
        Assert.Equal("drift", State(drift).State);
        Assert.Equal("account acme: h100 64 -> 24 GPUs", drift.GetProperty("changes")[0].GetProperty("says").GetString());

        var page = await client.GetStringAsync("/clusters");
        Assert.Contains("Changed by somebody else", page, StringComparison.Ordinal);
        Assert.Contains("account acme: h100 64 -&gt; 24 GPUs", page, StringComparison.Ordinal);
        Assert.StartsWith("entry,tenants,pool,desired,recorded,enforced,in-use,note", await client.GetStringAsync("/v1/clusters/north?format=csv&table=quotas"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_approved_by_its_digest()
    {
        await using var site = await Served();
        using var client = site.GetTestClient();
        var plan = (await Get(client, "/v1/clusters/north")).GetProperty("plan").GetString()!;

        using var wrong = await client.PostAsJsonAsync("/v1/clusters/north/approvals", new { plan = "abc" });
        using var right = await client.PostAsJsonAsync("/v1/clusters/north/approvals", new { plan });

        Assert.Equal((HttpStatusCode.BadRequest, true), (wrong.StatusCode, right.IsSuccessStatusCode));
        Assert.Contains(plan, _yard.Keeper.CatchUp().Clusters[North].Approved);
    }

    [Fact]
    public async Task A_scheduler_that_is_down_and_one_that_is_not_joined_are_told_apart()
    {
        await using var site = await Served();
        using var client = site.GetTestClient();
        _yard.Scheduler.IsDown = true;

        using var down = await client.GetAsync("/v1/clusters/north");
        using var unknown = await client.GetAsync("/v1/clusters/south");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.NotFound), (down.StatusCode, unknown.StatusCode));
        Assert.Contains("does not answer", await client.GetStringAsync("/clusters"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_scheduler_the_page_shows_the_quotas_of_the_book()
    {
        await using var served = await Server.Tests.Served.Example();

        var page = await served.Client.GetStringAsync("/clusters");

        Assert.Contains("a scheduler is joined by --cluster", page, StringComparison.Ordinal);
        Assert.Contains("anthropic", page, StringComparison.Ordinal);
    }

    async Task<WebApplication> Served()
    {
        var site = Site.Build(_yard.Keeper, StoppedClock.AtNoon, "http://localhost", builder => builder.WebHost.UseTestServer(), [_yard.Reconciler]);
        await site.StartAsync();
        return site;
    }

    static async Task<JsonElement> Get(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);

    static (string? State, string? Held) State(JsonElement look) => (look.GetProperty("state").GetString(), look.GetProperty("held").GetString());

    public void Dispose() => _yard.Dispose();
}
