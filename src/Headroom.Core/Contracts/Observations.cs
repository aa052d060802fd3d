using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
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
    /// <summary>What meters read, by meter and month.</summary>
    public ImmutableDictionary<(string Meter, YearMonth Month), decimal> Quantities { get; init; } = ImmutableDictionary<(string, YearMonth), decimal>.Empty;

    /// <summary>What was published of indices, by index and month.</summary>
    public ImmutableDictionary<(string Index, YearMonth Month), decimal> Indices { get; init; } = ImmutableDictionary<(string, YearMonth), decimal>.Empty;

    /// <summary>An index's value of a month, or while that is not published the last one before it, of 60 months at most; null when there is none.</summary>
    public (YearMonth Month, decimal Value)? LastIndex(string index, YearMonth month) => Enumerable.Range(0, 61).Select(back => month.PlusMonths(-back))
        .Where(known => Indices.ContainsKey((index, known))).Select(known => ((YearMonth, decimal)?)(known, Indices[(index, known)])).FirstOrDefault();

    /// <summary>What happened under the contract, in order of recording, whenever it was said: a right once used holds for the dates it names.</summary>
    public ImmutableArray<ContractEvent> Events { get; init; } = [];

    /// <summary>What others agreed to pay since, in order, as far as a clause of most-favoured price refers to it.</summary>
    public ImmutableArray<ComparablePrice> Prices { get; init; } = [];

    /// <summary>The blocks that are or were in use for the contract, as known by then.</summary>
    public ImmutableArray<BlockUse> Uses { get; init; } = [];

    /// <summary>The events of one kind.</summary>
    public IEnumerable<T> Of<T>() where T : ContractEvent => Events.OfType<T>();

    /// <summary>What a meter read in a month; null when nothing was said of it.</summary>
    public decimal? Read(string meter, YearMonth month) => Quantities.TryGetValue((meter, month), out var quantity) ? quantity : null;

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

/// <summary>
/// A meter's reading for a contract and month: GPU-hours used, minutes down, kWh. Said again, the later one holds and the next invoice
/// carries the difference.
/// </summary>
/// <param name="Meter">The meter's name in the terms, 1 to 60 characters.</param>
/// <param name="Amount">In the meter's unit, 0 or more.</param>
/// <param name="Evidence">Where it was read, for whoever doubts it.</param>
public sealed record Quantity(string Meter, YearMonth Month, decimal Amount, string Evidence)
{
    /// <summary>The most that one reading may say.</summary>
    public const decimal Most = 1_000_000_000_000m;
}
