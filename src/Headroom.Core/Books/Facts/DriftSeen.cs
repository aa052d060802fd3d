using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// Somebody else changed what a cluster enforced, and it was left so: by policy, or since a guard held the mending back. Said once for each such difference, and once when it is
/// gone.
/// </summary>
/// <param name="Cluster">The cluster, by the id in its own file.</param>
/// <param name="At">When it was seen, by the book's clock.</param>
/// <param name="Plan">SHA-256 of the changes that would mend it, in lower-case hexadecimal; empty when it is gone without any.</param>
/// <param name="Changes">These changes in words, at most <see cref="QuotaApplied.MostChanges"/>.</param>
public sealed record DriftSeen(Slug Cluster, Instant At, string Plan, ImmutableArray<string> Changes) : FactBody
{
    /// <summary>Whether what was changed is again as it was enforced.</summary>
    public bool IsGone => Plan.Length == 0;

    public override string Kind => "drift.seen.v1";
    public override string About => Cluster.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var state = book.Clusters.GetValueOrDefault(Cluster, ClusterState.New);
        return book with { Clusters = book.Clusters.SetItem(Cluster, state with { Drift = IsGone ? null : this }) };
    }
}
