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
/// while its buyer does not use it, as far as no clause forbids it. Drafts, quotes and options hold no quota. While an incident lasts, what may be interrupted gives way in the
/// order of <see cref="Shedding"/>; nothing else of a customer does.
/// </summary>
public sealed class Quotas
{
    static readonly Timeline<Gpus> None = Timeline<Gpus>.Always(Gpus.Zero);

    // As much as there is, however much that is.
    static readonly Gpus Unbounded = new(long.MaxValue / 2);

    readonly ImmutableSortedDictionary<QuotaLine, Timeline<Gpus>> _lines;
    readonly ImmutableSortedDictionary<Slug, Timeline<Gpus>> _short;

    readonly ImmutableDictionary<(Slug Pool, Slug Tenant), Timeline<Gpus>> _kept;

    Quotas(Slug owner, BlockTenants blocks, ImmutableSortedDictionary<QuotaLine, Timeline<Gpus>> lines, ImmutableDictionary<(Slug Pool, Slug Tenant), Timeline<Gpus>> kept,
        ImmutableSortedDictionary<Slug, Timeline<Gpus>> beyond) =>
        (Owner, Blocks, _lines, _kept, _short) = (owner, blocks, lines, kept, beyond);

    /// <summary>The tenant under which own products run.</summary>
    public Slug Owner { get; }

    /// <summary>What of them is delivered by handing whole blocks over.</summary>
    public BlockTenants Blocks { get; }

    /// <summary>What is gone of pools and sites, or will be, open or closed.</summary>
    public IEnumerable<Incident> Incidents { get; private init; } = [];

    /// <summary>
    /// Every line that is above zero at any time, and those that terms once gave and nothing is left of, such as what was taken back on the first day: a scheduler may still
    /// enforce what was theirs. In order of pool, tenant and tier.
    /// </summary>
    public IEnumerable<QuotaLine> Lines => _lines.Keys;

    /// <param name="asOf">The instant from which supply is seen: blocks that are late by then are not counted on.</param>
    public static Quotas Of(Book book, Instant asOf)
    {
        var lines = new SortedDictionary<QuotaLine, Timeline<Gpus>>();
        foreach (var (line, gpus) in book.Sold.SelectMany(Sold)) lines[line] = Plus(lines.GetValueOrDefault(line, None), gpus);
        var named = book.Sold.SelectMany(Named).ToHashSet();
        foreach (var line in named) lines.TryAdd(line, None);
        var kept = book.Sold.SelectMany(Kept).GroupBy(each => (each.Pool, each.Tenant))
            .ToImmutableDictionary(each => each.Key, each => each.Aggregate(None, (sum, part) => Plus(sum, part.Gpus)));
        var (picture, orders) = (new CapacityPicture(book, asOf), Shedding.Changes(book).Select(at => Shedding.Of(book, asOf, at)).ToList());
        foreach (var line in lines.Keys.Where(line => line.Tier == QuotaTier.Interruptible).ToList())
            lines[line] = lines[line].Zip(Given(orders,
                way => way.Step == ShedStep.Interruptible && way.Pool == line.Pool && book.Contracts[way.Contract!.Value].Terms.Buyer == line.Tenant), Less);
        var own = book.Fleet.Pools.Values.ToDictionary(pool => pool.Id, pool => Own(book, pool, orders));
        var left = book.Fleet.Pools.Values.ToDictionary(pool => pool.Id, pool => picture.Supply(pool).Zip(picture.Taken(pool), (supply, taken) => new Gpus(supply - taken))
            .Zip(Given(orders, way => way.Step == ShedStep.Interruptible && way.Pool == pool.Id), (free, back) => free + back).Zip(own[pool.Id], Gpus.Min));
        foreach (var (pool, gpus) in left)
        {
            lines[new(pool, book.Owner, QuotaTier.Firm)] = gpus.Map(free => Gpus.Max(free, Gpus.Zero));
            // While power is cut nothing is lent: nodes are there when customers come, so own work would not give way, and the power of both is not there.
            lines[new(pool, book.Owner, QuotaTier.Interruptible)] = kept.Where(each => each.Key.Pool == pool)
                .Aggregate(book.TotalsOf(pool).Gpus.ToWhole().Map(committed => new Gpus(committed)), (lent, each) => lent.Zip(each.Value, (a, b) => a - b))
                .Zip(own[pool], (lent, most) => most == Unbounded ? lent : Gpus.Zero);
        }
        return new(book.Owner, new(book),
            lines.Where(line => named.Contains(line.Key) || !line.Value.Equals(None)).ToImmutableSortedDictionary(line => line.Key, line => line.Value), kept,
            left.ToImmutableSortedDictionary(pool => pool.Key, pool => pool.Value.Map(free => Gpus.Max(Gpus.Zero - free, Gpus.Zero))))
        { Incidents = book.Incidents.ById.Values };
    }

