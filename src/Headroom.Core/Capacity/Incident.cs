using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>Why capacity is gone for a while.</summary>
public enum IncidentKind
{
    /// <summary>Something failed: not planned, and open until it is closed.</summary>
    Incident,

    /// <summary>Work that was planned and announced.</summary>
    Maintenance,

    /// <summary>The utility, or whoever feeds the site, cuts its power for a while.</summary>
    Curtailment,
}

/// <summary>
/// Capacity that is gone for a while: GPUs of a pool, by number or by the names of their nodes, or power of a site. While it lasts it is no supply, for headroom, quotas and
/// hours alike.
/// </summary>
/// <param name="Of">The pool whose GPUs are gone, or the site whose limit is cut.</param>
/// <param name="Gpus">How many GPUs of the pool are gone; zero for a cut of power.</param>
/// <param name="Kilowatts">By how much the site's limit is cut, in kW at the facility meter; zero for GPUs.</param>
/// <param name="From">A whole second.</param>
/// <param name="End">The first instant after it, a whole second: as planned, or as it was closed; null while nobody knows.</param>
/// <param name="Says">What it is, in 1 to 200 characters.</param>
public sealed record Incident(Slug Id, IncidentKind Kind, Slug Of, Gpus Gpus, Kilowatts Kilowatts, Instant From, Instant? End, string Says)
{
    /// <summary>The most nodes that it names.</summary>
    public const int MostNodes = 500;

    /// <summary>The nodes that it names; empty where only a number was said, and for a cut of power.</summary>
    public ImmutableArray<string> Nodes { get; init; } = [];

    /// <summary>When customers were told; null when they were not.</summary>
    public Instant? Noticed { get; init; }

    /// <summary>Whether it was closed: what it cost is then recorded.</summary>
    public bool IsClosed { get; init; }

    /// <summary>Whether it takes power from a site, and not GPUs from a pool.</summary>
    public bool IsPower => Kilowatts.Value > 0;

    /// <summary>Whether it lasts at an instant.</summary>
    public bool IsOn(Instant instant) => From <= instant && !(End <= instant);

    /// <summary>Whether a pool is touched: its GPUs are gone, or power above it is.</summary>
    public bool Concerns(Pool pool, Fleet fleet) => Of == pool.Id || fleet.PathToRoot(pool).Any(site => site.Id == Of);

    /// <summary>How it changes what is gone, by its amount in GPUs or kW.</summary>
    public IEnumerable<(Instant At, Rational Change)> Steps()
    {
        var amount = IsPower ? (Rational)Kilowatts.Value : Gpus.Count;
        yield return (From, amount);
        if (End is { } end) yield return (end, -amount);
    }
}
