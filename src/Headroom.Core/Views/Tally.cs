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

    public Tally(CostSheet sheet, MonthSpan span, ImmutableArray<CostPart> parts, IReadOnlyList<ContractIncome> incomes)
    {
        (_sheet, _span) = (sheet, span);
        _hours = CapacityHours.Hours(sheet.Book.Calendar.Between(span.FirstDay, span.End).Length);
        _byPool = parts.ToLookup(part => part.Pool);
        _byContract = parts.Where(part => part.For == UsedFor.Sold).ToLookup(part => part.Of);
        var invested = new InvestedCapital(sheet);
        var capital = sheet.Book.Fleet.Pools.Keys.SelectMany(pool => span.Months.SelectMany(month => invested.UsesIn(pool, month).Select(use => (Pool: (Slug?)pool, use)))).ToList();
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
        return new(id.ToString(), _span.Count, _sheet.Currency, _revenue.GetValueOrDefault(id), ByKind(_byContract[id]), 0, Mean(_capitalOfContract[id].Sum()), 0,
            hours, Megawatts(energy), payback);
    }

    /// <summary>The row of some pools together.</summary>
    /// <param name="isAll">Whether it is the whole, which also holds what no pool bears or earns.</param>
    public Return Row(string name, IEnumerable<Slug> of, MonthSpan span, bool isAll, Func<IReadOnlyCollection<Slug>, Payback> payback)
    {
        var pools = of.ToList();
        var parts = pools.SelectMany(pool => _byPool[pool]).Concat(isAll ? _byPool[null] : []).ToList();
        var capital = pools.SelectMany(pool => _capital[pool]).ToList();
        var uses = pools.SelectMany(pool => span.Months.Select(month => (Pool: _sheet.Book.Fleet.Pools[pool], Use: _sheet.Hours.Of(pool, month)))).ToList();
        return new(name, _span.Count, _sheet.Currency, pools.Sum(pool => _revenueOfPool.GetValueOrDefault(pool)) + (isAll ? _revenueWithoutPool : 0),
            ByKind(parts.Where(part => part.For == UsedFor.Sold)), parts.Where(part => part.For is not UsedFor.Sold and not UsedFor.Own).Sum(part => part.Amount),
            Mean(capital.Where(use => use.For == UsedFor.Sold).Sum(use => use.Amount)), Mean(capital.Where(use => use.For is not UsedFor.Sold and not UsedFor.Own).Sum(use => use.Amount)),
            UseRates.Sum(uses.Select(each => each.Use), use => use.SoldInAll),
            Megawatts(uses.Aggregate(Rational.Zero, (sum, each) => sum + Draw(each.Pool) * each.Use.Installed)), payback(pools));
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

    static ImmutableSortedDictionary<CostKind, decimal> ByKind(IEnumerable<CostPart> parts) =>
        parts.GroupBy(part => part.Kind).ToImmutableSortedDictionary(group => group.Key, group => group.Sum(part => part.Amount));

    decimal Mean(decimal ofMonths) => ((Rational)ofMonths / _span.Count).Round(_sheet.Currency.Digits);

    decimal Megawatts(Rational kilowattHours) => (kilowattHours / _hours / 1000).Round(3);
}
