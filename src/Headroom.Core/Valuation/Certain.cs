using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>The method for a game in which nothing is uncertain: plain recursion over the dates.</summary>
public static class Certain
{
    /// <summary>Name of the method, printed beside the number.</summary>
    public const string Method = "recursion (nothing uncertain, exact)";

    /// <summary>The equilibrium of a game whose price and need follow their curves.</summary>
    public static Equilibrium Solve(Game game)
    {
        var leaving = Enumerable.Repeat(ImmutableArray.Create(0.0, 0, 0, 0), game.Dates).ToArray();
        var (value, first) = (default(Payoff), (Date: -1, Who: Leaver.Nobody));
        foreach (var decision in Decision.All(game).Reverse())
        {
            var goingOn = decision.Commits(0, 0) + decision.Later * value;
            var who = decision.Who(goingOn, 0, 0);
            value = decision.Ends(who, goingOn, 0, 0);
            if (who != Leaver.Nobody) first = (decision.Date, who);
        }
        if (first.Date >= 0) leaving[first.Date] = leaving[first.Date].SetItem((int)first.Who, 1);
        var from = game.MonthOf(game.FirstDate);
        return new(Decision.FreeNotice(game, from) + game.Market.Worth(from) * value, [.. leaving], [], Method);
    }
}
