using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// How long a contract lives and what it bills, from the probabilities of leaving. What it bills in all is a number for every date of notice, so
/// its distribution is exact once those are known.
/// </summary>
/// <param name="Survival">For each month the probability that at least a part of it is served.</param>
/// <param name="Billed">For each month what it is expected to bill, with the 10th, 50th and 90th percentile.</param>
/// <param name="BilledSoFar">The same for all that is billed through each month.</param>
/// <param name="BilledInAll">The same for the whole life.</param>
/// <param name="Worth">The present value of what is billed.</param>
/// <param name="PenaltyWorth">The present value of fees for leaving: to the seller less from the seller.</param>
/// <param name="Months">The months served in the mean.</param>
/// <param name="EndedBy">The probability that it ends by nobody's notice, the buyer's, the seller's or both.</param>
public sealed record Lifetime(
    ImmutableArray<double> Survival, ImmutableArray<Fan> Billed, ImmutableArray<Fan> BilledSoFar, Fan BilledInAll, double Worth, double PenaltyWorth, double Months,
    ImmutableArray<double> EndedBy)
{
    /// <summary>The life of a game under its equilibrium.</summary>
    public static Lifetime Of(Game game, ImmutableArray<ImmutableArray<double>> leaving)
    {
        // Probabilities that add up to one but for the last bit leave nothing, and not less.
        var toTheEnd = Math.Max(0, 1 - leaving.Sum(by => by.Sum()));
        // Each way to end: from when on a notice of the shorter length would have ended it so (the end of the term for nobody), and with what probability.
        var ends = Ends(game, leaving).Append((Month: game.Months, Chance: toTheEnd)).ToList();
        double Mean(Func<double, double> of) => ends.Sum(end => end.Chance * of(end.Month));
        Fan Fan(Func<double, double> of) => Valuation.Fan.Of(ends.Select(end => (of(end.Month), end.Chance)));
        var months = Enumerable.Range(0, game.Months).ToList();
        double Total(int through, double notice) => months.Take(through + 1).Sum(month => game.Billable[month] * game.Served(month, notice));
        return new(
            [.. months.Select(month => Mean(notice => game.Served(month, notice) > 0 ? 1 : 0))],
            [.. months.Select(month => Fan(notice => game.Billable[month] * game.Served(month, notice)))],
            [.. months.Select(month => Fan(notice => Total(month, notice)))],
            Fan(notice => game.BilledIf(notice)),
            Mean(notice => months.Sum(month => game.Market.Worth(month + game.PaidAfter) * game.Billable[month] * game.Served(month, notice))),
            leaving.Select((by, date) => Penalty(game, game.MonthOf(date), by)).Sum(),
            Mean(notice => months.Sum(month => game.Served(month, notice))),
            [toTheEnd, .. Enumerable.Range(1, 3).Select(who => leaving.Sum(by => by[who]))]);
    }

    static IEnumerable<(double Month, double Chance)> Ends(Game game, ImmutableArray<ImmutableArray<double>> leaving) => game.Longer == Leaver.Nobody
        ? leaving.Select((by, date) => (game.MonthOf(date), by.Sum()))
        : leaving.SelectMany((by, date) => Enumerable.Range(1, 3).Select(who => (game.MonthOf(date) + game.NoticeOf((Leaver)who) - game.Notice, by[who])));

    static double Penalty(Game game, double notice, ImmutableArray<double> by)
    {
        double Paid(Leaver who, StoppingRight? right) => right is null ? 0
            : by[(int)who] * right.Penalty * game.Market.Worth(notice + game.NoticeOf(who)) * (game.Billable.Sum() - game.BilledIf(notice, who));
        return Paid(Leaver.Buyer, game.Buyer) - Paid(Leaver.Seller, game.Seller);
    }
}

/// <summary>What is expected of a quantity, and what it stays below with 10, 50 and 90 percent.</summary>
public readonly record struct Fan(double Mean, double P10, double P50, double P90)
{
    // A probability that is a level but for the last bit counts as reaching it.
    const double Almost = 1e-9;

    /// <summary>The fan of a discrete distribution.</summary>
    public static Fan Of(IEnumerable<(double Value, double Chance)> distribution)
    {
        var sorted = distribution.OrderBy(each => each.Value).ToList();
        double Reached(double level)
        {
            var sum = 0.0;
            foreach (var (value, chance) in sorted)
                if ((sum += chance) >= level - Almost) return value;
            return sorted[^1].Value;
        }
        return new(sorted.Sum(each => each.Value * each.Chance), Reached(0.1), Reached(0.5), Reached(0.9));
    }
}
