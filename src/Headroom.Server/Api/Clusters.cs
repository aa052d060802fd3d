using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal.Keeping;
using Headroom.Schedulers;
using Headroom.Schedulers.Dedicated;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What schedulers are to enforce, and what those that are joined to this server enforce.</summary>
static class Clusters
{
    const int MostBlocks = 1_000;

    static readonly Parameter Id = new("cluster", "string", "The cluster's id.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/quotas", "The GPUs that each tenant may use in each pool, tier by tier, now and from the next change on", Quotas,
            new Parameter("pool", "string", "Only this pool."), new Parameter("at", "string", "The date at whose start to look, in the book's zone. Default: now."));
        routes.Get("/v1/clusters", "What each cluster was last read back to enforce", List);
        routes.GetLive("/v1/clusters/{cluster}", "A cluster now: what is to be, what is recorded, enforced and in use, and the plan", Look, Id);
        routes.Post("/v1/clusters/{cluster}/approvals", "Approves one plan that waits for a person",
            (asked, body) => new ApprovePlan(asked.Input.Id("cluster"), body.Text("plan", 100)),
            [new("plan", "string", "The plan's whole digest.", Required: true)], Id);
        routes.PostReport("/v1/clusters/{cluster}/observations", Observing, Observe);
        routes.Post("/v1/clusters/{cluster}/acceptances", "Accepts a tranche of a contract by the tests that its blocks passed, as their agent reports them", Accept,
        [
            new("contract", "string", "The contract.", Required: true), new("tranche", "string", "The tranche, as the clause of delivery names it.", Required: true),
            new("blocks", "array", "The blocks of the tranche.", Required: true), new("on", "string", "The date of the acceptance. Default: the book's today."),
        ], Id);
    }

    static readonly Operation Observing = new("Records which GPUs of contracts' blocks are down, as their agent reports it, once for each change", [Id], [], [])
    { Writes = true, MostBytes = 64 };

    static Answer Observe(Asked asked, Body body, Speaker speaker)
    {
        if (Joined(asked) is not { } cluster) return asked.Input.Faults[0];
        var seen = BlockConditions.Of(cluster.Look(asked.Gone).GetAwaiter().GetResult());
        var outcome = seen.Length > 0 ? asked.Desk.Keeper.Execute(new RecordConditions(seen), speaker.Who.Actor, speaker.Key(0), why: speaker.Who.Why) : null;
        return outcome is Outcome.Refused refused ? refused.Refusal : Answer.Map(json => json.WriteNumber("conditions", seen.Length));
    }

    static Command? Accept(Asked asked, Fields body)
    {
        var (contract, tranche, blocks, on) = (body.Id("contract"), body.Text("tranche", 60),
            body.Texts("blocks", MostBlocks).Select(name => (Name: name, Id: Slug.TryParse(name))).ToList(), body.DateOrNone("on"));
        foreach (var (name, _) in blocks.Where(each => each.Id is null)) body.Fault("blocks", RefusalCode.Malformed, $"'{Fields.Short(name)}' is not an id.");
        if (Joined(asked) is not { } cluster || asked.Input.Faults.Count > 0) return null;
        var (command, why) = BlockAcceptance.Of(cluster.Look(asked.Gone).GetAwaiter().GetResult(), contract, tranche, [.. blocks.Select(each => each.Id!.Value)],
            on ?? asked.Today);
        if (why is not null) asked.Input.Faults.Add(why);
        return command;
    }

    /// <summary>The cluster that is asked for; null with a fault noted when it is not joined.</summary>
    static Reconciler? Joined(Asked asked)
    {
        var id = asked.Input.Id("cluster");
        var cluster = asked.Desk.Clusters.FirstOrDefault(each => each.Cluster.Id == id);
        if (cluster is null)
            asked.Input.Faults.Add(new Refusal(RefusalCode.NotFound, "cluster", $"No cluster '{id}' is joined to this server; start it with --cluster and the cluster's file."));
        return cluster;
    }

    static Answer Quotas(Asked asked)
    {
        var pool = asked.Input.Has("pool") ? asked.Pool?.Id : null;
        var now = asked.Now;
        var at = asked.Input.DateOrNone("at") is { } date ? asked.Book.Calendar.StartOf(date) : now;
        return Answer.Json(json => QuotasJson.Write(json, asked.Book, Core.Views.Quotas.Of(asked.Book, Instant.Min(now, at)), at, pool));
    }

    static Answer List(Asked asked) => Answer.Map(json => json.List("clusters", asked.Book.Clusters, each => json.Map(() =>
    {
        json.WriteString("cluster", each.Key.ToString());
        if (each.Value.Last is { } last)
        {
            json.Time("applied-at", each.Value.AppliedAt);
            json.WriteNumber("seen", last.Seen);
            json.WriteString("digest", last.Digest);
            json.WriteNumber("writes", last.Writes);
            json.WriteBoolean("mended", last.IsMended);
        }
        if (each.Value.Drift is { } drift)
            json.Map("drift-said", () => { json.Time("at", drift.At); json.WriteString("plan", drift.Plan); json.List("changes", drift.Changes, json.WriteStringValue); });
        json.List("approved", each.Value.Approved, plan => json.WriteStringValue(plan));
    })));

    static Answer Look(Asked asked)
    {
        if (Joined(asked) is not { } cluster) return asked.Input.Faults[0];
        var look = cluster.Look(asked.Gone).GetAwaiter().GetResult();
        return Answer.Json(json => LookJson.Write(json, look));
    }
}
