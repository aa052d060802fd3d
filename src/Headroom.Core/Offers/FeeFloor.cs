using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;

namespace Headroom.Core.Offers;

/// <summary>
/// What a GPU-hour should not be sold below, part by part: what serving it costs beyond standing idle, its share of capital, and what is given up by not being able to take
/// it back. A part that nothing is known of is null and named, never nought.
/// </summary>
/// <param name="Avoidable">Below it every hour sold loses cash.</param>
/// <param name="Capital">Above avoidable and this the capacity pays for itself.</param>
/// <param name="Reclaim">GPU-hours that own products would lack until it can be recalled, at what an hour is worth to them, for each GPU-hour sold in that time.</param>
/// <param name="Missing">The assumptions that the book does not make.</param>
/// <param name="Costs">The assumptions that it does.</param>
public sealed record FeeFloor(decimal? Avoidable, decimal? Capital, decimal? Reclaim, ImmutableArray<string> Missing, Costs Costs)
{
    /// <summary>All parts together; null while one is missing.</summary>
    public decimal? Whole => Avoidable + Capital + Reclaim;

    /// <summary>What a right to take it back by notice is worth, from own demand's paths; null where that is not known.</summary>
    public ReclaimRight? Right { get; init; }

    /// <param name="rate">What a GPU-hour is asked, or null.</param>
    internal static FeeFloor Of(Standing standing, Contract contract, Pool pool, OwnRisk risk, Outlook? outlook, decimal? rate)
    {
        var costs = Costs.Of(standing.Book, pool, contract.Terms.From, standing.Today, contract.Terms.Currency);
        var worth = costs.OwnUse ?? (outlook is { Basis: PriceBasis.GpuHour, Need: { } need } ? need.Table[0].Value : null);
        return new(costs.Avoidable, costs.Capital, risk.LackedHours == 0 ? 0 : worth * risk.LackedHours / Bound(contract, risk) is { } option ? ((Rational)option).Round(4) : null,
            [.. Named(costs.Avoidable, Costs.AvoidableName).Concat(Named(costs.Capital, Costs.CapitalName)).Concat(risk.LackedHours == 0 ? [] : Named(worth, Costs.OwnUseName))],
            costs)
        {
            Right = ReclaimRight.Of(standing, contract, pool, costs with { OwnUse = worth }, rate),
        };
    }

    static IEnumerable<string> Named(decimal? known, string name) => known is null ? [name] : [];

    /// <summary>GPU-hours sold within the horizon.</summary>
    static decimal Bound(Contract contract, OwnRisk risk) => contract.Schedule(null).ReservedInAll.Pieces(risk.Horizon!.Value)
        .Sum(piece => piece.Value.Count * (decimal)piece.Window.Length.TotalHours) is var hours && hours > 0 ? hours : 1;
}
