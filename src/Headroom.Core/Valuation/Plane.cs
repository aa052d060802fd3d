using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// The grid method for two uncertain quantities that revert alike: in coordinates of two independent noises a step is a weighted mean along each,
/// one after the other. The mean of two grids, one shifted by half a node, takes most of the error that the jumps between nodes make.
/// </summary>
public static class Plane
{
    /// <summary>The grid reaches so many standard deviations of the last date; a step so many of its own.</summary>
    const double Reach = 7.5, Band = 7;

    /// <summary>Nodes to the standard deviation of a step.</summary>
    const double Fine = 4.2, Coarse = 3;

    /// <summary>The most nodes along one noise; longer lives than that are left to simulation.</summary>
    const int Most = 1200;

    /// <summary>Name of the method, printed beside the number.</summary>
    public const string Method = "grid (two factors, mean of two shifted grids)";

    /// <summary>Whether the method fits a game: both noises revert alike and the life is not too long.</summary>
    public static bool Fits(Game game) => game.Market.HasTwoFactors && game.Market.Price.Volatility > 0 && game.Market.Price.Reversion == game.Market.Need.Reversion
        && Half(game, Fine) * 2 <= Most;

    /// <summary>The equilibrium of a game in which the market's price and the need are uncertain.</summary>
    public static Equilibrium Solve(Game game, Spread spread)
    {
        if (!Fits(game)) throw new ArgumentException("The grid needs two noises that revert alike.", nameof(game));
        var (even, odd) = (new Sweep(game, Fine, 0, spread), new Sweep(game, Fine, 0.5, spread));
        return new(0.5 * (even.Value + odd.Value), [.. even.Leaving().Zip(odd.Leaving(), (a, b) => a.Zip(b, (x, y) => (x + y) / 2).ToImmutableArray())], even.Thresholds, Method);
    }

    /// <summary>Only from when on each side leaves, on one coarser grid: good to a percent, and smooth where simulation is ragged.</summary>
    public static ImmutableArray<Threshold> Thresholds(Game game, Spread spread) => new Sweep(game, Coarse, 0, spread).Thresholds;

    static Process Unit(Game game) => new(Curve.From(1, 0), 1, game.Market.Price.Reversion);

    static int Half(Game game, double nodes) =>
        (int)Math.Ceiling(Reach * Math.Sqrt(Unit(game).Variance(game.MonthOf(game.Dates))) / Math.Sqrt(Unit(game).Variance(game.Step)) * nodes);

    /// <summary>Backward and forward on one grid.</summary>
    sealed class Sweep
    {
        readonly Game _game;
        readonly Process _unit;
        readonly Spread _spread;
        readonly ImmutableArray<Decision> _decisions;
        readonly double[] _places;
        readonly Kernel _kernel;
        readonly Leaver[][] _who;

        internal Sweep(Game game, double nodes, double shift, Spread spread)
        {
            (_game, _unit, _spread, _decisions) = (game, Unit(game), spread, Decision.All(game));
            var half = Half(game, nodes);
            var step = Math.Sqrt(_unit.Variance(game.Step));
            _places = [.. Enumerable.Range(-half, 2 * half + 1).Select(node => (node + shift) * step / nodes)];
            _kernel = Kernel.Of(_places, _unit.Left(game.Step), step, Band);
            _who = new Leaver[_decisions.Length][];
            var thresholds = new Threshold[_decisions.Length];
            var later = new[] { new double[N * N], new double[N * N] };
            for (var i = _decisions.Length - 1; i >= 0; i--)
            {
                if (_decisions[i].Date == 0) (Value, First, thresholds[i]) = AtStart(later);
                else (later, thresholds[i]) = Back(i, later);
            }
            if (First is null) Value = Start(later);
            Thresholds = [.. thresholds];
        }

        internal Payoff Value { get; }

        internal ImmutableArray<Threshold> Thresholds { get; }

        /// <summary>Who leaves on the first day, when somebody may; null when nobody may yet.</summary>
        Leaver? First { get; }

        int N => _places.Length;

        (double X, double Y) State(double a, double b) => (_game.Market.Price.Volatility * a,
            _game.Market.Need.Volatility * (_game.Market.Correlation * a + Math.Sqrt(1 - _game.Market.Correlation * _game.Market.Correlation) * b));

        (double[][] Values, Threshold Threshold) Back(int i, double[][] later)
        {
            var decision = _decisions[i];
            var goingOn = new[] { _kernel.Mean(later[0], _spread), _kernel.Mean(later[1], _spread) };
            var who = _who[i] = new Leaver[N * N];
            var values = new[] { new double[N * N], new double[N * N] };
            _spread(N, row =>
            {
                for (var column = 0; column < N; column++)
                {
                    var at = row * N + column;
                    var (x, y) = State(_places[row], _places[column]);
                    var on = decision.Commits(x, y) + decision.Later * new Payoff(goingOn[0][at], goingOn[1][at]);
                    (goingOn[0][at], goingOn[1][at]) = (on.Seller, on.Buyer);
                    who[at] = decision.Who(on, x, y);
                    (values[0][at], values[1][at]) = decision.Ends(who[at], on, x, y) is var end ? (end.Seller, end.Buyer) : default;
                }
            });
            return (values, ThresholdOf(decision, goingOn));
        }

