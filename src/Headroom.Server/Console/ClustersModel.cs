using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Reports;
using Headroom.Schedulers;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>What the page of clusters shows: each scheduler as it answers now, and the quotas of pools that none of them serves.</summary>
/// <param name="Next">When any quota next changes, or null.</param>
public sealed record ClustersModel(Surroundings Around, ImmutableArray<ClusterRow> Clusters, ImmutableArray<(QuotaLine Line, Gpus Now, Gpus Next)> Others, LocalDate? Next)
{
    /// <summary>The incidents that last or are to come.</summary>
    public ImmutableArray<IncidentView> Incidents { get; init; } = [];

    internal static ClustersModel? Of(Asked asked)
    {
        var now = asked.Now;
        if (asked.Input.Faults.Count > 0) return null;
        var quotas = Quotas.Of(asked.Book, now);
        var served = asked.Desk.Clusters.SelectMany(each => each.Cluster.Pools).Select(pool => pool.Pool).ToHashSet();
        return new(Surroundings.Of(asked), Rows(asked.Desk.Clusters, asked.Gone), [.. QuotasJson.Rows(quotas, now, null).Where(row => !served.Contains(row.Line.Pool))],
            quotas.NextChange(now) is { } next ? asked.Book.Calendar.DateOf(next) : null)
        {
            Incidents = [.. IncidentJson.Ordered(asked.Book, now).Where(incident => !incident.IsClosed && !(incident.End <= now))
                .Select(incident => IncidentView.Of(asked.Book, incident, now))],
        };
    }

    // All at once: one that does not answer keeps the page waiting no longer than its own time limit.
    static ImmutableArray<ClusterRow> Rows(IEnumerable<Reconciler> clusters, CancellationToken gone) =>
        [.. Task.WhenAll(clusters.Select(cluster => Task.Run(() => Row(cluster, gone)))).GetAwaiter().GetResult()];

    static async Task<ClusterRow> Row(Reconciler cluster, CancellationToken gone)
    {
        try { return new(cluster.Cluster.Id, await cluster.Look(gone), ""); }
        catch (SchedulerUnavailable fault) { return new(cluster.Cluster.Id, null, fault.Message); }
    }
}

/// <summary>One cluster.</summary>
/// <param name="Look">As it was read, or null when it did not answer.</param>
/// <param name="Silence">Why it did not.</param>
public sealed record ClusterRow(Slug Id, Look? Look, string Silence);
