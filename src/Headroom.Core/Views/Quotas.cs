using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The GPUs that each tenant may use in each pool over time, tier by tier: what schedulers are to enforce. A customer's quotas are what its contracts reserve, so over all
/// customers they add up to what the pool has committed; own products have firm whatever is neither committed nor being handed over, and may borrow what is committed
/// while its buyer does not use it. Drafts, quotes and options hold no quota.
/// </summary>
public sealed class Quotas
{
    static readonly Timeline<Gpus> None = Timeline<Gpus>.Always(Gpus.Zero);

    readonly ImmutableSortedDictionary<QuotaLine, Timeline<Gpus>> _lines;
    readonly ImmutableSortedDictionary<Slug, Timeline<Gpus>> _short;

    Quotas(Slug owner, BlockTenants blocks, ImmutableSortedDictionary<QuotaLine, Timeline<Gpus>> lines, ImmutableSortedDictionary<Slug, Timeline<Gpus>> beyond) =>
        (Owner, Blocks, _lines, _short) = (owner, blocks, lines, beyond);

    /// <summary>The tenant under which own products run.</summary>
    public Slug Owner { get; }

    /// <summary>What of them is delivered by handing whole blocks over.</summary>
    public BlockTenants Blocks { get; }

    /// <summary>Every line that is above zero at any time, in order of pool, tenant and tier.</summary>
    public IEnumerable<QuotaLine> Lines => _lines.Keys;

    /// <param name="asOf">The instant from which supply is seen: blocks that are late by then are not counted on.</param>
    public static Quotas Of(Book book, Instant asOf)
    {
        var lines = new SortedDictionary<QuotaLine, Timeline<Gpus>>();
        foreach (var (line, gpus) in book.Sold.SelectMany(Sold))
            lines[line] = lines.TryGetValue(line, out var before) ? before.Zip(gpus, (a, b) => a + b) : gpus;
        var picture = new CapacityPicture(book, asOf);
        var left = book.Fleet.Pools.Values.ToDictionary(pool => pool.Id, pool => picture.Supply(pool).Zip(picture.Taken(pool), (supply, taken) => new Gpus(supply - taken)));
        foreach (var (pool, gpus) in left)
        {
            lines[new(pool, book.Owner, QuotaTier.Firm)] = gpus.Map(free => Gpus.Max(free, Gpus.Zero));
            lines[new(pool, book.Owner, QuotaTier.Interruptible)] = book.TotalsOf(pool).Gpus.ToWhole().Map(committed => new Gpus(committed));
        }
        return new(book.Owner, new(book), lines.Where(line => !line.Value.Equals(None)).ToImmutableSortedDictionary(line => line.Key, line => line.Value),
            left.ToImmutableSortedDictionary(pool => pool.Key, pool => pool.Value.Map(free => Gpus.Max(Gpus.Zero - free, Gpus.Zero))));
    }

    /// <summary>
    /// What is left at an instant for schedulers that share out a pool: what tenants have by whole blocks is delivered by these, their firmest quota first, and own work cannot borrow it.
    /// </summary>
    public Quotas BesideBlocks(Instant at)
    {
        var left = Blocks.At(at).Where(held => held.Tenant is not null).GroupBy(held => (held.Block.Pool, Tenant: held.Tenant!.Value))
            .ToDictionary(held => held.Key, held => held.Sum(each => each.Block.Gpus.Count));
        if (left.Count == 0) return this;
        var inPool = left.GroupBy(held => held.Key.Pool).ToDictionary(pool => (pool.Key, Owner), pool => pool.Sum(held => held.Value));
        var lines = _lines;
        foreach (var (line, gpus) in _lines)
        {
            var held = line.Tenant != Owner ? left : line.Tier == QuotaTier.Interruptible ? inPool : null;
            if (held is null || !held.TryGetValue((line.Pool, line.Tenant), out var delivered)) continue;
            held[(line.Pool, line.Tenant)] = Math.Max(0, delivered - gpus.At(at).Count);
            lines = lines.SetItem(line, gpus.Map(all => Gpus.Max(all - new Gpus(delivered), Gpus.Zero)));
        }
        return new(Owner, Blocks, lines, _short);
    }

    /// <summary>What holds at an instant; lines that are zero then are left out.</summary>
    public IEnumerable<Quota> At(Instant instant) =>
        _lines.Select(line => new Quota(line.Key, line.Value.At(instant))).Where(quota => quota.Gpus > Gpus.Zero);

