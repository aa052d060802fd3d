using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>
/// How much may be sold, for how long and to whom, whatever capacity would permit: limits of the policy that bind at signature. None by default.
/// </summary>
public sealed record SaleLimits
{
    public static SaleLimits None { get; } = new();

    /// <summary>GPUs that own products keep of a pool or class at any time; at most <see cref="MostEntries"/>.</summary>
    public ImmutableArray<OwnFloor> OwnFloors { get; init; } = [];

    /// <summary>The greatest share of a pool's planned supply that may be sold at any time, 0 to 1; null for no limit.</summary>
    public decimal? GreatestShare { get; init; }

    /// <summary>The longest stated term, 1 to 600 months; null for no limit.</summary>
    public int? TenorMonths { get; init; }

    /// <summary>What may stand to be lost with a customer; one without a party holds for each that has none of its own.</summary>
    public ImmutableArray<CustomerLimit> Customers { get; init; } = [];

    public const int MostEntries = 200;

    public bool IsNone => OwnFloors.Length == 0 && GreatestShare is null && TenorMonths is null && Customers.Length == 0;

    /// <summary>What own products keep of a home.</summary>
    public Gpus FloorOf(Slug home) => new(OwnFloors.Where(floor => floor.Home == home).Sum(floor => floor.Gpus.Count));

    /// <summary>The limit that holds for a customer, or null.</summary>
    public CustomerLimit? LimitOf(Slug party) => Customers.FirstOrDefault(limit => limit.Party == party) ?? Customers.FirstOrDefault(limit => limit.Party is null);
}

/// <summary>What own products keep of a pool or class.</summary>
public readonly record struct OwnFloor(Slug Home, Gpus Gpus);

/// <summary>What may stand to be lost with a customer.</summary>
/// <param name="Party">The customer; null for each that has no limit of its own.</param>
/// <param name="Exposure">The most that may be open of its invoices and enforceable after today, less what guarantors answer for; null for no limit.</param>
/// <param name="Credit">The most that may be unpaid at once if every invoice is paid when it is due; null for no limit.</param>
public sealed record CustomerLimit(Slug? Party, Currency Currency, decimal? Exposure, decimal? Credit);
