using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Planning;

/// <summary>
/// What is to be less what was read: the changes that make one the other, and what is left as it is for a reason. Pure. An entry that the cluster's consent does not list is
/// never in it, and one that nobody wants any more is not removed: its limit is zero.
/// </summary>
public sealed record Plan(Slug Cluster, ImmutableArray<Change> Changes, ImmutableArray<Withheld> Withheld)
{
    /// <summary>Whether everything that may be written is as it should be.</summary>
    public bool IsEmpty => Changes.Length == 0;

    /// <summary>SHA-256 of the changes: what is approved when a plan is approved. Empty when there are none.</summary>
    public string Digest => IsEmpty ? "" : Hash(Changes.Select(change => $"{change.To.Canonical} <- {change.From?.Canonical}").Prepend(Cluster.ToString()));

    /// <summary>The plan that makes what was read what is to be. Limits that fall come before those that rise, so that no moment promises more than the plan's two ends do.</summary>
    public static Plan Of(Cluster cluster, Desired desired, Observed observed)
    {
        var withheld = desired.Impossible.Concat(desired.Entries.Values.Select(entry => Hindrance(cluster, entry, observed)).OfType<Withheld>()).ToImmutableArray();
        var held = withheld.Select(each => each.Id).ToHashSet();
        var changes = desired.Entries.Values.Where(entry => !held.Contains(entry.Id))
            .Select(entry => Change.Of(entry, observed.Entries.GetValueOrDefault(entry.Id)?.Entry)).OfType<Change>();
        return new(cluster.Id, [.. changes.OrderBy(change => change.To.Limits.Count > 0).ThenBy(change => !change.Lowers).ThenBy(change => change.To.Id)], withheld);
    }

    /// <summary>SHA-256 of everything that is to be and may be written.</summary>
    public static string DigestOf(Cluster cluster, Desired desired) =>
        Hash(desired.Entries.Values.Where(entry => cluster.Consent.Permits(entry.Id)).Select(entry => entry.Canonical).Prepend(cluster.Id.ToString()));

    /// <summary>Whether every limit is not only recorded but holds for work.</summary>
    public static bool IsEnforced(Plan plan, Desired desired, Observed observed)
    {
        var held = plan.Withheld.Select(each => each.Id).ToHashSet();
        return plan.IsEmpty && desired.Entries.Values.Where(entry => !held.Contains(entry.Id)).All(entry =>
            observed.Entries[entry.Id] is var seen && entry.Limits.All(limit => seen.Enforced.TryGetValue(limit.Key, out var holds) && holds == limit.Value));
    }

    static Withheld? Hindrance(Cluster cluster, Entry entry, Observed observed)
    {
        if (!cluster.Consent.Permits(entry.Id)) return new(entry.Id, "the cluster's consent does not list it");
        foreach (var (pool, limit) in entry.Limits)
            if (observed.Capacity.TryGetValue(pool, out var most) && limit > most)
                return new(entry.Id, $"{limit} of pool '{pool}' are more than the {most} that the cluster has");
        return null;
    }

    static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