    /// <summary>One line at an instant; zero where there is none.</summary>
    public Gpus At(QuotaLine line, Instant instant) => _lines.GetValueOrDefault(line, None).At(instant);

    /// <summary>By how much what is committed or being handed over in a pool exceeds what it has; zero unless supply failed or came late.</summary>
    public Gpus ShortAt(Slug pool, Instant instant) => _short.GetValueOrDefault(pool, None).At(instant);

    /// <summary>The first instant after this one at which any line changes, or null when none ever does.</summary>
    public Instant? NextChange(Instant instant) =>
        _lines.Values.Select(line => line.NextChange(instant)).Where(change => change is not null).Min();

    /// <summary>What a contract's buyers may use: firm, but for what we may take back from them by notice, or at once.</summary>
    static IEnumerable<(QuotaLine Line, Timeline<Gpus> Gpus)> Sold(Contract contract)
    {
        var capacity = contract.Capacity.GroupBy(commitment => commitment.Pool).ToList();
        var versions = contract.Versions;
        for (var i = 0; i < versions.Length; i++)
        {
            var (terms, events) = (versions[i].Terms, contract.Events);
            var (from, end) = (i == 0 ? Instant.MinValue : terms.Calendar.StartOf(versions[i].From), i + 1 < versions.Length ? terms.Calendar.StartOf(versions[i + 1].From) : (Instant?)null);
            foreach (var inPool in capacity)
            {
                var held = Within(inPool.Aggregate(None, (sum, commitment) => sum.Zip(commitment.Gpus, (a, b) => a + b)), from, end);
                if (held.Equals(None)) continue;
                var interruptible = Least(held, Takeable(terms, inPool.Key, events, clause => clause.NoticeDays == 0));
                var recallable = Least(held.Zip(interruptible, (a, b) => a - b), Takeable(terms, inPool.Key, events, clause => clause.NoticeDays > 0));
                yield return (new(inPool.Key, terms.Buyer, QuotaTier.Firm), held.Zip(interruptible, (a, b) => a - b).Zip(recallable, (a, b) => a - b));
                yield return (new(inPool.Key, terms.Buyer, QuotaTier.Recallable), recallable);
                yield return (new(inPool.Key, terms.Buyer, QuotaTier.Interruptible), interruptible);
            }
        }
    }

    /// <summary>What clauses still permit us to take back; what was taken is no longer held.</summary>
    static Timeline<Gpus> Takeable(Terms terms, Slug pool, ImmutableArray<Contracts.Events.ContractEvent> events, Func<Reclaim, bool> clauses) =>
        terms.Legs.OfType<Reclaim>().Where(clause => clause.Pool == pool && clauses(clause)).Aggregate(None, (sum, clause) =>
            sum.Zip(clause.Taken(events, terms.Calendar), (all, taken) => all + Gpus.Max(clause.Most - taken, Gpus.Zero)));

    static Timeline<Gpus> Least(Timeline<Gpus> a, Timeline<Gpus> b) => a.Zip(b, Gpus.Min);

    static Timeline<Gpus> Within(Timeline<Gpus> line, Instant from, Instant? end)
    {
        var since = from == Instant.MinValue ? line : None.Splice(from, line);
        return end is { } until ? since.Then(until, Gpus.Zero) : since;
    }
}

/// <summary>Whose quota, where, and how firm. Lines stand in order of pool, tenant and tier.</summary>
/// <param name="Tenant">A customer by its party's id; own products by the book's owner.</param>
public readonly record struct QuotaLine(Slug Pool, Slug Tenant, QuotaTier Tier) : IComparable<QuotaLine>
{
    public int CompareTo(QuotaLine other) =>
        Pool != other.Pool ? Pool.CompareTo(other.Pool) : Tenant != other.Tenant ? Tenant.CompareTo(other.Tenant) : Tier.CompareTo(other.Tier);
}

/// <summary>A line and the GPUs that it allows at once.</summary>
public readonly record struct Quota(QuotaLine Line, Gpus Gpus);

/// <summary>How firm a quota is, firmest first.</summary>
public enum QuotaTier
{
    /// <summary>Nobody takes it back before the contract lets them.</summary>
    Firm,
    /// <summary>The seller may take it back by notice of a day or more.</summary>
    Recallable,
    /// <summary>It may be taken back without notice: sold so, or borrowed by own products from customers who do not use it.</summary>
    Interruptible,
}
