using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>A part of what infrastructure costs in a month: where, of which kind, and what the capacity was used for.</summary>
/// <param name="Site">The site, or null for capacity that is bought without any pool.</param>
/// <param name="Pool">The pool, or null for what a site costs before anything is installed under it.</param>
/// <param name="Of">The contract or workload that used it, where one did.</param>
/// <param name="Amount">To the currency's minor unit.</param>
public sealed record CostPart(Slug? Site, Slug? Pool, YearMonth Month, CostKind Kind, bool IsAvoidable, UsedFor For, Slug? Of, decimal Amount);

/// <summary>
/// What infrastructure costs in one currency, month by month, split by who used it. A site's cost falls on its pools, and a pool's on its uses, by
/// installed GPU-hours; every split is exact, so that the parts add up to what was said. Computed on demand and kept for the life of the object.
/// </summary>
public sealed class CostSheet
{
    readonly Dictionary<(Slug, YearMonth), ImmutableArray<CostPart>> _kept = [];
    readonly Dictionary<(Slug, YearMonth), ILookup<Slug?, (CostKind Kind, bool IsAvoidable, decimal Amount)>> _ofSites = [];
    readonly Dictionary<(Slug, YearMonth), ImmutableArray<(Slug? Pool, decimal Amount)>> _ofBought = [];
    readonly ILookup<Slug, CostItem> _ofPool, _ofSite;
    readonly Dictionary<(Slug, YearMonth), (ImmutableArray<Slug> Pools, Apportionment Shares)> _installed = [];
    readonly ImmutableArray<(CostItem Item, PoolShares Pools)> _bought;

    /// <param name="today">What is late, and what is known of contracts, is judged by it.</param>
    public CostSheet(Book book, Currency currency, LocalDate today)
    {
        (Book, Currency, Today, Hours) = (book, currency, today, new CapacityHours(book, today));
        var said = CostItem.Said(book, currency).ToList();
        _ofSite = said.Where(each => each.Home.Kind == CostHomeKind.Site).ToLookup(each => each.Home.Id, each => each.Item);
        _ofPool = said.Where(each => each.Home.Kind != CostHomeKind.Site).Select(each => (Pool: each.Home.PoolIn(book.Fleet)!.Value, each.Item))
            .Concat(book.Fleet.Pools.Values.SelectMany(pool => CostItem.Power(Hours, pool, currency).Select(item => (Pool: pool.Id, Item: item))))
            .ToLookup(each => each.Pool, each => each.Item);
        _bought = [.. CostItem.Bought(book, currency, today).Select(each => (each.Item, new PoolShares(each.Contract, each.Contract.Capacity)))];
    }

    public Book Book { get; }
    public Currency Currency { get; }
    public LocalDate Today { get; }
    public CapacityHours Hours { get; }

    /// <summary>What a pool costs in a month.</summary>
    public ImmutableArray<CostPart> Of(Slug pool, YearMonth month) =>
        _kept.TryGetValue((pool, month), out var kept) ? kept : _kept[(pool, month)] = [.. Compute(Book.Fleet.Pools[pool], month)];

    /// <summary>Everything over a run of months, what no pool bears included.</summary>
    public IEnumerable<CostPart> Over(MonthSpan span) => span.Months.SelectMany(month =>
        Book.Fleet.Pools.Keys.SelectMany(pool => Of(pool, month)).Concat(WithoutPool(month)));

    /// <summary>An amount of a site over its pools by installed GPU-hours; whole under no pool when nothing is installed in the month.</summary>
    public ImmutableArray<(Slug? Pool, decimal Amount)> Spread(Slug site, YearMonth month, decimal amount)
    {
        if (amount == 0) return [];
        var (pools, shares) = InstalledUnder(site, month);
        if (pools.IsEmpty) return [(null, amount)];
        var parts = shares.Of(amount, Currency.Digits);
        return [.. pools.Select((pool, i) => ((Slug?)pool, parts[i]))];
    }

    /// <summary>The pools under a site in which anything is installed in a month, and their shares of it.</summary>
    (ImmutableArray<Slug> Pools, Apportionment Shares) InstalledUnder(Slug site, YearMonth month)
    {
        if (_installed.TryGetValue((site, month), out var known)) return known;
        var uses = Book.Fleet.PoolsUnder(Book.Fleet.Sites[site]).Select(pool => Hours.Of(pool.Id, month)).Where(use => !use.Installed.IsZero).ToList();
        return _installed[(site, month)] = ([.. uses.Select(use => use.Pool)], new([.. uses.Select(use => use.Installed)]));
    }

    IEnumerable<CostPart> Compute(Pool pool, YearMonth month)
    {
        var own = _ofPool[pool.Id].Select(item => (item.Kind, item.IsAvoidable, Amount: item.In(month, Currency.Digits)));
        var ofSites = Book.Fleet.PathToRoot(pool).SelectMany(site => OfSite(site.Id, month)[pool.Id]);
        var bought = _bought.SelectMany(each => OfBought(each.Item, each.Pools, month)).Where(part => part.Pool == pool.Id)
            .Select(part => (CostKind.Purchased, false, part.Amount));
        var use = Hours.Of(pool.Id, month);
        foreach (var group in own.Concat(ofSites).Concat(bought).GroupBy(cost => (cost.Item1, cost.Item2)).OrderBy(group => group.Key))
            foreach (var (used, of, amount) in use.Split(group.Sum(cost => cost.Item3), Currency.Digits))
                yield return new(pool.Site, pool.Id, month, group.Key.Item1, group.Key.Item2, used, of, amount);
    }

    IEnumerable<CostPart> WithoutPool(YearMonth month) =>
        Book.Fleet.Sites.Keys.SelectMany(site => OfSite(site, month)[null]
            .Select(part => new CostPart(site, null, month, part.Kind, part.IsAvoidable, UsedFor.NotInService, null, part.Amount)))
        .Concat(_bought.SelectMany(each => OfBought(each.Item, each.Pools, month)).Where(part => part.Pool is null)
            .Select(part => new CostPart(null, null, month, CostKind.Purchased, false, UsedFor.NotInService, null, part.Amount)));

    /// <summary>What a site costs by the pool that bears it; under null what none does.</summary>
    ILookup<Slug?, (CostKind Kind, bool IsAvoidable, decimal Amount)> OfSite(Slug site, YearMonth month)
    {
        if (_ofSites.TryGetValue((site, month), out var known)) return known;
        return _ofSites[(site, month)] = _ofSite[site].GroupBy(item => (item.Kind, item.IsAvoidable))
            .SelectMany(group => Spread(site, month, group.Sum(item => item.In(month, Currency.Digits)))
                .Select(part => (part.Pool, Cost: (group.Key.Kind, group.Key.IsAvoidable, part.Amount))))
            .ToLookup(part => part.Pool, part => part.Cost);
    }

    /// <summary>What a bought contract costs, over the pools that it supplies in the month; all of it in the first that it names while it supplies none.</summary>
    ImmutableArray<(Slug? Pool, decimal Amount)> OfBought(CostItem item, PoolShares pools, YearMonth month)
    {
        if (_ofBought.TryGetValue((item.Of, month), out var known)) return known;
        var amount = item.In(month, Currency.Digits);
        return _ofBought[(item.Of, month)] = amount == 0 ? [] : [.. pools.Of(month, amount, Currency.Digits)];
    }
}
