using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What one contract that we sell brings in from others, as known on a day: revenue by the month under its stated policy, and the price of its service by dates. Days on which its
/// buyer belongs to us bring nothing in.
/// </summary>
sealed class ContractIncome
{
    readonly Recognition _recognition;
    readonly Cumulative _due;
    readonly ImmutableArray<(LocalDate From, LocalDate End)> _inside;
    readonly LocalDate _today;
    readonly int _digits;
    readonly PoolShares _shares;

    /// <param name="capacity">What it reserves.</param>
    public ContractIncome(Contract contract, ImmutableArray<Commitment> capacity, LocalDate today)
    {
        (Contract, _today, _digits) = (contract, today, contract.Terms.Currency.Digits);
        _inside = contract.DaysInside;
        _recognition = Recognition.Of(contract, contract.RevenueOn(today), today);
        (_due, _shares) = (_recognition.Schedule.Due, new(contract, capacity));
    }

    public Contract Contract { get; }

    /// <summary>The pools that it reserves, in order.</summary>
    public ImmutableArray<Slug> Pools => _shares.Pools;

    public LocalDate First => Contract.Versions[0].Terms.From;

    /// <summary>The last day on which it brings anything in from others.</summary>
    public LocalDate Last => _inside is [.., var last] && last.End > Contract.LastDay ? LocalDate.Min(Contract.LastDay, last.From.PlusDays(-1)) : Contract.LastDay;

    /// <summary>The month's revenue; months add up to the rounded whole.</summary>
    public decimal RevenueIn(YearMonth month)
    {
        var (from, end) = (month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1));
        return _recognition.Over(from, end) - InsideOf(from, end).Sum(days => _recognition.Over(days.From, days.End));
    }

    /// <summary>What the days of [from, end) are due, exact.</summary>
    public Rational Due(LocalDate from, LocalDate end) => end <= from ? Rational.Zero
        : InsideOf(from, end).Aggregate(_due.Over(from, end), (due, days) => due - _due.Over(days.From, days.End));

    IEnumerable<(LocalDate From, LocalDate End)> InsideOf(LocalDate from, LocalDate end) => _inside.IsEmpty ? []
        : _inside.Select(days => (From: LocalDate.Max(days.From, from), End: LocalDate.Min(days.End, end))).Where(days => days.From < days.End);

    /// <summary>An amount of a month on the pools that the contract reserves.</summary>
    public IEnumerable<(Slug? Pool, decimal Amount)> ByPool(YearMonth month, decimal amount) =>
        amount == 0 ? [] : _shares.Of(month, amount, _digits);

    /// <summary>The earliest last day that either side can bring about by notice from today on, and what is due by it with the fee of leaving.</summary>
    public (LocalDate Last, Rational Due) EarliestExit()
    {
        var on = LocalDate.Max(_today, First);
        if (!Contract.IsExternal(on)) return (Last, Due(First, Last.PlusDays(1)));
        var sides = new[] { Side.Seller, Side.Buyer }.Select(side => (side, Last: Contract.LastDay < on ? null : Contract.EarliestLastDay(side, on)))
            .Where(each => each.Last is not null).OrderBy(each => each.Last).ToList();
        if (sides.Count == 0 || sides[0].Last >= Contract.LastDay) return (Contract.LastDay, _due.At(Contract.LastDay.PlusDays(1)));
        var (side, last) = (sides[0].side, sides[0].Last!.Value);
        var ended = Contract.Notice is not null ? Contract : Contract with { Notice = new Notice(side, on, last) };
        return (last, ended.Schedule(_today).Due.At(last.PlusDays(1)));
    }
}