    /// <summary>
    /// What is left at an instant for schedulers that share out a pool: what tenants have by whole blocks is delivered by these, their firmest quota first, and own work borrows it
    /// only where a clause permits it.
    /// </summary>
    public Quotas BesideBlocks(Instant at)
    {
        var left = Blocks.At(at).Where(held => held.Tenant is not null).GroupBy(held => (held.Block.Pool, Tenant: held.Tenant!.Value))
            .ToDictionary(held => held.Key, held => held.Sum(each => each.Block.Gpus.Count));
        if (left.Count == 0) return this;
        var inPool = Blocks.At(at).Where(held => held is { Tenant: not null, Borrowing: null }).GroupBy(held => held.Block.Pool)
            .ToDictionary(pool => (pool.Key, Owner), pool => pool.Sum(held => held.Block.Gpus.Count));
        var lines = _lines;
        foreach (var (line, gpus) in _lines)
        {
            var held = line.Tenant != Owner ? left : line.Tier == QuotaTier.Interruptible ? inPool : null;
            if (held is null || !held.TryGetValue((line.Pool, line.Tenant), out var delivered)) continue;
            held[(line.Pool, line.Tenant)] = Math.Max(0, delivered - gpus.At(at).Count);
            lines = lines.SetItem(line, gpus.Map(all => Gpus.Max(all - new Gpus(delivered), Gpus.Zero)));
        }
        return new(Owner, Blocks, lines, _kept, _short) { Incidents = Incidents };
    }

    /// <summary>What some holders give up while incidents last, over time: of customers only what may be interrupted gives way without their notice.</summary>
    static Timeline<Gpus> Given(IEnumerable<Shedding> orders, Func<ShedLine, bool> which) =>
        orders.Aggregate(None, (given, order) => given.Then(order.At, new(order.Lines.Where(which).Sum(way => way.Shed.Count))));

    /// <summary>What holds at an instant; lines that are zero then are left out.</summary>
    public IEnumerable<Quota> At(Instant instant) =>
        _lines.Select(line => new Quota(line.Key, line.Value.At(instant))).Where(quota => quota.Gpus > Gpus.Zero);

    /// <summary>One line at an instant; zero where there is none.</summary>
    public Gpus At(QuotaLine line, Instant instant) => _lines.GetValueOrDefault(line, None).At(instant);

    /// <summary>What own work may not borrow of a tenant in a pool, because a clause forbids it.</summary>
    public Gpus KeptAt(Slug pool, Slug tenant, Instant instant) => _kept.GetValueOrDefault((pool, tenant), None).At(instant);

    /// <summary>By how much what is committed or being handed over in a pool exceeds what it has; zero unless supply failed or came late.</summary>
    public Gpus ShortAt(Slug pool, Instant instant) => _short.GetValueOrDefault(pool, None).At(instant);

    /// <summary>The first instant after this one at which any line changes, or null when none ever does.</summary>
    public Instant? NextChange(Instant instant) =>
        _lines.Values.Select(line => line.NextChange(instant)).Where(change => change is not null).Min();

