using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What has been observed of a contract, and through which date. Up to that date what follows is fixed; beyond it is an estimate
/// and only fixed amounts are invoiced.
/// </summary>
/// <param name="Through">The last date that has wholly passed; null when nothing has.</param>
/// <param name="Delivered">Capacity handed over, in order of date: the quantity in service from the date on.</param>
public sealed record Observations(LocalDate? Through, ImmutableArray<Delivery> Delivered)
{
    /// <summary>Nothing observed: everything is an estimate, as a draft contract is read.</summary>
    public static Observations None { get; } = new(null, []);

    /// <summary>The first date that is still an estimate.</summary>
    public LocalDate NextDay => Through?.PlusDays(1) ?? LocalDate.MinIsoValue;

    /// <summary>What was last said to be in service on or before a date; nothing when nothing was said.</summary>
    public Gpus DeliveredBy(Slug pool, LocalDate date) =>
        Delivered.Where(delivery => delivery.Pool == pool && delivery.Date <= date).Select(delivery => delivery.Gpus).LastOrDefault(Gpus.Zero);
}

/// <summary>From this date on so many GPUs of a pool are in service for the contract.</summary>
public sealed record Delivery(Slug Pool, LocalDate Date, Gpus Gpus);
