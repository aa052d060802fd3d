using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Planning;

/// <summary>
/// What is to be less what was read: the changes that make one the other, and what is left as it is for a reason. Pure. An entry that the cluster's consent does not list is
/// never in it, one that cannot be changed now waits, and one that nobody wants any more is not removed: its limit is zero. Only what is ours alone, such as a reservation, is
/// ended.
/// </summary>
public sealed record Plan(Slug Cluster, ImmutableArray<Change> Changes, ImmutableArray<Withheld> Withheld)
{
    /// <summary>Whether everything that may be written is as it should be.</summary>
    public bool IsEmpty => Changes.Length == 0;

    /// <summary>SHA-256 of the changes: what is approved when a plan is approved. Empty when there are none.</summary>
    public string Digest => IsEmpty ? "" : Hash(Changes.Select(change => $"{change.To.Canonical} <- {change.From?.Canonical}").Prepend(Cluster.ToString()));

    /// <summary>
    /// The plan that makes what was read what is to be. Limits that fall come before those that rise, so that no moment promises more than the plan's two ends do.
    /// </summary>
    public static Plan Of(Cluster cluster, Desired desired, Observed observed)
    {
        var withheld = desired.Impossible.Concat(desired.Entries.Values.Select(entry => Hindrance(cluster, entry, observed)).OfType<Withheld>()).ToImmutableArray();
        var held = withheld.Select(each => each.Id).ToHashSet();
        var changes = desired.Entries.Values.Where(entry => !held.Contains(entry.Id))
            .Concat(Ended(cluster, desired, observed)).Select(entry => Change.Of(entry, observed.Entries.GetValueOrDefault(entry.Id)?.Entry)).OfType<Change>().ToList();
        var locked = changes.Select(change => (Change: change, Why: Lock(change, observed))).Where(each => each.Why is not null)
            .ToDictionary(each => each.Change, each => each.Why!);
        return new(cluster.Id, [.. changes.Where(change => !locked.ContainsKey(change)).OrderBy(change => change.To.Limits.Count > 0).ThenBy(change => !change.Lowers)
            .ThenBy(change => change.To.Id)],
            [.. withheld, .. locked.Select(each => new Withheld(each.Key.To.Id, each.Value))]);
    }

    /// <summary>The plan without some of its changes, since they would undo what somebody else did.</summary>
    public Plan Leaving(IReadOnlyList<Change> drift) => drift.Count == 0 ? this : this with
    {
        Changes = Changes.RemoveRange(drift),
        Withheld = [.. Withheld,
            .. drift.Select(change => new Withheld(change.To.Id, "somebody else changed it, and the cluster's file says to tell and not to mend", IsDrift: true))],
    };

    /// <summary>SHA-256 of everything that is to be and can be written now; what somebody else changed can.</summary>
    public static string DigestOf(Plan plan, Desired desired)
    {
        var held = plan.Withheld.Where(each => !each.IsDrift).Select(each => each.Id).ToHashSet();
        return Hash(desired.Entries.Values.Where(entry => !held.Contains(entry.Id)).Select(entry => entry.Canonical).Prepend(plan.Cluster.ToString()));
    }

    /// <summary>Whether every limit is not only recorded but holds for work.</summary>
    public static bool IsEnforced(Plan plan, Desired desired, Observed observed)
    {
        var held = plan.Withheld.Select(each => each.Id).ToHashSet();
        return plan.IsEmpty && desired.Entries.Values.Where(entry => !held.Contains(entry.Id)).All(entry =>
            observed.Entries[entry.Id] is var seen && entry.Limits.All(limit => seen.Enforced.TryGetValue(limit.Key, out var holds) && holds == limit.Value));
    }

    static IEnumerable<Entry> Ended(Cluster cluster, Desired desired, Observed observed) => desired.Ours is not { } ours ? []
        : observed.Entries.Keys.Where(id =>
            id.Kind == ours.Kind && id.Name.StartsWith(ours.Name, StringComparison.Ordinal) && !desired.Entries.ContainsKey(id) && desired.Impossible.All(each => each.Id != id)
            && cluster.Consent.Permits(id))
            .Select(id => Entry.Of(id.Kind, id.Name) with { IsEnded = true });

    static Withheld? Hindrance(Cluster cluster, Entry entry, Observed observed)
    {
        if (!cluster.Consent.Permits(entry.Id)) return new(entry.Id, "the cluster's consent does not list it");
        var seen = observed.Entries.GetValueOrDefault(entry.Id);
        if (seen is null && observed.Found.Contains(entry.Id.Kind)) return new(entry.Id, "there is none of this name");
        if (observed.Nodes is { } nodes && entry.Nodes.FirstOrDefault(node => !nodes.Contains(node)) is { } unknown)
            return new(entry.Id, $"no partition of the cluster's file has a node '{unknown}'");
        foreach (var (pool, limit) in entry.Limits)
            if (seen?.Whole is { } whole && limit > Gpus.Zero && limit != whole)
                return new(entry.Id, $"it has {whole} of pool '{pool}' and the book says {limit}");
            else if (observed.Capacity.TryGetValue(pool, out var most) && limit > most)
                return new(entry.Id, $"{limit} of pool '{pool}' are more than the {most} that the cluster has");
        return null;
    }

    static string? Lock(Change change, Observed observed) => observed.Entries.GetValueOrDefault(change.To.Id) is { Locks: { IsEmpty: false } locks }
        ? change.Settings.Select(setting => locks.GetValueOrDefault(setting.Name)).FirstOrDefault(why => why is not null) : null;

    static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
