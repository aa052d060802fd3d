using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// Least-squares Monte Carlo for both players at once (after F. Longstaff and E. Schwartz, 2001): paths are drawn once, the policy is fitted on them from
/// the last date back, and the value is the mean over other paths that follow it. Any number of paths is whole chunks; the same seed gives the same
/// answer whoever does the work.
/// </summary>
public sealed class Simulation
{
    /// <summary>The most paths, and the most values of paths that are kept at once.</summary>
    public const int MostPaths = 1_000_000;
    const long MostKept = 60_000_000;

    /// <summary>Name of the method, printed beside the number.</summary>
    public const string Method = "least-squares Monte Carlo (local straight functions)";

    /// <summary>Streams from here on are those of certificates; paths have those below.</summary>
    const int StreamOfCertificates = 1 << 20;

    readonly Spread _spread;
    readonly ulong _seed;
    readonly int _first;
    readonly DateLanes[] _dates;
    readonly Transition[] _transitions;
    readonly PathChunk[] _paths;

    /// <summary>Draws the paths on which policies are fitted.</summary>
    /// <param name="game">A game whose market and fees the policies are for; rights and costs may differ.</param>
    /// <param name="paths">How many paths, 1 to <see cref="MostPaths"/>; made up to whole chunks.</param>
    /// <param name="seed">Seeds the draws.</param>
    /// <param name="spread">Does the chunks.</param>
    public Simulation(Game game, int paths, ulong seed, Spread spread)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(paths is >= 1 and <= MostPaths, true, nameof(paths));
        (_spread, _seed, _first, Game) = (spread, seed, game.FirstDate, game);
        var decisions = Decision.All(game);
        _transitions = [.. decisions.Select((decision, i) => Transition.Of(game.Market, i == 0 ? 0 : decisions[i - 1].Month, decision.Month))];
        _dates = [.. decisions.Select((decision, i) => new DateLanes(decision, _transitions[i]))];
        _paths = new PathChunk[Chunks(paths, game)];
        _spread(_paths.Length, chunk => _paths[chunk] = new(_dates, _transitions, seed, 2 * chunk));
    }

    public Game Game { get; }

    /// <summary>Paths on which policies are fitted, and as many others on which they are valued.</summary>
    public int Paths => _paths.Length * PathChunk.Paths;

    /// <summary>The chunks for so many paths: at most as many as may be kept at once.</summary>
    static int Chunks(int paths, Game game) =>
        (int)Math.Clamp((paths + PathChunk.Paths - 1L) / PathChunk.Paths, 1, Math.Max(1, MostKept / (2L * PathChunk.Paths * Math.Max(1, game.Dates))));

    /// <summary>
    /// The equilibrium of a game of the same market and fees, whose costs, and rights from the same date on, may be others: the paths are the same, so
    /// that differences between games are not noise.
    /// </summary>
    public Equilibrium Solve(Game game)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(game.FirstDate, _first, nameof(game));
        var dates = Of(game);
        return Price(game, dates, Fit(dates));
    }

    /// <summary>How good the policy that is fitted for a game is.</summary>
    public Certificate Certify(Game game)
    {
        var dates = Of(game);
        var policy = Fit(dates);
        var chunks = new (double Upper, double Lower, Payoff Policy)[Certificate.Outer / Certifying.Paths][];
        _spread(chunks.Length, chunk => chunks[chunk] = [.. new Certifying(dates, _transitions, policy, _seed, StreamOfCertificates + 2 * chunk).Bounds()]);
        var paths = chunks.SelectMany(chunk => chunk).ToList();
        var (from, worth) = (Decision.FreeNotice(game, game.MonthOf(_first)), game.Market.Worth(game.MonthOf(_first)));
        double Mean(Func<(double Upper, double Lower, Payoff Policy), double> of) => paths.Average(of);
        // By mirrored pairs, which are not independent of each other.
        double Error(Func<(double Upper, double Lower, Payoff Policy), double> of) =>
            paths.Chunk(2).Select(pair => pair.Average(of)).ToList() is var pairs && pairs.Average() is var mean
            ? Math.Sqrt(pairs.Sum(pair => (pair - mean) * (pair - mean))) / pairs.Count : 0;
        return new(from.Seller + worth * Mean(path => path.Upper), from.Buyer + worth * Mean(path => path.Lower),
            from + worth * new Payoff(Mean(path => path.Policy.Seller), Mean(path => path.Policy.Buyer)), worth * Error(path => path.Upper), worth * Error(path => path.Lower));
    }

    DateLanes[] Of(Game game) => game == Game ? _dates
        : [.. _transitions.Select((transition, i) => new DateLanes(new Decision(game, _first + i), transition))];

    FittedDate[] Fit(DateLanes[] dates)
    {
        var policy = new FittedDate[dates.Length];
        var sums = new float[_paths.Length][];
        for (var i = dates.Length - 1; i >= 0; i--)
        {
            var at = i;
            _spread(_paths.Length, chunk =>
            {
                if (at + 1 < dates.Length) _paths[chunk].Decide(dates[at + 1], policy[at + 1]); else _paths[chunk].Forget();
                sums[chunk] = _paths[chunk].Gather(dates[at], at);
            });
            policy[i] = new(dates[i].Decision, Regression.Solve(sums, dates[i].Cells, dates[i].CellsInStrip));
        }
        return policy;
    }

    Equilibrium Price(Game game, DateLanes[] dates, FittedDate[] policy)
    {
        var priced = new Pricing[_paths.Length];
        _spread(priced.Length, chunk => priced[chunk] = new(dates, _transitions, policy, _seed, 2 * chunk + 1));
        var (from, pairs) = (game.MonthOf(_first), Paths / 2.0);
        var mean = new Payoff(priced.Sum(chunk => chunk.Sum.Seller) / pairs, priced.Sum(chunk => chunk.Sum.Buyer) / pairs);
        var squares = new Payoff(priced.Sum(chunk => chunk.Squares.Seller) / pairs, priced.Sum(chunk => chunk.Squares.Buyer) / pairs);
        double Error(double mean, double squares) => Math.Sqrt(Math.Max(0, squares - mean * mean) / pairs);
        var worth = game.Market.Worth(from);
        var leaving = Enumerable.Range(0, game.Dates).Select(date => date < _first ? ImmutableArray.Create(0.0, 0, 0, 0)
            : [.. Enumerable.Range(0, 4).Select(who => priced.Sum(chunk => chunk.Leaving[date - _first][who]) / (double)Paths)]).ToImmutableArray();
        return new(Decision.FreeNotice(game, from) + worth * mean, leaving, [.. dates.Select((date, i) => FittedLine.ThresholdOf(date, policy[i]))], Method)
        {
            Error = worth * new Payoff(Error(mean.Seller, squares.Seller), Error(mean.Buyer, squares.Buyer)),
        };
    }
}
