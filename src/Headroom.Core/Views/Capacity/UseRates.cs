using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A pool's utilisation over a run of months: four measures that are never made one of another, each over the GPU-hours installed. What was not
/// measured is null, and so is shown; it is never nought.
/// </summary>
/// <param name="Installed">GPU-hours installed: the denominator.</param>
/// <param name="Contracted">GPU-hours sold by the terms; above what is installed where more was sold than there is.</param>
/// <param name="Allocated">Assigned to work by the scheduler, or null.</param>
/// <param name="Busy">With a kernel running, or null.</param>
/// <param name="Goodput">At peak throughput (MFU), or null.</param>
/// <param name="Months">The pool's months, with what each GPU-hour was used for.</param>
public sealed record UseRates(
    Slug? Pool, MonthSpan Span, Rational Installed, Rational Contracted, MeasuredRate? Allocated, MeasuredRate? Busy, MeasuredRate? Goodput, ImmutableArray<PoolMonth> Months)
{
    /// <summary>Every pool, then all together when there is more than one.</summary>
    public static ImmutableArray<UseRates> Of(CapacityHours hours, MonthSpan span)
    {
        var pools = hours.Book.Fleet.Pools.Keys.Select(pool => Of(hours, pool, span, [pool])).ToList();
        return pools.Count < 2 ? [.. pools] : [.. pools, Of(hours, null, span, hours.Book.Fleet.Pools.Keys)];
    }

    /// <summary>The same for every month by itself.</summary>
    public static ImmutableArray<UseRates> Monthly(CapacityHours hours, MonthSpan span) => [.. span.Months.SelectMany(month => Of(hours, new MonthSpan(month, month)))];

    static UseRates Of(CapacityHours hours, Slug? name, MonthSpan span, IEnumerable<Slug> pools)
    {
        ImmutableArray<PoolMonth> months = [.. span.Months.SelectMany(month => pools.Select(pool => hours.Of(pool, month)))];
        MeasuredRate? Rate(Func<MeasuredUse, decimal?> series) => MeasuredRate.Of(hours.Book, months, series);
        return new(name, span, Sum(months, month => month.Installed), Sum(months, month => month.Contracted),
            Rate(use => use.Allocated), Rate(use => use.Busy), Rate(use => use.Goodput), months)
        { Padding = Rate(use => use.Allocated - use.Busy) };
    }

    /// <summary>Allocated and not busy, in the pools and months in which both were measured, or null.</summary>
    public MeasuredRate? Padding { get; private init; }

    /// <summary>The share of the installed hours that is sold, or null while nothing is installed.</summary>
    public decimal? ContractedShare => ShareOf(Contracted);

    /// <summary>The GPU-hours of all months of one use.</summary>
    public Rational Hours(Func<PoolMonth, Rational> part) => Sum(Months, part);

    /// <summary>A share of what is installed, with six digits; null while nothing is.</summary>
    public decimal? ShareOf(Rational hours) => Installed.IsZero ? null : (hours / Installed).Round(6);

    /// <summary>What own use rests on in all months, each basis once.</summary>
    public IEnumerable<OwnBasis> Bases => Months.Select(month => month.Basis).Distinct().Order();

    internal static Rational Sum(IEnumerable<PoolMonth> months, Func<PoolMonth, Rational> part) => months.Aggregate(Rational.Zero, (sum, month) => sum + part(month));
}

/// <summary>A measured series over the hours installed in the pools and months in which it was measured.</summary>
/// <param name="Over">Those installed hours.</param>
/// <param name="Measured">How many pool-months were measured, of <paramref name="All"/>.</param>
public sealed record MeasuredRate(Rational Hours, Rational Over, int Measured, int All)
{
    /// <summary>The share, with six digits.</summary>
    public decimal Share => Over.IsZero ? 0 : (Hours / Over).Round(6);

    internal static MeasuredRate? Of(Book book, IReadOnlyCollection<PoolMonth> months, Func<MeasuredUse, decimal?> series)
    {
        var known = months.Select(month => (month.Installed, Said: MeasuredMonth.Of(book, month.Pool, month.Month) is { } measured ? series(measured) : null))
            .Where(each => each.Said is not null).ToList();
        return known.Count == 0 ? null : new(known.Aggregate(Rational.Zero, (sum, each) => sum + each.Said!.Value),
            known.Aggregate(Rational.Zero, (sum, each) => sum + each.Installed), known.Count, months.Count);
    }
}
