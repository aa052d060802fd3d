
namespace Headroom.Core.Valuation;

/// <summary>The contract as agreed with one input changed: what the number hangs on.</summary>
/// <param name="Input">The input and its new value, for people.</param>
public sealed record Sensitivity(string Input, Played Played)
{
    /// <summary>Every input lower and higher, each on its own.</summary>
    internal static IEnumerable<Sensitivity> All(Subject subject, Solver solver)
    {
        var changes = Changes(subject.Game).ToList();
        // A third of the paths will do, and the same draws for all; differences then come from the input.
        var coarse = solver with { IsRough = true, Paths = Math.Max(1, solver.Paths / 3), Approach = subject.Game.Market.HasTwoFactors ? Approach.Simulation : solver.Approach };
        var solved = new Equilibrium[changes.Count];
        if (coarse.Simulates(subject.Game))
            for (var i = 0; i < changes.Count; i++) solved[i] = coarse.Solve([changes[i].Game])[0];
        else solver.Spread(changes.Count, i => solved[i] = (coarse with { Spread = Spreading.InTurn }).Solve([changes[i].Game])[0]);
        return changes.Select((change, i) => new Sensitivity(change.Input, new(solved[i], Lifetime.Of(change.Game, solved[i].Leaving))));
    }

    static IEnumerable<(string Input, Game Game)> Changes(Game game)
    {
        var market = game.Market;
        var (price, need) = (market.Price, market.Need);
        Game Under(Market changed) => game with { Market = changed };
        foreach (var factor in new[] { 0.9, 1.1 })
            yield return ($"market price {Percent(factor - 1)}", Under(market with { Price = price with { Expected = price.Expected.Times(factor) } }));
        foreach (var change in new[] { -0.1, 0.1 })
            if (price.Expected.YearlyChange + change > -1 && price.Expected.Points[^1].Month < game.Months) // else the table says all of it
                yield return ($"market price change {Level(price.Expected.YearlyChange + change)} a year",
                    Under(market with { Price = price with { Expected = price.Expected with { YearlyChange = price.Expected.YearlyChange + change } } }));
        foreach (var volatility in new[] { price.Volatility - 0.1, price.Volatility + 0.1 })
            if (volatility > 0) yield return ($"market volatility {Level(volatility)}", Under(market with { Price = price with { Volatility = volatility } }));
        if (!need.IsNone)
            foreach (var factor in new[] { 0.8, 1.2 })
                yield return ($"own use {Percent(factor - 1)}", Under(market with { Need = need with { Expected = need.Expected.Times(factor) } }));
        foreach (var discount in new[] { market.Discount - 0.03, market.Discount + 0.03 })
            if (discount >= 0) yield return ($"discount {Level(discount)}", Under(market with { Discount = discount }));
        foreach (var factor in new[] { 0.9, 1.1 }) yield return ($"fees {Percent(factor - 1)}", game with { Billable = [.. game.Billable.Select(fee => fee * factor)] });
        foreach (var notice in new[] { 1.0, 6, 12 })
            if ((notice != game.Notice || game.Longer != Leaver.Nobody) && notice < game.Months)
                yield return (FormattableString.Invariant($"notice of {notice} month{(notice == 1 ? "" : "s")}"), Noticed(game, notice));
        foreach (var locked in new[] { 6.0, 12 })
            if (locked < game.Months) yield return (FormattableString.Invariant($"nobody leaves before month {locked}"), Locked(game, locked));
        foreach (var penalty in new[] { 0.05, 0.1, 0.25 })
            yield return ($"fee for leaving {Level(penalty)} of what remains, both sides",
                game with { Buyer = game.Buyer is { } b ? b with { Penalty = penalty } : null, Seller = game.Seller is { } s ? s with { Penalty = penalty } : null });
    }

    /// <summary>The same game with notice of one length for both.</summary>
    static Game Noticed(Game game, double notice) =>
        game with { Notice = notice, Buyer = game.Buyer is { } b ? b with { LongerBy = 0 } : null, Seller = game.Seller is { } s ? s with { LongerBy = 0 } : null };

    static Game Locked(Game game, double from) => game with
    {
        Buyer = game.Buyer is { } buyer ? buyer with { From = Math.Max(from, buyer.From) } : null,
        Seller = game.Seller is { } seller ? seller with { From = Math.Max(from, seller.From) } : null,
    };

    static string Level(double share) => share.ToString("0.#%", System.Globalization.CultureInfo.InvariantCulture);

    static string Percent(double share) => share.ToString("+0.#%;-0.#%;0%", System.Globalization.CultureInfo.InvariantCulture);
}
