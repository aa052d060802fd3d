using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Headroom.Core.Commands;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Kueue;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Kueue;

public sealed class KueueSchedulerTests : IDisposable
{
    readonly FakeKubernetes _kubernetes = new();
    readonly HttpClient _http;
    readonly Yard _yard = new(Served);

    public KueueSchedulerTests() => _http = new(_kubernetes);

    public void Dispose()
    {
        _yard.Dispose();
        _http.Dispose();
    }

    static Cluster Served(Cluster cluster) => cluster with
    {
        Kueue = new(new("http://kubernetes.example/"), null, null, Duration.FromSeconds(5)),
        Pools = [new(Pool, "nvidia.com/gpu", []) { Labels = ImmutableSortedDictionary<string, string>.Empty.Add("gpu", "h100") }],
        Consent = new([new(KueueEntries.Queue, "*"), new(KueueEntries.Cohort, "north"), new(KueueEntries.Flavor, "*")]),
    };

    Pass Pass(Func<Cluster, Cluster>? change = null)
    {
        var cluster = change?.Invoke(_yard.Cluster) ?? _yard.Cluster;
        return new Reconciler(_yard.Keeper, cluster, new KueueScheduler(cluster, _http), Actor).Pass(dry: false, CancellationToken.None).GetAwaiter().GetResult();
    }

    JsonNode Quota(string queue) => _kubernetes.Of("clusterqueues", queue)["spec"]!["resourceGroups"]![0]!["flavors"]![0]!["resources"]![0]!;

    [Fact]
    public void A_signature_becomes_queues_of_a_cohort_that_are_read_back_and_a_second_pass_writes_nothing()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        _yard.Must(Sign("l", Zeta, NewYear.PlusDays(300), (NewYear, 8)));

        var applied = Assert.IsType<Pass.Applied>(Pass());

