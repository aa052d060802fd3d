using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// What a contract that either side may leave is worth, with everything that a reader needs to judge the number. All money is an estimate in units of
/// the subject's <see cref="Subject.Unit"/>; all of it is seen from the date of the valuation.
/// </summary>
/// <param name="Agreed">The contract as agreed.</param>
/// <param name="BuyerOnly">If only the buyer could leave.</param>
/// <param name="SellerOnly">If only the seller could.</param>
/// <param name="Neither">If nobody could.</param>
/// <param name="WithoutContract">What both would have without it: the seller's best use of the capacity, the buyer's cost at the market.</param>
/// <param name="Costs">The contract as agreed under other switching costs of the buyer, ascending.</param>
/// <param name="Sensitivities">The contract as agreed with one input changed.</param>
/// <param name="Dates">When each side leaves and what both would gain by re-pricing, date by date.</param>
/// <param name="Certificate">How good the policy is; null for exact methods or when not asked for.</param>
public sealed record ContractValue(
    Subject Subject, Outlook Outlook, Solver Solver, Played Agreed, Played BuyerOnly, Played SellerOnly, Played Neither, Payoff WithoutContract,
    ImmutableArray<CostRow> Costs, ImmutableArray<Sensitivity> Sensitivities, ImmutableArray<ExitDate> Dates, Certificate? Certificate)
{
    /// <summary>What no model of this kind knows, printed beside every number.</summary>
    public static readonly ImmutableArray<string> Limits =
    [
        "An estimate: capacity is not a traded asset, prices drift as assumed and not as a market implies, and the discount rate is adjusted for risk.",
        "Both sides leave as soon as it pays and do not re-price: the pessimistic pole. The room to re-price shows when both would rather talk; real notices lag.",
        "Both sides are taken to know the market's price and the seller's need; the need is private in truth.",
        "Default, disputes over capacity and reputation are left out; add them to the cost of leaving.",
        "Each side's notice has its own length; once one side has given it, the other is not taken to end the contract sooner by a shorter one.",
        "Notice is looked at on the stated dates a month only, and counted in months of 30.4375 days; usage, credits and late interest are left out.",
    ];

    /// <summary>What the seller has by the contract above reselling the capacity after finding another customer once.</summary>
    public double SellersAdvantage => Agreed.Equilibrium.Value.Seller - (WithoutContract.Seller - Subject.Game.SellerCostIfBuyer);

    /// <summary>Values a subject.</summary>
    /// <param name="certify">Whether to bound the value, which takes about a second of one core.</param>
    public static ContractValue Of(Subject subject, Outlook outlook, Solver solver, bool certify = false)
    {
        var game = subject.Game;
        var costs = (outlook.BuyerCosts.IsEmpty ? Outlook.CostsOver(subject.InCurrency(game.Billable.Max())) : outlook.BuyerCosts).Append(outlook.BuyerCost).Distinct()
            .Order().ToList();
        Game[] games = [game, game.With(true, false), game.With(false, true), game.With(false, false),
            .. costs.Select(cost => game with { BuyerCost = (double)cost / subject.Unit })];
        var played = games.Zip(solver.Solve(games), (each, solved) => new Played(solved, Lifetime.Of(each, solved.Leaving))).ToList();
        return new(subject, outlook, solver, played[0], played[1], played[2], played[3], Decision.FreeNotice(game, -game.Notice),
            [.. costs.Select((cost, i) => new CostRow(cost, played[4 + i]))], [.. Sensitivity.All(subject, solver)],
            [.. played[0].Equilibrium.Thresholds.Select(threshold => ExitDate.Of(game, threshold))], certify ? solver.Certify(game) : null);
    }
}

/// <summary>A game's equilibrium and the life that follows from it.</summary>
public sealed record Played(Equilibrium Equilibrium, Lifetime Life);

/// <summary>The value under one switching cost of the buyer.</summary>
/// <param name="Cost">In the currency of the contract.</param>
public sealed record CostRow(decimal Cost, Played Played);

/// <summary>One date on which a side may leave.</summary>
/// <param name="BreakEven">The market price at which leaving for good would just pay the buyer if it could not wait: always above the price at which it does leave.</param>
/// <param name="RoomWhenBuyerWalks">What both together would gain by going on at another fee, at the price at which the buyer walks.</param>
/// <param name="RoomWhenSellerRecalls">The same at the price at which the seller recalls.</param>
public sealed record ExitDate(Threshold Threshold, double? BreakEven, double? RoomWhenBuyerWalks, double? RoomWhenSellerRecalls)
{
    internal static ExitDate Of(Game game, Threshold threshold)
    {
        var (decision, market) = (new Decision(game, (int)Math.Floor(threshold.Month * game.DatesAMonth + 0.5)), game.Market);
        double? Room(Leaver who, double? price) => price is { } at
            ? decision.Room(who, Math.Log(at / market.Price.Expected.At(threshold.Month)) + market.Price.Variance(threshold.Month) / 2, market.Need.Variance(threshold.Month) / 2)
            : null;
        return new(threshold, decision.BuyerMay ? decision.BreakEven() : null, Room(Leaver.Buyer, threshold.WalksBelow), Room(Leaver.Seller, threshold.RecallsAbove));
    }
}
