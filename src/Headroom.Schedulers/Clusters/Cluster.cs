using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Dedicated;
using Headroom.Schedulers.Kueue;
using Headroom.Schedulers.Slurm;

namespace Headroom.Schedulers.Clusters;

/// <summary>
/// How a scheduler is joined to the book: which pools it serves, under which names tenants run there, and what may be done to it. Read from a file beside the cluster
/// (docs/formats/cluster.md); the book does not hold it, since names and sockets are no facts of the business.
/// </summary>
/// <param name="Id">The cluster's id, under which facts about it are said.</param>
/// <param name="Pools">The pools that it serves, at least one.</param>
/// <param name="Consent">What the cluster's own people let us touch.</param>
public sealed record Cluster(Slug Id, ImmutableArray<ServedPool> Pools, Consent Consent)
{
    /// <summary>The most of the GPUs in use in a pool that a pass may put above their limits by itself, unless the file says otherwise.</summary>
    public const decimal UsualMostCut = 0.25m;

    /// <summary>The account of own products.</summary>
    public string OwnAccount { get; init; } = "own";

    /// <summary>Whether own work may use sold capacity while its buyer does not.</summary>
    public bool Borrows { get; init; } = true;

    /// <summary>The accounts of tenants whose name differs from their id.</summary>
    public ImmutableSortedDictionary<Slug, string> Accounts { get; init; } = ImmutableSortedDictionary<Slug, string>.Empty;

    /// <summary>What is done when somebody else changed what had been enforced.</summary>
    public DriftPolicy Drift { get; init; } = DriftPolicy.Mend;

    /// <summary>The share of the GPUs in use in a pool that a pass may put above their limits without a person's approval, 0 to 1.</summary>
    public decimal MostCut { get; init; } = UsualMostCut;

    /// <summary>When nothing is written.</summary>
    public ImmutableArray<Freeze> Freezes { get; init; } = [];

    /// <summary>A folder into which plans are written for review instead of being carried out; null to carry them out.</summary>
    public string? Plans { get; init; }

    /// <summary>A file that one writer at a time holds open.</summary>
    public string LockFile { get; init; } = "";

    /// <summary>How Slurm is reached.</summary>
    public SlurmSettings Slurm { get; init; } = SlurmSettings.Usual;

    /// <summary>How Kueue is reached, where the cluster is one of Kubernetes; else null.</summary>
    public KueueSettings? Kueue { get; init; }

    /// <summary>How the agent of its blocks is reached, where whole blocks are handed over; else null.</summary>
    public DedicatedSettings? Dedicated { get; init; }

    /// <summary>The part of the quotas that it delivers at an instant: a scheduler shares out what is not handed over in whole blocks.</summary>
    public Quotas Part(Quotas quotas, NodaTime.Instant at) => Dedicated is null ? quotas.BesideBlocks(at) : quotas;

    /// <summary>The name under which a tenant is known there, whatever the tier.</summary>
    public string TenantOf(Slug tenant) => Accounts.GetValueOrDefault(tenant, tenant.ToString());

    /// <summary>The account that delivers a line: of own products one, of a customer one for each tier, the firm one under the plain name.</summary>
    public string AccountOf(QuotaLine line, Slug owner) => line.Tenant == owner ? OwnAccount
        : TenantOf(line.Tenant) is var name && line.Tier == QuotaTier.Firm ? name
        : $"{name}-{(line.Tier == QuotaTier.Recallable ? "recallable" : "interruptible")}";

    /// <summary>Why one account cannot deliver these lines, or empty: it serves one tenant and, of a customer, one tier.</summary>
    public static string Clash(IEnumerable<QuotaLine> lines, Slug owner)
    {
        var holders = lines.Select(line => (line.Tenant, Tier: line.Tenant == owner ? QuotaTier.Firm : line.Tier)).Distinct().ToList();
        return holders.Count < 2 ? ""
            : $"it would deliver to {string.Join(" and to ", holders.Select(holder => $"{holder.Tenant} ({holder.Tier.ToString().ToLowerInvariant()})"))}; give one of them another account in the cluster's file";
    }
}

/// <summary>A pool as the cluster knows it.</summary>
/// <param name="Resource">The countable resource that its GPUs are: <c>gres/gpu</c>, <c>gres/gpu:h100</c>.</param>
/// <param name="Partitions">Where they stand; looked at for what there is, and asked to look at waiting work again.</param>
public sealed record ServedPool(Slug Pool, string Resource, ImmutableArray<string> Partitions)
{
    /// <summary>Where its GPUs are counted by their type (<c>gres/gpu:h100</c>): the resource that counts all types together. Null where they are not.</summary>
    public string? AnyType => Resource.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Resource[..colon] : null;

    /// <summary>The labels that its nodes bear in Kubernetes.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}

/// <summary>A window in which nothing is written.</summary>
public sealed record Freeze(Window Window, string Why);

/// <summary>What is done about changes by others.</summary>
public enum DriftPolicy { Mend, Alarm }