        Assert.Equal(["cohort north (new)", "resourceflavor h100 (new): labels gpu=h100"], applied.Plan.Plan.Changes.Take(2).Select(change => change.Says));
        Assert.Equal(("24", "8", "32"), (Quota("acme")["nominalQuota"]!.ToString(), Quota("zeta")["nominalQuota"]!.ToString(), Quota("own")["nominalQuota"]!.ToString()));
        Assert.Equal(("0", null), (Quota("acme")["borrowingLimit"]?.ToString(), Quota("acme")["lendingLimit"]?.ToString()));
        Assert.Equal((null, "0"), (Quota("own")["borrowingLimit"]?.ToString(), Quota("own")["lendingLimit"]?.ToString()));
        var spec = _kubernetes.Of("clusterqueues", "acme")["spec"]!;
        Assert.Equal(("north", "Any", "acme"),
            (spec["cohortName"]!.ToString(), spec["preemption"]!["reclaimWithinCohort"]!.ToString(), spec["namespaceSelector"]!["matchLabels"]!["headroom.tenant"]!.ToString()));
        var writes = _kubernetes.Writes;
        Assert.Equal(5, writes);
        Assert.IsType<Pass.Settled>(Pass());
        Assert.Equal(writes, _kubernetes.Writes);
    }

    [Fact]
    public void A_queue_lends_nothing_while_a_contract_behind_it_forbids_it()
    {
        var signed = Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24));
        _yard.Must(signed with { Terms = signed.Terms with { Legs = [.. signed.Terms.Legs, new Core.Contracts.Borrowing("idle use", Yard.Pool, null, 0, "")] } });
        _yard.Must(Sign("l", Zeta, NewYear.PlusDays(300), (NewYear, 8)));

        Assert.IsType<Pass.Applied>(Pass());

        Assert.Equal(("0", null), (Quota("acme")["lendingLimit"]?.ToString(), Quota("zeta")["lendingLimit"]?.ToString()));
        Assert.IsType<Pass.Settled>(Pass());
    }

    [Fact]
    public void Every_document_that_is_applied_keeps_to_the_schemas_of_Kueue()
    {
        if (KueueSchemas.Folder is null)
            Assert.Skip("the folder shared/kueue-crds with Kueue's custom resource definitions is not beside this project; put it there to check the manifests");
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        Assert.IsType<Pass.Applied>(Pass());
        Assert.All(_kubernetes.Objects.Values, document => Assert.Empty(KueueSchemas.Faults(document)));
        Assert.NotEmpty(KueueSchemas.Faults(new JsonObject
        { ["apiVersion"] = "kueue.x-k8s.io/v1beta2", ["kind"] = "ClusterQueue", ["metadata"] = new JsonObject(), ["spec"] = new JsonObject { ["nominal"] = 1 } }));
    }

    [Fact]
    public void A_quota_changed_by_hand_is_mended_and_what_others_own_of_a_queue_stays()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        Pass();
        _kubernetes.Of("clusterqueues", "acme")["spec"]!["queueingStrategy"] = "StrictFIFO";
        Quota("acme")["nominalQuota"] = "40";
        Quota("acme")["lendingLimit"] = "3";

        Assert.IsType<Pass.Applied>(Pass());

        Assert.True(_yard.Applied[^1].IsMended);
        Assert.Equal(("24", null, "StrictFIFO"),
            (Quota("acme")["nominalQuota"]!.ToString(), Quota("acme")["lendingLimit"]?.ToString(),
                _kubernetes.Of("clusterqueues", "acme")["spec"]!["queueingStrategy"]!.ToString()));
    }

    [Fact]
    public void A_server_that_is_away_delays_and_a_write_whose_answer_was_lost_is_not_made_twice()
    {
        _kubernetes.IsDown = true;
        Assert.Contains("connection refused", Assert.IsType<Pass.Delayed>(Pass()).Why);
        (_kubernetes.IsDown, _kubernetes.LosesAnswer) = (false, true);
        Assert.IsType<Pass.Applied>(Pass());
        Assert.Equal(3, _kubernetes.Writes);
    }

    [Fact]
    public void What_the_consent_does_not_list_is_not_written()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(300), (NewYear, 24)));
        Pass(cluster => cluster with { Consent = new([new(KueueEntries.Queue, "own")]) });
        Assert.Equal(["/apis/kueue.x-k8s.io/v1beta2/clusterqueues/own"], _kubernetes.Objects.Keys);
    }

    [Fact]
    public void Work_in_a_queue_is_read_and_a_cut_below_it_waits_for_a_person()
    {
        _yard.Must(Sign("k", Acme, NewYear.PlusDays(30), (NewYear, 24)));
        Pass();
        _kubernetes.Of("clusterqueues", "acme")["status"] = JsonNode.Parse("""{"flavorsUsage":[{"name":"h100","resources":[{"name":"nvidia.com/gpu","total":"24"}]}]}""");
        _yard.Must(new MoveClock(At(NewYear.PlusDays(40))));
        Assert.Contains("24 of 24 GPUs in use", Assert.IsType<Pass.Held>(Pass()).Stop.Says);
    }

    [Fact]
    public async Task An_older_version_is_spoken_in_its_own_words_and_an_unknown_one_is_said()
    {
        using var http = new HttpClient(new FakeKubernetes("v1beta1"));
        var scheduler = new KueueScheduler(_yard.Cluster, http);
        Assert.Contains("v1beta1", (await scheduler.Read(CancellationToken.None)).Version);
        using var older = new HttpClient(new FakeKubernetes("v1alpha2"));
        Assert.Contains("v1beta2 or v1beta1 is needed",
            (await Assert.ThrowsAsync<SchedulerUnavailable>(() => new KueueScheduler(_yard.Cluster, older).Read(CancellationToken.None))).Message);
    }

    [Theory]
    [InlineData("8", 8)]
    [InlineData("1k", 1000)]
    [InlineData("8000m", 8)]
    [InlineData("2Ki", 2048)]
    [InlineData("1e3", 1000)]
    [InlineData("", null)]
    [InlineData("-1", null)]
    [InlineData("many", null)]
    public void Quantities_are_those_of_Kubernetes(string text, int? gpus) => Assert.Equal(gpus, (int?)KueueQuantity.Read(text));
}
