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
        _who = [.. _goingOn.Select(decision.Who)];
        for (var cell = 0; cell < lattice.Count - 1; cell++)
        {
            AddChange(cell, decision.BuyerWants(_goingOn[cell].Buyer), decision.BuyerWants(_goingOn[cell + 1].Buyer), goingOn => decision.BuyerWants(goingOn.Buyer));
            AddChange(cell, decision.SellerWants(_goingOn[cell].Seller), decision.SellerWants(_goingOn[cell + 1].Seller), goingOn => decision.SellerWants(goingOn.Seller));
        }
        Sort();
    }

    /// <summary>The highest place below which the buyer leaves; null when it never does, or always.</summary>
    internal double? BuyerBelow => Highest(goingOn => _decision.BuyerWants(goingOn.Buyer));

    /// <summary>The lowest place above which the seller leaves; null when it never does, or always.</summary>
    internal double? SellerAbove => Highest(goingOn => !_decision.SellerWants(goingOn.Seller), lowest: true);

    /// <summary>Who leaves at a place.</summary>
    internal Leaver At(double place) => _decision.Who(GoingOn(place));

    /// <summary>What the date is worth to the seller and to the buyer, with the jumps.</summary>
    internal (Stepped Seller, Stepped Buyer) Values()
    {
        var ends = _goingOn.Select((goingOn, node) => _decision.Ends(_who[node], goingOn)).ToArray();
        var jumps = _changes.Select(change => (change.Cell, change.Place, Left: _decision.Ends(change.Left, GoingOn(change.Place)), Right: _decision.Ends(change.Right, GoingOn(change.Place)))).ToList();
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

    void AddChange(int cell, bool atLeft, bool atRight, Func<Payoff, bool> wants)
    {
        if (atLeft == atRight) return;
        var (low, high) = (_lattice.At(cell), _lattice.At(cell + 1));
        for (var i = 0; i < 44; i++)
        {
            var middle = (low + high) / 2;
            if (wants(GoingOn(middle)) == atLeft) low = middle; else high = middle;
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

    double? Highest(Func<Payoff, bool> holds, bool lowest = false)
    {
        var found = _changes.Where(change => holds(GoingOn(change.Place - _lattice.Spacing / 1000)) && !holds(GoingOn(change.Place + _lattice.Spacing / 1000))).Select(change => (double?)change.Place);
        return lowest ? found.FirstOrDefault() : found.LastOrDefault();
    }
}