        (Payoff Value, Leaver First, Threshold Threshold) AtStart(double[][] later)
        {
            var decision = _decisions[0];
            var step = Kernel.Row(_places, 0, Math.Sqrt(_unit.Variance(_game.Step)), Band);
            var goingOn = decision.Commits(0, 0) + decision.Later * new Payoff(Kernel.Mean(later[0], step), Kernel.Mean(later[1], step));
            var who = decision.Who(goingOn, 0, 0);
            return (Decision.FreeNotice(_game, 0) + decision.Ends(who, goingOn, 0, 0), who, new Threshold(0, null, null, null));
        }

        Payoff Start(double[][] later)
        {
            var from = _game.MonthOf(_game.FirstDate);
            var row = Kernel.Row(_places, 0, Math.Sqrt(_unit.Variance(from)), Band);
            return Decision.FreeNotice(_game, from) + _game.Market.Worth(from) * new Payoff(Kernel.Mean(later[0], row), Kernel.Mean(later[1], row));
        }

        /// <summary>The mass of the paths still going on at each node, date by date, and what each date takes from it.</summary>
        internal ImmutableArray<ImmutableArray<double>> Leaving()
        {
            var leaving = Enumerable.Repeat(ImmutableArray.Create(0.0, 0, 0, 0), _game.Dates).ToArray();
            if (First is { } first && first != Leaver.Nobody)
            {
                leaving[0] = leaving[0].SetItem((int)first, 1);
                return [.. leaving];
            }
            var next = First is null ? 0 : 1;
            if (next >= _decisions.Length) return [.. leaving];
            var row = Kernel.Row(_places, 0, Math.Sqrt(_unit.Variance(_decisions[next].Month)), Band);
            var mass = new double[N * N];
            for (var i = 0; i < mass.Length; i++) mass[i] = row[i / N] * row[i % N];
            for (var i = next; i < _decisions.Length; i++)
            {
                var by = new double[4];
                for (var at = 0; at < mass.Length; at++)
                {
                    if (_who[i][at] == Leaver.Nobody) continue;
                    by[(int)_who[i][at]] += mass[at];
                    mass[at] = 0;
                }
                leaving[_decisions[i].Date] = [.. by];
                if (i + 1 < _decisions.Length) mass = _kernel.Forward(mass, _spread);
            }
            return [.. leaving];
        }

        /// <summary>Where a side changes its mind along the state in which the other quantity is as expected.</summary>
        Threshold ThresholdOf(Decision decision, double[][] goingOn)
        {
            var (price, need, month, correlation) = (_game.Market.Price, _game.Market.Need, decision.Month, _game.Market.Correlation);
            var (spread, needSpread) = (price.Variance(month), need.Variance(month));
            // Own use as expected: y = half its variance; the market as expected: x = half its variance.
            double Other(double a) => (needSpread / 2 / need.Volatility - correlation * a) / Math.Sqrt(1 - correlation * correlation);
            var market = _places.Select(a => Gain(a, a, Other(a))).ToList();
            var own = _places.Select(b => Gain(b, spread / 2 / price.Volatility, b)).ToList();
            double Money(double a) => price.Expected.At(month) * Math.Exp(price.Volatility * a - spread / 2);
            double Own(double b) => need.Expected.At(month) * Math.Exp(State(spread / 2 / price.Volatility, b).Y - needSpread / 2);
            return new(month,
                decision.BuyerMay && Crossing(market, gain => gain.Buyer, last: true) is { } walks ? Money(walks) : null,
                decision.SellerMay && Crossing(market, gain => gain.Seller, last: false) is { } recalls ? Money(recalls) : null,
                decision.SellerMay && Crossing(own, gain => gain.Seller, last: false) is { } needs ? Own(needs) : null);

            // What going on is worth to each side above leaving.
            (double At, Payoff Gain) Gain(double at, double a, double b)
            {
                var (on, (x, y)) = (Between(goingOn, a, b), State(a, b));
                return (at, new(on.Seller - decision.Leaves(Leaver.Seller, x, y).Seller, decision.Leaves(Leaver.Buyer, x, y).Buyer - on.Buyer));
            }
        }

        /// <summary>The place where a gain changes its sign: upwards at the last such place, or downwards at the first.</summary>
        static double? Crossing(List<(double At, Payoff Gain)> line, Func<Payoff, double> gain, bool last)
        {
            double? found = null;
            for (var i = 1; i < line.Count; i++)
            {
                var (left, right) = (gain(line[i - 1].Gain), gain(line[i].Gain));
                if ((last ? left < 0 && right >= 0 : left >= 0 && right < 0) is false) continue;
                found = line[i - 1].At + (line[i].At - line[i - 1].At) * left / (left - right);
                if (!last) return found;
            }
            return found;
        }

        Payoff Between(double[][] values, double a, double b)
        {
            var spacing = _places[1] - _places[0];
            double Along(double place, out int node)
            {
                node = (int)Math.Clamp(Math.Floor((place - _places[0]) / spacing), 0, N - 2);
                return Math.Clamp((place - _places[node]) / spacing, 0, 1);
            }
            var (da, db) = (Along(a, out var row), Along(b, out var column));
            double Of(double[] of) =>
                (1 - da) * ((1 - db) * of[row * N + column] + db * of[row * N + column + 1]) + da * ((1 - db) * of[(row + 1) * N + column] + db * of[(row + 1) * N + column + 1]);
            return new(Of(values[0]), Of(values[1]));
        }
    }
}
