using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>What the buyer measured of a month's availability itself. Stated again for the month, the later statement holds.</summary>
/// <param name="Clause">The availability clause that it answers to.</param>
/// <param name="Down">Minutes down, 0 or more.</param>
/// <param name="Excluded">Minutes that the buyer leaves out too, 0 or more.</param>
/// <param name="Evidence">Where it was measured; 1 to <see cref="MostEvidence"/> characters.</param>
public sealed record StatedAvailability(string Clause, YearMonth Month, decimal Down, decimal Excluded, string Evidence)
{
    /// <summary>The dispute that it opened; null while it opened none.</summary>
    public string? Dispute { get; init; }

    /// <summary>The longest evidence, in characters: what a dispute can hold beside our own.</summary>
    public const int MostEvidence = 200;

    /// <summary>The contract as it would be if these figures were its readings.</summary>
    public Contract Supposed(Contract contract, Sla clause) => contract with
    {
        Observed = [.. contract.Observed, new(clause.DownMeter, Month, Down, Evidence), new(clause.ExcludedMeter, Month, Excluded, Evidence)],
    };
}
