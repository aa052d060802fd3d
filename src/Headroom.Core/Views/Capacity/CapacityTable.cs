using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// A question about headroom on a small table, without a book: what may be supplied, what own products may need and what is sold, in numbered periods, with exact
/// chances. A list with one entry holds in every period. By the same rules as a pool of the book, so that a person can follow them by hand.
/// </summary>
/// <param name="Risk">The accepted probability that less is there than was sold, 0 to 1.</param>
/// <param name="Periods">How many periods there are, 1 to <see cref="MostPeriods"/>.</param>
public sealed record CapacityTable(Rational Risk, int Periods)
{
    public const int MostPeriods = 120;

    /// <summary>What may be supplied; empty when <see cref="Tranches"/>, <see cref="Net"/> or <see cref="Scenarios"/> say it.</summary>
    public ImmutableArray<Distribution> Supply { get; init; } = [];

    /// <summary>Supply that comes in tranches, each independent of the others.</summary>
    public ImmutableArray<Tranche> Tranches { get; init; } = [];

    /// <summary>Units out for maintenance.</summary>
    public ImmutableArray<long> Maintenance { get; init; } = [0];

    /// <summary>Units held back against failures.</summary>
    public long Spare { get; init; }

    /// <summary>What own products need.</summary>
    public ImmutableArray<Distribution> Own { get; init; } = [Distribution.Certain(0)];

    /// <summary>Supply less own need, when the two are known together only.</summary>
    public ImmutableArray<Distribution> Net { get; init; } = [];

    /// <summary>The same as equally likely rows of periods: then the periods are not independent and the joint answer can be given.</summary>
    public ImmutableArray<ImmutableArray<long>> Scenarios { get; init; } = [];

    /// <summary>What is sold firm.</summary>
    public ImmutableArray<long> Committed { get; init; } = [0];

    /// <summary>What is sold interruptible.</summary>
    public ImmutableArray<long> Interruptible { get; init; } = [0];

    /// <summary>The share of the time for which interruptible capacity is promised to be there.</summary>
    public Rational Available { get; init; } = Rational.Of(1, 2);

    /// <summary>What is offered firm; nothing in a period means that it is not in the term.</summary>
    public ImmutableArray<long> Offer { get; init; } = [0];

    /// <summary>Of what is sold, what will have been taken back: it backs the offer where the policy lets a firm sale rest on recall.</summary>
    public ImmutableArray<long> Cover { get; init; } = [0];

    /// <summary>Supply less maintenance, allowance against failures and own need in a period.</summary>
    public Distribution NetIn(int period)
    {
        if (Scenarios.Length > 0) return Distribution.Equally([.. Scenarios.Select(scenario => scenario[period])]);
        if (Net.Length > 0) return In(Net, period);
        var supplied = Tranches.Aggregate(Supply.Length > 0 ? In(Supply, period) : Distribution.Certain(0), (sum, tranche) => sum.Plus(tranche.In(period)));
        return supplied.Map(units => Math.Max(0, units - In(Maintenance, period)) - Spare).Minus(In(Own, period));
    }

    /// <summary>What can be sold in each period.</summary>
    public IEnumerable<TableRow> Rows() => Enumerable.Range(0, Periods).Select(period =>
    {
        var (free, firm) = (NetIn(period), In(Committed, period));
        var signed = free.ReachedBy(Rational.One - Risk) - firm;
        return new TableRow(period, signed, Math.Max(0, signed), Math.Max(0, free.ReachedBy(Available) - firm - In(Interruptible, period) - Math.Max(0, signed)));
    });

    /// <summary>Whether the offer fits; null when nothing is offered.</summary>
    /// <param name="covered">Whether what is taken back in time backs it.</param>
    public TableAcceptance? Accept(bool covered)
    {
        var term = Enumerable.Range(0, Periods).Where(period => In(Offer, period) > 0).ToList();
        if (term.Count == 0) return null;
        var slack = term.Select(period => (Period: period, Units: NetIn(period).ReachedBy(Rational.One - Risk) - Asked(period, covered))).ToList();
        var failing = slack.Where(each => each.Units < 0).Select(each => ((int, long)?)each).FirstOrDefault();
        return new(failing is null, slack.Min(each => each.Units), failing?.Item1, -(failing?.Item2 ?? 0))
        {
            Joint = Scenarios.Length == 0 ? null : Rational.Of(Scenarios.Count(scenario => term.Any(period => scenario[period] < Asked(period, covered))), Scenarios.Length),
        };
    }

    /// <summary>The best quantity to have sold firm in the first period, what is sold already included, and the most that the risk permits.</summary>
    public (Newsvendor Best, long WithinRisk) Sell(Stakes stakes, long most)
    {
        var free = NetIn(0);
        return (Newsvendor.Of(free, stakes, most), Math.Max(0, free.ReachedBy(Rational.One - Risk)));
    }

    long Asked(int period, bool covered) => In(Committed, period) + In(Offer, period) - (covered ? In(Cover, period) : 0);

    static T In<T>(ImmutableArray<T> each, int period) => each.Length == 1 ? each[0] : each[period];
}

/// <summary>What can be sold in one period of a table.</summary>
/// <param name="Signed">What is reached with at least one less the risk, less what is sold firm: negative where today's sales break the limit already.</param>
/// <param name="Firm">The same, never negative.</param>
/// <param name="Interruptible">What can be sold beside it with the stated share of availability.</param>
public readonly record struct TableRow(int Period, long Signed, long Firm, long Interruptible);

/// <summary>Whether an offer fits in every period of its term, pointwise: each period by itself stays within the risk.</summary>
/// <param name="LeastSlack">The least that is left in a period of the term; negative when it does not fit.</param>
/// <param name="FirstFailing">The first period in which it does not fit, or null.</param>
/// <param name="ShortBy">What is missing there.</param>
public sealed record TableAcceptance(bool Fits, long LeastSlack, int? FirstFailing, long ShortBy)
{
    /// <summary>The probability that it is short in any period of its term: the joint answer; null when the table has no scenarios.</summary>
    public Rational? Joint { get; init; }
}
