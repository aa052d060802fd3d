using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>Which method values a game. Several games are valued on the same grids or paths, so that their differences are not noise.</summary>
/// <param name="Paths">Paths on which a policy is fitted, over all fits, and as many others on which it is valued.</param>
/// <param name="Seed">Seeds the paths.</param>
/// <param name="Spread">Does the pieces.</param>
public sealed record Solver(Approach Approach, int Paths, ulong Seed, Spread Spread)
{
    /// <summary>Independent fits of which the mean is taken: a side's value depends to first order on the error of the other's policy, and only
    /// fits on other paths show how much.</summary>
    public const int Fits = 3;

    /// <summary>Whether paths are drawn for a game.</summary>
    public bool Simulates(Game game) => game.Market.HasTwoFactors ? Approach != Approach.Exact : Approach == Approach.Simulation && game.Market.Price.Volatility > 0;

    /// <summary>Whether the exact methods know a game.</summary>
    public static bool HasExact(Game game) => !game.Market.HasTwoFactors || Plane.Fits(game);

    /// <summary>Whether a rough answer will do: for changes of an input, of which the reader wants the size.</summary>
    public bool IsRough { get; init; }

    /// <summary>The equilibria of games that differ in rights and costs only. Where the exact grid knows the thresholds of the first, they are its.</summary>
    public ImmutableArray<Equilibrium> Solve(IReadOnlyList<Game> games)
    {
        var game = games[0];
        if (Simulates(game)) return Simulated(games) is var found && !IsRough && Plane.Fits(game)
            ? found.SetItem(0, found[0] with { Thresholds = Plane.Thresholds(game, Spread) }) : found;
        if (game.Market.HasTwoFactors) return [.. games.Select(each => Plane.Solve(each, Spread))];
        var solved = new Equilibrium[games.Count];
        Spread(games.Count, i =>
            solved[i] = games[i].Market.Price.Volatility == 0 ? Certain.Solve(games[i]) : Quadrature.Solve(games[i], IsRough ? Quadrature.Rough : Quadrature.Fine));
        return [.. solved];
    }

    /// <summary>How good the fitted policy of a game is; null when it is not simulated.</summary>
    public Certificate? Certify(Game game) => Simulates(game) ? new Simulation(game, Each, Seed, Spread).Certify(game) : null;

    int Each => (Paths + Fits - 1) / Fits;

    ImmutableArray<Equilibrium> Simulated(IReadOnlyList<Game> games)
    {
        var found = games.Select(_ => new List<Equilibrium>()).ToList();
        for (var fit = 0; fit < Fits; fit++)
            // Games whose rights begin on another date need paths of their own.
            foreach (var alike in games.Select((game, i) => (game, i)).GroupBy(each => each.game.FirstDate))
            {
                var simulation = new Simulation(alike.First().game, Each, unchecked(Seed * Fits + (ulong)fit), Spread);
                foreach (var (game, i) in alike) found[i].Add(simulation.Solve(game));
            }
        return [.. found.Select(Mean)];
    }

    static Equilibrium Mean(List<Equilibrium> fits)
    {
        double Range(Func<Equilibrium, double> of) => fits.Max(of) - fits.Min(of);
        var share = 1.0 / fits.Count;
        return fits[0] with
        {
            Value = share * fits.Aggregate(default(Payoff), (sum, fit) => sum + fit.Value),
            Leaving = [.. Enumerable.Range(0, fits[0].Leaving.Length)
                .Select(date => Enumerable.Range(0, 4).Select(who => share * fits.Sum(fit => fit.Leaving[date][who])).ToImmutableArray())],
            Thresholds = [.. Enumerable.Range(0, fits[0].Thresholds.Length).Select(date => Mean([.. fits.Select(fit => fit.Thresholds[date])]))],
            Error = new(share * Math.Sqrt(fits.Sum(fit => fit.Error.Seller * fit.Error.Seller)), share * Math.Sqrt(fits.Sum(fit => fit.Error.Buyer * fit.Error.Buyer))),
            FitSpread = new(Range(fit => fit.Value.Seller), Range(fit => fit.Value.Buyer)),
        };
    }

    static Threshold Mean(List<Threshold> fits)
    {
        double? Of(Func<Threshold, double?> of) => fits.All(fit => of(fit) is not null) ? fits.Average(of) : null;
        return new(fits[0].Month, Of(fit => fit.WalksBelow), Of(fit => fit.RecallsAbove), Of(fit => fit.NeedAbove));
    }
}

/// <summary>How a value is found.</summary>
public enum Approach
{
    /// <summary>Exactly for one uncertain quantity, by simulation for two.</summary>
    Fitting,
    /// <summary>On a lattice or a grid.</summary>
    Exact,
    /// <summary>By simulation, whatever is uncertain.</summary>
    Simulation,
}
