using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Kueue;

/// <summary>
/// How quotas look in Kueue: a ResourceFlavor for each pool, one Cohort, and a ClusterQueue for own products and for each customer and tier, whose nominal quota is what it may
/// use. Own work borrows what customers leave idle, and they reclaim it when they come; customers borrow nothing, so they never use more than they bought.
/// </summary>
public static partial class KueueEntries
{
    public const string Flavor = "resourceflavor", Cohort = "cohort", Queue = "clusterqueue";

    /// <summary>The settings of a queue and of a flavor.</summary>
    public const string InCohort = "cohort", Reclaims = "reclaims", Borrows = "borrows", Lends = "lends", Namespaces = "namespaces", Labels = "labels";

    /// <summary>Whether a text is a name for Kubernetes: 1 to 63 of a-z, 0-9 and '-', a letter or digit first and last.</summary>
    public static bool IsName(string text) => Names().IsMatch(text);

    /// <summary>What Kueue is to hold for quotas at an instant.</summary>
    public static Desired Of(Cluster cluster, Quotas quotas, Instant at)
    {
        var served = cluster.Pools.Select(pool => pool.Pool).ToHashSet();
        var byName = quotas.Lines.Where(line => served.Contains(line.Pool)).Where(line => line.Tenant != quotas.Owner || line.Tier == QuotaTier.Firm)
            .GroupBy(line => cluster.AccountOf(line, quotas.Owner)).Select(lines => (Lines: lines, Why: Why(lines, quotas))).ToList();
        var queues = byName.Where(each => each.Why.Length == 0).Select(each => QueueOf(cluster, quotas, each.Lines.Key, [.. each.Lines], at));
        var cohort = Entry.Of(Cohort, CohortOf(cluster));
        return new(queues.Concat(cluster.Pools.Select(FlavorOf)).Append(cohort).ToImmutableSortedDictionary(entry => entry.Id, entry => entry),
            [.. byName.Where(each => each.Why.Length > 0).Select(each => new Withheld(new(Queue, each.Lines.Key), each.Why))]);
    }

    /// <summary>The cohort of a cluster's queues.</summary>
    public static string CohortOf(Cluster cluster) => cluster.Kueue?.Cohort ?? cluster.Id.ToString();

    /// <summary>Labels as one text, in order of their keys.</summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(',', labels.OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => $"{label.Key}={label.Value}"));

    static string Why(IGrouping<string, QuotaLine> queue, Quotas quotas) => IsName(queue.Key) ? Cluster.Clash(queue, quotas.Owner)
        : $"'{queue.Key}' is no name for Kubernetes: 1 to 63 of a-z, 0-9 and '-', a letter or digit first and last; give its tenant another account in the cluster's file";

    static Entry QueueOf(Cluster cluster, Quotas quotas, string name, ImmutableArray<QuotaLine> lines, Instant at)
    {
        var isOwn = lines[0].Tenant == quotas.Owner;
        var entry = Entry.Of(Queue, name).With(InCohort, CohortOf(cluster)).With(Reclaims, isOwn ? "never" : "any")
            .With(Borrows, isOwn && cluster.Borrows ? "unlimited" : "none")
            .With(Lends, !isOwn && cluster.Borrows && lines.All(line => quotas.KeptAt(line.Pool, line.Tenant, at) == Gpus.Zero) ? "unlimited" : "none")
            .With(Namespaces, $"{cluster.Kueue?.NamespaceLabel}={name}") with
        { Delivers = lines };
        return cluster.Pools.Aggregate(entry, (queue, pool) => queue.With(pool.Pool, new Gpus(lines.Where(line => line.Pool == pool.Pool).Sum(line => quotas.At(line, at).Count))));
    }

    static Entry FlavorOf(ServedPool pool) => Entry.Of(Flavor, pool.Pool.ToString()).With(Labels, Text(pool.Labels));

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
