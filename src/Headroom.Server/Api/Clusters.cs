using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Schedulers;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>What schedulers are to enforce, and what those that are joined to this server enforce.</summary>
static class Clusters
{
    static readonly Parameter Id = new("cluster", "string", "The cluster's id.", Required: true);

    public static void Map(Routes routes)
    {
        routes.Get("/v1/quotas", "The GPUs that each tenant may use in each pool, tier by tier, now and from the next change on", Quotas,
            new Parameter("pool", "string", "Only this pool."), new Parameter("at", "string", "The date at whose start to look, in the book's zone. Default: now."));
        routes.Get("/v1/clusters", "What each cluster was last read back to enforce", List);
        routes.GetLive("/v1/clusters/{cluster}", "A cluster now: what is to be, what is recorded, enforced and in use, and the plan", Look, Id);
        routes.Post("/v1/clusters/{cluster}/approvals", "Approves one plan that waits for a person", (asked, body) => new ApprovePlan(asked.Input.Id("cluster"), body.Text("plan", 100)),
            [new("plan", "string", "The plan's whole digest.", Required: true)], Id);
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
        json.List("approved", each.Value.Approved, plan => json.WriteStringValue(plan));
    })));

    static Answer Look(Asked asked)
    {
        var id = asked.Input.Id("cluster");
        if (asked.Desk.Clusters.FirstOrDefault(each => each.Cluster.Id == id) is not { } cluster)
            return new Refusal(RefusalCode.NotFound, "cluster", $"No cluster '{id}' is joined to this server; start it with --cluster and the cluster's file.");
        var look = cluster.Look(asked.Gone).GetAwaiter().GetResult();
        return Answer.Json(json => LookJson.Write(json, look));
    }
}
