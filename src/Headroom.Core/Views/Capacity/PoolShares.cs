using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>How an amount of a contract falls on the pools of its capacity: by the GPU-hours that it reserves in each, exactly.</summary>
/// <param name="capacity">What the contract reserves.</param>
sealed class PoolShares(Contract contract, ImmutableArray<Commitment> capacity)
{
    readonly Slug? _first = contract.Terms.Pools.Select(pool => (Slug?)pool).FirstOrDefault();

    /// <summary>The pools that it reserves, in order.</summary>
    public ImmutableArray<Slug> Pools { get; } = [.. capacity.Select(commitment => commitment.Pool).Distinct().Order()];

    /// <returns>The pools with their parts; the first pool that the terms name while nothing is reserved, and null when they name none.</returns>
    public IEnumerable<(Slug? Pool, decimal Amount)> Of(YearMonth month, decimal amount, int digits)
    {
        // Nearly every contract reserves one pool, and needs no hours.
        if (Pools.Length == 1 && Pools[0] == _first) return [(_first, amount)];
        var window = contract.Terms.Calendar.Of(month);
        var pools = capacity.GroupBy(commitment => commitment.Pool).OrderBy(group => group.Key)
            .Select(group => (Pool: group.Key, Hours: group.SelectMany(commitment => commitment.Gpus.Pieces(window))
                .Aggregate(Rational.Zero, (sum, piece) => sum + CapacityHours.Hours(piece.Window.Length) * piece.Value.Count)))
            .Where(each => !each.Hours.IsZero).ToList();
        if (pools.Count == 0) return [(_first, amount)];
        if (pools.Count == 1) return [(pools[0].Pool, amount)];
        var parts = Apportionment.Of(amount, [.. pools.Select(each => each.Hours)], digits);
        return pools.Select((each, i) => ((Slug?)each.Pool, parts[i]));
    }
}
