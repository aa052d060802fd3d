using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>
/// How costs are presented and what own use pays, from a month on: where the cost of each own product stands, and the price at which own use
/// is charged for what it takes. The latest that has begun holds.
/// </summary>
/// <param name="Products">Where the cost of a workload's use stands; of one that is not named, in research and development.</param>
public sealed record CostPolicy(YearMonth From, ImmutableSortedDictionary<Slug, OwnUseIn> Products, TransferPrice Price)
{
    /// <summary>Own use is research and development and pays what it costs: what holds before anything is said.</summary>
    public static CostPolicy Default { get; } = new(new YearMonth(1990, 1), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty, new TransferAtCost());

    /// <summary>Where the cost of a workload's use stands.</summary>
    public OwnUseIn Of(Slug workload) => Products.GetValueOrDefault(workload, OwnUseIn.ResearchAndDevelopment);
}

/// <summary>Where the cost of own use stands in the income statement.</summary>
public enum OwnUseIn
{
    /// <summary>It trains and studies: research and development.</summary>
    ResearchAndDevelopment,
    /// <summary>It serves customers of a product: cost of revenue.</summary>
    CostOfRevenue,
}

/// <summary>What own products are charged for a GPU-hour. A closed set.</summary>
public abstract record TransferPrice
{
    private protected TransferPrice() { }
}

/// <summary>What the GPU-hour cost, so that own use leaves neither profit nor loss.</summary>
public sealed record TransferAtCost : TransferPrice;

/// <summary>What a published index says a GPU-hour is worth in the month, in the currency of the report; unknown where it is not published.</summary>
public sealed record TransferAtMarket(string Index) : TransferPrice;

/// <summary>A stated price for a GPU-hour, 0 or more.</summary>
public sealed record TransferAtPrice(decimal PerGpuHour, Currency Currency) : TransferPrice;
