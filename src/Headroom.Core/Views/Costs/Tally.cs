using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>The sums of a run of months from which the rows of returns are made, each computed once.</summary>
sealed class Tally
{
    readonly CostSheet _sheet;
    readonly MonthSpan _span;
    readonly Rational _hours;
    readonly ILookup<Slug?, CostPart> _byPool, _byContract;
    readonly ILookup<Slug?, (UsedFor For, Slug? Of, decimal Amount)> _capital;
    readonly ILookup<Slug, decimal> _capitalOfContract;
    readonly Dictionary<Slug, decimal> _revenue = [];
    readonly Dictionary<Slug, decimal> _revenueOfPool = [];
    readonly Dictionary<YearMonth, decimal> _revenueOfMonth = [];
    readonly decimal _revenueWithoutPool;
    readonly Dictionary<Slug, (Rational Hours, Rational KilowattHours)> _sold = [];
    readonly Dictionary<Slug, PoolSum> _sums = [];

    /// <summary>What one pool adds to a row.</summary>
    readonly record struct PoolSum(ImmutableSortedDictionary<CostKind, decimal> Cost, decimal Unused, decimal Capital, decimal UnusedCapital, Rational Sold,
        Rational KilowattHours);

    public Tally(CostSheet sheet, MonthSpan span, ImmutableArray<CostPart> parts, IReadOnlyList<ContractIncome> incomes)
    {
        (_sheet, _span) = (sheet, span);
        _hours = CapacityHours.Hours(sheet.Book.Calendar.Between(span.FirstDay, span.End).Length);
        _byPool = parts.ToLookup(part => part.Pool);
        _byContract = parts.Where(part => part.For == UsedFor.Sold).ToLookup(part => part.Of);
        var invested = new InvestedCapital(sheet);
        var capital = sheet.Book.Fleet.Pools.Keys.SelectMany(pool => span.Months.SelectMany(month => invested.UsesIn(pool, month).Select(use => (Pool: (Slug?)pool, use))))
            .ToList();
        _capital = capital.ToLookup(each => each.Pool, each => each.use);
        _capitalOfContract = capital.Where(each => each.use.For == UsedFor.Sold).ToLookup(each => each.use.Of!.Value, each => each.use.Amount);
        foreach (var use in sheet.Book.Fleet.Pools.Keys.SelectMany(pool => span.Months.Select(month => sheet.Hours.Of(pool, month)))) AddSold(use);
        foreach (var income in incomes) _revenueWithoutPool += AddRevenue(income);
    }

    /// <summary>What all contracts earn in a month of the span.</summary>
    public decimal RevenueIn(YearMonth month) => _revenueOfMonth.GetValueOrDefault(month);

    /// <summary>A contract's row.</summary>
    public Return Row(ContractIncome income, Payback payback)
    {
        var id = income.Contract.Id;
        var (hours, energy) = _sold.GetValueOrDefault(id);
        return new(id.ToString(), _span.Count, _sheet.Currency, _revenue.GetValueOrDefault(id), ByKind(_byContract[id].Select(part => (part.Kind, part.Amount))), 0,
            Mean(_capitalOfContract[id].Sum()), 0,
            hours, Megawatts(energy), payback);
    }

    /// <summary>The row of some pools together.</summary>
    /// <param name="isAll">Whether it is the whole, which also holds what no pool bears or earns.</param>
    public Return Row(string name, IEnumerable<Slug> of, bool isAll, Func<IReadOnlyCollection<Slug>, Payback> payback)
    {
        var pools = of.ToList();
        var sums = pools.Select(SumOf).Concat(isAll ? [Summed(null, [])] : []).ToList();
        return new(name, _span.Count, _sheet.Currency, pools.Sum(pool => _revenueOfPool.GetValueOrDefault(pool)) + (isAll ? _revenueWithoutPool : 0),
            ByKind(sums.SelectMany(sum => sum.Cost).Select(cost => (cost.Key, cost.Value))), sums.Sum(sum => sum.Unused), Mean(sums.Sum(sum => sum.Capital)),
            Mean(sums.Sum(sum => sum.UnusedCapital)),
            sums.Aggregate(Rational.Zero, (hours, sum) => hours + sum.Sold), Megawatts(sums.Aggregate(Rational.Zero, (energy, sum) => energy + sum.KilowattHours)), payback(pools));
    }

    PoolSum SumOf(Slug pool) => _sums.TryGetValue(pool, out var known) ? known
        : _sums[pool] = Summed(pool, [.. _span.Months.Select(month => _sheet.Hours.Of(pool, month))]);

    /// <param name="pool">Null for what no pool bears.</param>
    /// <param name="uses">The pool's months.</param>
    PoolSum Summed(Slug? pool, IReadOnlyList<PoolMonth> uses)
    {
        var (parts, capital) = (_byPool[pool], _capital[pool]);
        return new(ByKind(parts.Where(part => part.For == UsedFor.Sold).Select(part => (part.Kind, part.Amount))),
            parts.Where(part => part.For is not UsedFor.Sold and not UsedFor.Own).Sum(part => part.Amount),
            capital.Where(use => use.For == UsedFor.Sold).Sum(use => use.Amount), capital.Where(use => use.For is not UsedFor.Sold and not UsedFor.Own).Sum(use => use.Amount),
            UseRates.Sum(uses, use => use.SoldInAll), uses.Aggregate(Rational.Zero, (energy, use) => energy + Draw(_sheet.Book.Fleet.Pools[use.Pool]) * use.Installed));
    }

    void AddSold(PoolMonth use)
    {
        var draw = Draw(_sheet.Book.Fleet.Pools[use.Pool]);
        foreach (var (contract, hours) in use.Sold)
        {
            var (so, energy) = _sold.GetValueOrDefault(contract);
            _sold[contract] = (so + hours, energy + hours * draw);
        }
    }

    /// <summary>Adds a contract's revenue to itself and to its pools; gives what belongs to no pool.</summary>
    decimal AddRevenue(ContractIncome income)
    {
        var without = 0m;
        foreach (var month in _span.Months)
        {
            var revenue = income.RevenueIn(month);
            if (revenue == 0) continue;
            _revenueOfMonth[month] = RevenueIn(month) + revenue;
            _revenue[income.Contract.Id] = _revenue.GetValueOrDefault(income.Contract.Id) + revenue;
            foreach (var (pool, amount) in income.ByPool(month, revenue))
                if (pool is { } id && _sheet.Book.Fleet.Pools.ContainsKey(id)) _revenueOfPool[id] = _revenueOfPool.GetValueOrDefault(id) + amount;
                else without += amount;
        }
        return without;
    }

    static Rational Draw(Pool pool) => pool.Draw.Exact(new Gpus(1));

    static ImmutableSortedDictionary<CostKind, decimal> ByKind(IEnumerable<(CostKind Kind, decimal Amount)> costs)
    {
        var sums = new SortedDictionary<CostKind, decimal>();
        foreach (var (kind, amount) in costs) sums[kind] = sums.GetValueOrDefault(kind) + amount;
        return sums.ToImmutableSortedDictionary();
    }

    decimal Mean(decimal ofMonths) => ((Rational)ofMonths / _span.Count).Round(_sheet.Currency.Digits);

    decimal Megawatts(Rational kilowattHours) => (kilowattHours / _hours / 1000).Round(3);
}