    /// <summary>What a contract's buyers may use: firm, but for what we may take back from them by notice, or at once.</summary>
    internal static IEnumerable<(QuotaLine Line, Timeline<Gpus> Gpus)> Sold(Contract contract)
    {
        foreach (var (terms, pool, held) in Held(contract))
        {
            var interruptible = Least(held, Takeable(terms, pool, contract.Events, clause => clause.NoticeDays == 0));
            var recallable = Least(held.Zip(interruptible, (a, b) => a - b), Takeable(terms, pool, contract.Events, clause => clause.NoticeDays > 0));
            yield return (new(pool, terms.Buyer, QuotaTier.Firm), held.Zip(interruptible, (a, b) => a - b).Zip(recallable, (a, b) => a - b));
            yield return (new(pool, terms.Buyer, QuotaTier.Recallable), recallable);
            yield return (new(pool, terms.Buyer, QuotaTier.Interruptible), interruptible);
        }
    }

    /// <summary>The lines that terms of a contract give by themselves, whatever happened or was agreed since.</summary>
    static IEnumerable<QuotaLine> Named(Contract contract) => contract is { Versions.Length: 1, Events.IsEmpty: true, Notice: null } ? []
        : contract.Versions.SelectMany(version => Sold(new Contract(contract.Id, [version]))).Where(part => !part.Gpus.Equals(None)).Select(part => part.Line);

    /// <summary>What a contract holds and forbids to borrow.</summary>
    static IEnumerable<(Slug Pool, Slug Tenant, Timeline<Gpus> Gpus)> Kept(Contract contract) => contract.Versions.All(version => !version.Terms.Legs.OfType<Borrowing>().Any())
        ? []
        : Held(contract).Where(part => Borrowing.Of(part.Terms, part.Pool) is { IsPermitted: false }).Select(part => (part.Pool, part.Terms.Buyer, part.Gpus));

    /// <summary>What a contract holds in each pool, under each version of its terms.</summary>
    static IEnumerable<(Terms Terms, Slug Pool, Timeline<Gpus> Gpus)> Held(Contract contract)
    {
        var capacity = contract.Capacity.GroupBy(commitment => commitment.Pool).ToList();
        var versions = contract.Versions;
        for (var i = 0; i < versions.Length; i++)
        {
            var terms = versions[i].Terms;
            var (from, end) = (i == 0 ? Instant.MinValue : terms.Calendar.StartOf(versions[i].From),
                i + 1 < versions.Length ? terms.Calendar.StartOf(versions[i + 1].From) : (Instant?)null);
            foreach (var inPool in capacity)
                if (Within(inPool.Aggregate(None, (sum, commitment) => Plus(sum, commitment.Gpus)), from, end) is var held && !held.Equals(None))
                    yield return (terms, inPool.Key, held);
        }
    }

    static Timeline<Gpus> Plus(Timeline<Gpus> a, Timeline<Gpus> b) => a.Zip(b, (x, y) => x + y);

    /// <summary>What clauses still permit us to take back; what was taken is no longer held.</summary>
    static Timeline<Gpus> Takeable(Terms terms, Slug pool, ImmutableArray<Contracts.Events.ContractEvent> events, Func<Reclaim, bool> clauses) =>
        terms.Legs.OfType<Reclaim>().Where(clause => clause.Pool == pool && clauses(clause)).Aggregate(None, (sum, clause) =>
            sum.Zip(clause.Taken(events, terms.Calendar), (all, taken) => all + Gpus.Max(clause.Most - taken, Gpus.Zero)));

    /// <summary>The most that own work may use: what it uses and keeps while the power of a pool is cut, since what is idle must stay so; else as much as there is.</summary>
    static Timeline<Gpus> Own(Book book, Pool pool, IEnumerable<Shedding> orders)
    {
        return orders.Aggregate(Timeline<Gpus>.Always(Unbounded),
            (own, order) => own.Then(order.At,
                !book.Incidents.ById.Values.Any(incident => incident.IsPower && incident.IsOn(order.At) && incident.Concerns(pool, book.Fleet)) ? Unbounded
            : new(order.Lines.Where(way => way.Step == ShedStep.Own && way.Pool == pool.Id).Sum(way => (way.Held - way.Shed).Count))));
    }

    static Gpus Less(Gpus held, Gpus given) => Gpus.Max(Gpus.Zero, held - given);

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
