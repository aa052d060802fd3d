using System.Collections.Immutable;

namespace Headroom.Core.Valuation;

/// <summary>What playing a game comes to: its value to both sides, who leaves when with what probability, and from which market price or need on.</summary>
/// <param name="Value">The seller's value and the buyer's cost, at the start.</param>
/// <param name="Leaving">For each date of the game the probability that notice is given on it, by <see cref="Leaver"/> (0 for nobody stays nought).</param>
/// <param name="Thresholds">The prices and needs that make a side leave, date by date, as far as the method knows them.</param>
/// <param name="Method">The method's name, for people.</param>
public sealed record Equilibrium(Payoff Value, ImmutableArray<ImmutableArray<double>> Leaving, ImmutableArray<Threshold> Thresholds, string Method)
{
    /// <summary>Standard errors of the value; nought for an exact method.</summary>
    public Payoff Error { get; init; }

    /// <summary>How far the values lay apart when the policy was fitted anew on other paths; nought for an exact method.</summary>
    public Payoff FitSpread { get; init; }
}

/// <summary>From when on a side leaves on a date, in the money unit of the game for a month of the whole capacity; null: never, or not known.</summary>
/// <param name="WalksBelow">The market price below which the buyer gives notice, own use being as expected.</param>
/// <param name="RecallsAbove">The market price above which the seller does, own use being as expected.</param>
/// <param name="NeedAbove">The worth of own use above which the seller does, the market being as expected.</param>
public sealed record Threshold(double Month, double? WalksBelow, double? RecallsAbove, double? NeedAbove);
