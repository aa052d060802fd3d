using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// All sites, pools and supply blocks. Available in a pool = the least of what is energised and what the power at every node
/// up to the root can feed beside the other pools there.
/// </summary>
public sealed record Fleet
{
    public ImmutableSortedDictionary<Slug, Site> Sites { get; init; } = ImmutableSortedDictionary<Slug, Site>.Empty;
    public ImmutableSortedDictionary<Slug, Pool> Pools { get; init; } = ImmutableSortedDictionary<Slug, Pool>.Empty;
    public ImmutableSortedDictionary<Slug, SupplyBlock> Blocks { get; init; } = ImmutableSortedDictionary<Slug, SupplyBlock>.Empty;

    /// <summary>The site of a pool and the nodes above it, up to the root.</summary>
    public IEnumerable<Site> PathToRoot(Pool pool)
    {
        for (var site = Sites.GetValueOrDefault(pool.Site); site is not null; site = site.Parent is { } parent ? Sites.GetValueOrDefault(parent) : null)
            yield return site;
    }

    /// <summary>The pools at a node and at all nodes below it: those that share its power.</summary>
    public IEnumerable<Pool> PoolsUnder(Site site) => Pools.Values.Where(pool => PathToRoot(pool).Any(node => node.Id == site.Id));

    /// <summary>The pools that can serve one another's own demand: the pool's class, or the pool alone.</summary>
    public IEnumerable<Pool> ClassOf(Pool pool) => pool.Class is { } name ? Pools.Values.Where(other => other.Class == name) : [pool];

    /// <summary>The zone in which a pool's operations keep their dates.</summary>
    public Calendar CalendarOf(Pool pool) => Calendar.In(Sites[pool.Site].Zone) ?? Calendar.Utc;

    /// <summary>The pool's GPUs over time by plan, energised or not.</summary>
    public Timeline<long> Planned(Pool pool) => Sum(pool, _ => true);

    /// <summary>The pool's GPUs that may be counted on as of an instant: blocks past their date and not energised are left out.</summary>
    public Timeline<long> Supply(Pool pool, Instant asOf) =>
        Sum(pool, block => !block.IsLate(CalendarOf(pool).DateOf(asOf)));

    Timeline<long> Sum(Pool pool, Func<SupplyBlock, bool> counts)
    {
        var calendar = CalendarOf(pool);
        var steps = Blocks.Values.Where(block => block.Pool == pool.Id && counts(block)).SelectMany(block => block.Steps(calendar));
        return Deltas.None.Add(steps.Select(step => (step.At, (Rational)step.Change))).ToWhole();
    }
}
