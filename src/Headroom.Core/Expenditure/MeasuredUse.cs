using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>
/// What was measured of a pool's use over a month, in GPU-hours; what is null was not measured. Four different things that are never made
/// one of another: a GPU can be allocated and wait, busy and compute little.
/// </summary>
/// <param name="Allocated">Assigned to work by the scheduler.</param>
/// <param name="Busy">With a kernel running.</param>
/// <param name="Goodput">At peak throughput: model FLOPs utilisation times the GPU-hours that it was measured over.</param>
/// <param name="Own">Used by own products, by workload; empty when not measured. It goes before the recorded demand.</param>
/// <param name="Source">Where the figures come from.</param>
public sealed record MeasuredUse(
    Slug Pool, YearMonth Month, decimal? Allocated, decimal? Busy, decimal? Goodput, ImmutableSortedDictionary<Slug, decimal> Own, string Source)
{
    /// <summary>The most workloads that one month of a pool may name.</summary>
    public const int MostWorkloads = 100;

    /// <summary>The most GPU-hours that a month may say.</summary>
    public const decimal MostHours = Gpus.Most * 800m;
}

/// <summary>What an own product brought in over a month.</summary>
/// <param name="Workload">The workload that is the product.</param>
/// <param name="Amount">Its revenue, 0 to <see cref="Money.Most"/>.</param>
public sealed record ProductRevenue(Slug Workload, YearMonth Month, decimal Amount, Currency Currency, string Source);
