using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Schedulers;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
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
        _yard.Scheduler.Drift("acme", Yard.Pool, 64);
        var drift = await Get(client, "/v1/clusters/north");
        Assert.Equal("drift", State(drift).State);
        Assert.Equal("account acme: h100 64 -> 24 GPUs", drift.GetProperty("changes")[0].GetProperty("says").GetString());

        var page = await client.GetStringAsync("/clusters");
        Assert.Contains("Changed by somebody else", page, StringComparison.Ordinal);
        Assert.Contains("account acme: h100 64 -&gt; 24 GPUs", page, StringComparison.Ordinal);
        Assert.StartsWith("entry,tenants,pool,desired,recorded,enforced,in-use,above,note", await client.GetStringAsync("/v1/clusters/north?format=csv&table=quotas"),
            StringComparison.Ordinal);
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

    [Fact]
    public async Task Blocks_are_observed_and_a_tranche_is_accepted_by_their_tests()
    {
        var signed = Sign("k", Acme, NewYear.PlusDays(99), (NewYear, 16));
        _yard.Must(signed with
        {
            Terms = signed.Terms
            with
            { Legs = [.. signed.Terms.Legs, new TrancheDelivery("first", Yard.Pool, new Gpus(16), NewYear, [new("fee", 1m)], FeeStart.Acceptance, ["burn-in"], null)] }
        });
        _yard.Must(new NameBlock(new(Slug.Of("row-1"), Yard.Pool, new Gpus(16), [], null)));
        _yard.Must(new MoveBlock(Slug.Of("row-1"), new(BlockState.Assigned, At(NewYear), Slug.Of("k"), null, "")));
        _yard.Must(new RecordEvent(Slug.Of("k"), new TrancheReady(NewYear, "first", "protocol")));
        var row = new BlockSeen("row-1", "h100", "1", 16, 16, true, BlockHealth.Ok, "acme");
        _yard.Scheduler.Blocks = [row];
        await using var site = await Served();
        using var client = site.GetTestClient();
        object asked = new { contract = "k", tranche = "first", blocks = new[] { "row-1" } };

        using var untested = await client.PostAsJsonAsync("/v1/clusters/north/acceptances", asked);
        Assert.Contains("has not passed", await untested.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        _yard.Scheduler.Blocks = [row with { Tests = [new("burn-in", true, At(NewYear), "report")] }];
        using var accepted = await client.PostAsJsonAsync("/v1/clusters/north/acceptances", asked);
        Assert.Equal(HttpStatusCode.Created, accepted.StatusCode);
        Assert.IsType<TrancheAccepted>(_yard.Keeper.CatchUp().Contracts[Slug.Of("k")].Events[^1]);

        using var nothing = await client.PostAsync("/v1/clusters/north/observations", null);
        Assert.Equal(0, (await nothing.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("conditions").GetInt32());
        using var elsewhere = await client.PostAsync("/v1/clusters/south/observations", null);
        Assert.Equal(HttpStatusCode.NotFound, elsewhere.StatusCode);
    }

    [Fact]
    public async Task Drift_that_is_left_stands_on_the_page_and_in_the_list()
    {
        using var yard = new Yard(cluster => cluster with { Drift = DriftPolicy.Alarm });
        yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        yard.Pass();
        yard.Scheduler.Drift("acme", Yard.Pool, 64);
        yard.Pass();
        await using var site = await Served(yard.Keeper, yard.Reconciler);
        using var client = site.GetTestClient();

        Assert.Equal("account acme: h100 64 -> 24 GPUs",
            (await Get(client, "/v1/clusters")).GetProperty("clusters")[0].GetProperty("drift-said").GetProperty("changes")[0].GetString());
        Assert.Contains("Changed by somebody else since", await client.GetStringAsync("/clusters"), StringComparison.Ordinal);
        Assert.Equal(yard.Drifts[^1].Plan, (await Get(client, "/v1/clusters/north")).GetProperty("drift-said").GetProperty("plan").GetString());
    }

    Task<WebApplication> Served() => Served(_yard.Keeper, _yard.Reconciler);

    static async Task<WebApplication> Served(Bookkeeper keeper, Reconciler reconciler)
    {
        var site = Site.Build(keeper, StoppedClock.AtNoon, "http://localhost", builder => builder.WebHost.UseTestServer(), [reconciler]);
        await site.StartAsync();
        return site;
    }

    static async Task<JsonElement> Get(HttpClient client, string path) => await client.GetFromJsonAsync<JsonElement>(path);

    static (string? State, string? Held) State(JsonElement look) => (look.GetProperty("state").GetString(), look.GetProperty("held").GetString());

    public void Dispose() => _yard.Dispose();
}
