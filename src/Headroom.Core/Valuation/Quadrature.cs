using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>
/// The exact method for one uncertain quantity: backward over the dates on a lattice, the mean of each date's values taken exactly, with every price
/// at which a side changes its mind found and kept as a jump. Two lattices, the finer of half the spacing, are extrapolated to none (Richardson).
/// </summary>
public static class Quadrature
{
    /// <summary>The lattice reaches so many standard deviations of the last date.</summary>
    const double Reach = 8;

    /// <summary>Nodes to the standard deviation of one step, on the coarser lattice: for a value good to 1e-5 of it, and for one good to 1e-4.</summary>
    public const int Fine = 12, Rough = 6;

    /// <summary>Name of the method, printed beside the number.</summary>
    public const string Method = "quadrature with fitted boundaries (one factor, exact)";

    /// <summary>The equilibrium of a game in which only the market's price is uncertain.</summary>
    public static Equilibrium Solve(Game game, int nodes = Fine)
    {
        ArgumentOutOfRangeException.ThrowIfEqual(game.Market.HasTwoFactors, true);
        var (fine, coarse) = (new Sweep(game, 2 * nodes), new Sweep(game, nodes));
        return new(1.0 / 3 * (4 * fine.Value() - coarse.Value()), Extrapolated(fine.Leaving(), coarse.Leaving()), fine.Thresholds(), Method);
    }

    static ImmutableArray<ImmutableArray<double>> Extrapolated(ImmutableArray<ImmutableArray<double>> fine, ImmutableArray<ImmutableArray<double>> coarse) =>
        [.. fine.Zip(coarse, (a, b) => a.Zip(b, (x, y) => Math.Max(0, (4 * x - y) / 3)).ToImmutableArray())];

    /// <summary>One sweep over the dates on one lattice.</summary>
    sealed class Sweep
    {
        readonly Game _game;
        readonly Process _price;
        readonly double _step, _start;
        readonly ImmutableArray<Decision> _decisions;
        readonly Lattice _lattice;
        readonly Strategy[] _strategies;
        readonly (Stepped Seller, Stepped Buyer) _first;

        internal Sweep(Game game, int nodes)
        {
            (_game, _price, _decisions) = (game, game.Market.Price, Decision.All(game));
            (_step, _start) = (Math.Sqrt(_price.Variance(game.Step)), Math.Sqrt(_price.Variance(game.MonthOf(game.FirstDate))));
            var spacing = _step / nodes;
            _lattice = new((int)Math.Ceiling(Reach * Math.Sqrt(_price.Variance(game.Months)) / spacing) + 3, spacing);
            _strategies = new Strategy[_decisions.Length];
            var nought = new Stepped(new double[_lattice.Count], []);
            var later = (Seller: nought, Buyer: nought);
            for (var i = _decisions.Length - 1; i >= 0; i--)
            {
                _strategies[i] = new(_decisions[i], _lattice, _price.Left(game.Step), _lattice.Mean(later.Seller, _step), _lattice.Mean(later.Buyer, _step));
                later = _strategies[i].Values();
            }
            _first = later;
        }

        internal Payoff Value()
        {
            var from = _game.MonthOf(_game.FirstDate);
            return Decision.FreeNotice(_game, from) + _game.Market.Worth(from)
                * new Payoff(_lattice.MeanAt(_first.Seller, 0, _start), _lattice.MeanAt(_first.Buyer, 0, _start));
        }

        /// <summary>Forward: the density of the paths still going on, date by date, and what each date takes from it.</summary>
        internal ImmutableArray<ImmutableArray<double>> Leaving()
        {
            var leaving = Enumerable.Repeat(ImmutableArray.Create(0.0, 0, 0, 0), _game.Dates).ToArray();
            var left = _price.Left(_game.Step);
            double[]? density = _start > 0 ? Bell(_start) : null;
            for (var i = 0; i < _strategies.Length; i++)
            {
                if (density is null)
                {
                    var who = _strategies[i].At(0);
                    if (who != Leaver.Nobody)
                    {
                        leaving[_decisions[i].Date] = leaving[_decisions[i].Date].SetItem((int)who, 1);
                        break;
                    }
                    density = Bell(_step);
                    continue;
                }
                leaving[_decisions[i].Date] = _strategies[i].Taken(density);
                var spread = _lattice.Mean(_strategies[i].Kept(density), _step / left, noughtBeyond: true);
                density = [.. Enumerable.Range(0, _lattice.Count).Select(node => Math.Abs(_lattice.At(node) / left) > _lattice.At(_lattice.Count - 1) ? 0
                    : (left == 1 ? spread[node] : _lattice.Between(spread, _lattice.At(node) / left)) / left)];
            }
            return [.. leaving];
        }

        internal ImmutableArray<Threshold> Thresholds() => [.. _strategies.Select((strategy, i) =>
        {
            var month = _decisions[i].Month;
            double? Money(double? x) => x is { } noise ? _price.Expected.At(month) * Math.Exp(noise - _price.Variance(month) / 2) : null;
            return new Threshold(month, Money(strategy.BuyerBelow), Money(strategy.SellerAbove), null);
        })];

        double[] Bell(double deviation) => [.. Enumerable.Range(0, _lattice.Count).Select(node => Normal.Density(_lattice.At(node) / deviation) / deviation)];
    }
}
