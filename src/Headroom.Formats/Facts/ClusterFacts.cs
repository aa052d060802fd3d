using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;

namespace Headroom.Formats.Facts;

/// <summary>The facts about schedulers, read and written.</summary>
public static class ClusterFacts
{
    /// <summary>The kinds that are read and written here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["quota.applied.v1", "plan.approved.v1", "drift.seen.v1"];

    public static FactBody? Read(string kind, Fields f) => kind switch
    {
        "quota.applied.v1" => new QuotaApplied(f.Id("cluster"), f.Whole("seen", 1, long.MaxValue, "(position)"), f.Instant("at"), f.Text("digest", 64), f.Text("plan", "", 64),
            f.Bool("mended", false), (int)f.Whole("writes", 0, int.MaxValue, "writes"), [.. f.Texts("changes", QuotaApplied.MostChanges)]),
        "plan.approved.v1" => new PlanApproved(f.Id("cluster"), f.Text("plan", 64)),
        "drift.seen.v1" => new DriftSeen(f.Id("cluster"), f.Instant("at"), f.Text("plan", "", 64), [.. f.Texts("changes", QuotaApplied.MostChanges)]),
        _ => null,
    };

    public static void Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case QuotaApplied fact:
                json.WriteString("cluster", fact.Cluster.ToString());
                json.WriteNumber("seen", fact.Seen);
                json.Time("at", fact.At);
                json.WriteString("digest", fact.Digest);
                json.WriteString("plan", fact.Plan);
                json.WriteBoolean("mended", fact.IsMended);
                json.WriteNumber("writes", fact.Writes);
                json.List("changes", fact.Changes, json.WriteStringValue);
                break;
            case PlanApproved fact:
                json.WriteString("cluster", fact.Cluster.ToString());
                json.WriteString("plan", fact.Plan);
                break;
            case DriftSeen fact:
                json.WriteString("cluster", fact.Cluster.ToString());
                json.Time("at", fact.At);
                json.WriteString("plan", fact.Plan);
                json.List("changes", fact.Changes, json.WriteStringValue);
                break;
        }
    }
}
