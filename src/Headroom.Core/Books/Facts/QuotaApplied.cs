using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// A scheduler enforces what the book says it should: written where it differed, then read back. Said once for each state that was to be enforced, and again when it had to be
/// mended.
/// </summary>
/// <param name="Cluster">The cluster, by the id in its own file.</param>
/// <param name="Seen">The position of the book that the quotas were taken from.</param>
/// <param name="At">The instant for which they were taken.</param>
/// <param name="Digest">SHA-256 of everything that was to be, in lower-case hexadecimal.</param>
/// <param name="Plan">SHA-256 of the changes that were made; empty when nothing had to be written.</param>
/// <param name="IsMended">Whether somebody else had changed what had been enforced before.</param>
/// <param name="Writes">How many entries of the scheduler were written.</param>
/// <param name="Changes">The first of them in words, at most <see cref="MostChanges"/>.</param>
public sealed record QuotaApplied(Slug Cluster, long Seen, Instant At, string Digest, string Plan, bool IsMended, int Writes, ImmutableArray<string> Changes) : FactBody
{
    /// <summary>The most changes that the fact tells one by one, and the most characters of each.</summary>
    public const int MostChanges = 100, MostCharacters = 300;

    public override string Kind => "quota.applied.v1";
    public override string About => Cluster.ToString();

    public override Book Apply(Book book, Fact fact)
    {
        var before = book.Clusters.GetValueOrDefault(Cluster, ClusterState.New);
        return book with { Clusters = book.Clusters.SetItem(Cluster, new(this, fact.RecordedAt, before.Approved.Remove(Plan))) };
    }
}

/// <summary>What the book knows of a cluster.</summary>
/// <param name="Last">What was enforced last; null before the first time.</param>
/// <param name="AppliedAt">When that was recorded.</param>
/// <param name="Approved">Digests of plans that a person approved and that were not carried out yet.</param>
public sealed record ClusterState(QuotaApplied? Last, Instant AppliedAt, ImmutableSortedSet<string> Approved)
{
    /// <summary>What somebody else changed since and nobody mended; null when all is known to be as it was enforced.</summary>
    public DriftSeen? Drift { get; init; }

    /// <summary>Nothing was said of it.</summary>
    public static ClusterState New { get; } = new(null, Instant.MinValue, ImmutableSortedSet.Create<string>(StringComparer.Ordinal));
}
