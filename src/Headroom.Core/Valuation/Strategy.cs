using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>What both sides do on one date, at every state of the market on a lattice: who leaves at each node, and the places between where that changes.</summary>
sealed class Strategy
{
    readonly Decision _decision;
    readonly Lattice _lattice;
    readonly double _left;
    readonly double[] _laterSeller, _laterBuyer;
    readonly Payoff[] _goingOn;
    readonly Leaver[] _who;
    readonly List<(int Cell, double Place, Leaver Left, Leaver Right)> _changes = [];

    /// <param name="decision">The date.</param>
    /// <param name="lattice">The states of the market's noise.</param>
    /// <param name="left">The share of the noise that is left on the next date.</param>
    /// <param name="laterSeller">What the next date is worth to the seller, in the mean, by where the noise would be without a new shock.</param>
    /// <param name="laterBuyer">The same for the buyer.</param>
    internal Strategy(Decision decision, Lattice lattice, double left, double[] laterSeller, double[] laterBuyer)
    {
        (_decision, _lattice, _left, _laterSeller, _laterBuyer) = (decision, lattice, left, laterSeller, laterBuyer);
        _goingOn = [.. Enumerable.Range(0, lattice.Count).Select(node => GoingOn(lattice.At(node)))];
        _who = [.. _goingOn.Select((goingOn, node) => decision.Who(goingOn, lattice.At(node), 0))];
        for (var cell = 0; cell < lattice.Count - 1; cell++)
        {
            AddChange(cell, BuyerWants(cell), BuyerWants(cell + 1), BuyerWants);
            AddChange(cell, SellerWants(cell), SellerWants(cell + 1), SellerWants);
        }
        Sort();
    }

    /// <summary>The highest place below which the buyer leaves; null when it never does, or always.</summary>
    internal double? BuyerBelow => Highest(BuyerWants);

    /// <summary>The lowest place above which the seller leaves; null when it never does, or always.</summary>
    internal double? SellerAbove => Highest(place => !SellerWants(place), lowest: true);

    /// <summary>Who leaves at a place.</summary>
    internal Leaver At(double place) => _decision.Who(GoingOn(place), place, 0);

    /// <summary>What the date is worth to the seller and to the buyer, with the jumps.</summary>
    internal (Stepped Seller, Stepped Buyer) Values()
    {
        var ends = _goingOn.Select((goingOn, node) => _decision.Ends(_who[node], goingOn, _lattice.At(node), 0)).ToArray();
        var jumps = _changes.Select(change => (change.Cell, change.Place, Left: Ends(change.Left, change.Place), Right: Ends(change.Right, change.Place))).ToList();
        return (new([.. ends.Select(end => end.Seller)], [.. jumps.Select(jump => new Jump(jump.Cell, jump.Place, jump.Left.Seller, jump.Right.Seller))]),
            new([.. ends.Select(end => end.Buyer)], [.. jumps.Select(jump => new Jump(jump.Cell, jump.Place, jump.Left.Buyer, jump.Right.Buyer))]));
    }

    /// <summary>The part of a density in which nobody leaves.</summary>
    internal Stepped Kept(double[] density) => Part(density, Leaver.Nobody);

    /// <summary>How much of a density each leaver takes.</summary>
    internal ImmutableArray<double> Taken(double[] density) =>
    [
        0,
        .. new[] { Leaver.Buyer, Leaver.Seller, Leaver.Both }.Select(who => Math.Max(0, Part(density, who).Area(_lattice))),
    ];

    Stepped Part(double[] density, Leaver who) => new(
        [.. density.Select((height, node) => _who[node] == who ? height : 0)],
        [.. _changes.Select(change => _lattice.Between(density, change.Place) is var height
            ? new Jump(change.Cell, change.Place, change.Left == who ? height : 0, change.Right == who ? height : 0) : default)]);

    Payoff GoingOn(double place) => _decision.Commits(place, 0)
        + _decision.Later * new Payoff(_lattice.Between(_laterSeller, _left * place), _lattice.Between(_laterBuyer, _left * place));

    Payoff Ends(Leaver who, double place) => _decision.Ends(who, GoingOn(place), place, 0);

    bool BuyerWants(double place) => _decision.BuyerWants(GoingOn(place), place, 0);

    bool SellerWants(double place) => _decision.SellerWants(GoingOn(place), place, 0);

    bool BuyerWants(int node) => _decision.BuyerWants(_goingOn[node], _lattice.At(node), 0);

    bool SellerWants(int node) => _decision.SellerWants(_goingOn[node], _lattice.At(node), 0);

    void AddChange(int cell, bool atLeft, bool atRight, Func<double, bool> wants)
    {
        if (atLeft == atRight) return;
        var (low, high) = (_lattice.At(cell), _lattice.At(cell + 1));
        for (var i = 0; i < 44; i++)
        {
            var middle = (low + high) / 2;
            if (wants(middle) == atLeft) low = middle; else high = middle;
        }
        _changes.Add((cell, (low + high) / 2, default, default));
    }

    /// <summary>Puts the changes in order and notes who leaves on either side of each: judged halfway to the next, where there is no doubt.</summary>
    void Sort()
    {
        _changes.Sort((a, b) => a.Place.CompareTo(b.Place));
        for (var i = 0; i < _changes.Count; i++)
        {
            var (cell, place, _, _) = _changes[i];
            var from = i > 0 && _changes[i - 1].Cell == cell ? _changes[i - 1].Place : _lattice.At(cell);
            var end = i + 1 < _changes.Count && _changes[i + 1].Cell == cell ? _changes[i + 1].Place : _lattice.At(cell + 1);
            _changes[i] = (cell, place, At((from + place) / 2), At((place + end) / 2));
        }
    }

    double? Highest(Func<double, bool> holds, bool lowest = false)
    {
        var found = _changes.Where(change => holds(change.Place - _lattice.Spacing / 1000) && !holds(change.Place + _lattice.Spacing / 1000))
            .Select(change => (double?)change.Place);
        return lowest ? found.FirstOrDefault() : found.LastOrDefault();
    }
}
