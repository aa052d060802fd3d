using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers;

/// <summary>A cluster seen beside the book at one instant: what is to be, what was read, and the difference.</summary>
/// <param name="Now">The instant for which quotas were taken; a sandbox's clock where the book is one.</param>
public sealed record Look(Cluster Cluster, Book Book, Instant Now, Quotas Quotas, Desired Desired, Observed Observed, Plan Plan)
{
    /// <summary>What the book knows of the cluster.</summary>
    public ClusterState State => Book.Clusters.GetValueOrDefault(Cluster.Id, ClusterState.New);

    /// <summary>SHA-256 of what is to be and can be.</summary>
    public string Digest => Plan.DigestOf(Plan, Desired);

    /// <summary>Whether just this was enforced before, so that every difference was made by somebody else.</summary>
    public bool IsDrift => !Plan.IsEmpty && State.Last?.Digest == Digest;

    /// <summary>Whether everything that may be written is recorded and enforced.</summary>
    public bool IsEnforced => Plan.IsEnforced(Plan, Desired, Observed);

    /// <summary>What is not as it should be and cannot be written, with its reason.</summary>
    public IEnumerable<Withheld> Left =>
        Plan.Withheld.Where(each => !Desired.Entries.TryGetValue(each.Id, out var entry) || Change.Of(entry, Observed.Entries.GetValueOrDefault(each.Id)?.Entry) is not null)
        .DistinctBy(each => each.Id);

    /// <summary>Whether a person approved this very plan.</summary>
    public bool IsApproved => State.Approved.Contains(Plan.Digest);

    /// <summary>Why the plan is not carried out, or null.</summary>
    public Stop? Stop => Guard.Of(this);

    /// <summary>The first instant after now at which something else is to be, in the cluster's own pools.</summary>
    public Instant? NextChange => Quotas.NextChange(Now);

    /// <summary>The changes in words, as facts tell them.</summary>
    public ImmutableArray<string> Told =>
        [.. Plan.Changes.Take(QuotaApplied.MostChanges)
            .Select(change => change.Says is var says && says.Length <= QuotaApplied.MostCharacters ? says : says[..QuotaApplied.MostCharacters])];

    /// <summary>The fact that it is so.</summary>
    /// <param name="carriedOut">What was written before it was read back.</param>
    public QuotaApplied Applied(Look? carriedOut) =>
        new(Cluster.Id, Book.Position, Now, Digest, carriedOut?.Plan.Digest ?? "", carriedOut?.IsDrift ?? false, carriedOut?.Plan.Changes.Length ?? 0, carriedOut?.Told ?? []);
}
