using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Money that capacity brings in less what it costs to run, by contract and by pool: what paybacks are found from. Own use brings in nothing here and
/// its running cost is left out; what is idle or unusable is borne by its pool and by no contract.
/// </summary>
sealed class CashFlows(CostSheet sheet, IReadOnlyList<ContractIncome> incomes)
{
    /// <summary>The longest run of months that a payback is looked for in: fifty years and the months before them.</summary>
    const int MostMonths = 720;

    readonly InvestedCapital _capital = new(sheet);
    readonly Dictionary<Slug, Dictionary<YearMonth, Rational>> _dueOfPool = [];
    readonly Dictionary<(Slug, YearMonth), RunningCost> _costs = [];

    /// <summary>What a pool costs to run in a month, without depreciation and own use: what nobody used and contracts together, and each contract's part.</summary>
    sealed record RunningCost(decimal Total, Dictionary<Slug, decimal> OfContracts);

    /// <summary>A contract's payback, and what is paid back by its earliest exit.</summary>
    public Payback PaybackOf(ContractIncome income)
    {
        var (first, last, digits) = (income.First, income.Last, sheet.Currency.Digits);
        var pools = income.Pools;
        var months = Months(first.ToYearMonth(), last.ToYearMonth()).ToList();
        decimal Running(YearMonth month) => pools.Sum(pool => CostsOf(pool, month).OfContracts.GetValueOrDefault(income.Contract.Id));
        var flows = months.Select(month =>
            (From: LocalDate.Max(first, month.OnDayOfMonth(1)), End: LocalDate.Min(last.PlusDays(1), month.PlusMonths(1).OnDayOfMonth(1)), Month: month))
            .Select(run => (run.From, run.End, Cost: (Rational)Running(run.Month))).ToList();
        var capital = pools.Sum(pool => CapitalBehind(income, pool, months));
        var payback = Payback.Of(capital, flows.Select(run => (run.From, run.End, income.Due(run.From, run.End) - run.Cost)), last, digits);
        var (exit, due) = income.EarliestExit();
        var spent = flows.Where(run => run.From <= exit).Aggregate(Rational.Zero, (sum, run) => sum + (run.End <= exit.PlusDays(1) ? run.Cost
            : run.Cost * Period.DaysBetween(run.From, exit.PlusDays(1)) / Period.DaysBetween(run.From, run.End)));
        return payback with { Exit = exit, RecoveredByExit = (due - spent).Round(digits) };
    }

    /// <summary>The payback of some pools together, by what is sold of them; their capital is what is in service by the end of the span.</summary>
    public Payback PaybackOf(IReadOnlyCollection<Slug> pools, MonthSpan span)
    {
        if (_dueOfPool.Count == 0) foreach (var income in incomes) AddDue(income);
        var due = pools.Select(pool => _dueOfPool.GetValueOrDefault(pool) ?? []).ToList();
        var first = pools.Select(FirstOf).Concat(due.SelectMany(each => each.Keys)).Append(span.From).Min();
        var last = due.SelectMany(each => each.Keys).Append(span.Through).Max();
        var flows = Months(first, last).Select(month => (month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1),
            due.Aggregate(Rational.Zero, (sum, each) => sum + each.GetValueOrDefault(month))
                - pools.Sum(pool => CostsOf(pool, month).Total)));
        return Payback.Of(pools.Sum(pool => _capital.GrossBy(pool, span.Through)), flows, last.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1), sheet.Currency.Digits);
    }

    /// <summary>What the assets cost that stand behind a contract in a pool: its share of the pool in the month of its fullest reservation.</summary>
    decimal CapitalBehind(ContractIncome income, Slug pool, IReadOnlyList<YearMonth> months)
    {
        var (share, fullest) = (Rational.Zero, (YearMonth?)null);
        foreach (var month in months)
            if (sheet.Hours.Of(pool, month) is var use && use.Sold.TryGetValue(income.Contract.Id, out var sold) && sold / use.Installed is var now
                && (fullest is null || now > share))
                (share, fullest) = (now, month);
        return fullest is { } full ? (_capital.GrossBy(pool, full) * share).Round(sheet.Currency.Digits) : 0;
    }

    RunningCost CostsOf(Slug pool, YearMonth month)
    {
        if (_costs.TryGetValue((pool, month), out var known)) return known;
        var (total, ofContracts) = (0m, new Dictionary<Slug, decimal>());
        foreach (var part in sheet.Of(pool, month))
            if (part.Kind != CostKind.Depreciation && part.For != UsedFor.Own)
            {
                total += part.Amount;
                if (part.For == UsedFor.Sold) ofContracts[part.Of!.Value] = ofContracts.GetValueOrDefault(part.Of.Value) + part.Amount;
            }
        return _costs[(pool, month)] = new(total, ofContracts);
    }

    void AddDue(ContractIncome income)
    {
        foreach (var month in Months(income.First.ToYearMonth(), income.Last.ToYearMonth()))
        {
            var due = income.Due(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1)).Round(sheet.Currency.Digits);
            foreach (var (pool, amount) in income.ByPool(month, due))
                if (pool is { } id)
                {
                    var byMonth = _dueOfPool.TryGetValue(id, out var known) ? known : _dueOfPool[id] = [];
                    byMonth[month] = byMonth.GetValueOrDefault(month) + amount;
                }
        }
    }

    /// <summary>The first month in which anything of a pool was in service.</summary>
    YearMonth FirstOf(Slug pool) => sheet.Book.Outlays.Assets.Values.Where(asset => asset.Home.PoolIn(sheet.Book.Fleet) == pool).Select(asset => asset.From.ToYearMonth())
        .Concat(sheet.Book.Fleet.Blocks.Values.Where(block => block.Pool == pool).Select(block => block.ServesFrom.ToYearMonth()))
        .DefaultIfEmpty(sheet.Today.ToYearMonth()).Min();

    static IEnumerable<YearMonth> Months(YearMonth from, YearMonth through) => new MonthSpan(from, through).Months.Take(MostMonths);
}
