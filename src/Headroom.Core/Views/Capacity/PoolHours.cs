using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What became of a pool's GPUs in one hour, in GPU-seconds: capacity = broken + handover + sold + own + idle, exactly. What is broken comes
/// first, then what was sold, whether its customer used it or not, then what is being handed over: the split that costs follow too
/// (<see cref="PoolSplits"/>). Own work beyond what is left ran on sold capacity and stands apart.
/// </summary>
/// <param name="Own">Own work as measured, and what customers hold that belong to us.</param>
/// <param name="Borrowed">Own work that ran on sold capacity; it is part of <paramref name="Sold"/> already.</param>
public readonly record struct PoolHour(Instant Hour, long Capacity, long Broken, long Handover, long Sold, long Own, long Idle, long Borrowed)
{
    /// <summary>Both hours together, at the time of the first.</summary>
    public static PoolHour operator +(PoolHour a, PoolHour b) => new(
        a.Hour, a.Capacity + b.Capacity, a.Broken + b.Broken, a.Handover + b.Handover, a.Sold + b.Sold, a.Own + b.Own, a.Idle + b.Idle, a.Borrowed + b.Borrowed);
}

/// <summary>
/// The hours of a pool over a window, split exactly. Capacity, sales and handover follow from the book; own work is measured, and what was broken is recorded
/// or metered. Where nothing is known of one, that is said and not taken for zero.
/// </summary>
/// <param name="DownIsMeasured">Whether a meter was sealed or an outage recorded.</param>
public sealed record PoolHours(ImmutableArray<PoolHour> Hours, bool OwnIsMeasured, bool DownIsMeasured)
{
    /// <summary>The same by contract, workload and account.</summary>
    public ImmutableArray<PoolShare> Shares { get; private init; } = [];

    /// <summary>All hours together.</summary>
    public PoolHour Total => Hours.Aggregate((a, b) => a + b);

    /// <summary>The hours of each date together.</summary>
    public IEnumerable<(LocalDate Date, PoolHour Sum)> Days(Calendar calendar) =>
        Hours.GroupBy(hour => calendar.DateOf(hour.Hour)).Select(day => (day.Key, day.Aggregate((a, b) => a + b)));

    /// <param name="splits">What the book says of the pool.</param>
    /// <param name="measured">What was sealed of the pool's sources for the window, each with its hours.</param>
    public static PoolHours Of(PoolSplits splits, Pool pool, Window window, IReadOnlyCollection<(UsageSource Source, HourlyUse Use)> measured)
    {
        var allocated = measured.Where(each => each.Source.Pool == pool.Id && each.Source.Measure == UsageMeasure.Allocated && each.Use.Window == window).ToList();
        var shares = new HourShares(splits.HoldingsIn(window), allocated);
        ImmutableArray<PoolHour> hours = [.. Enumerable.Range(0, HourlyUse.HoursOf(window)).Select(hour => HourOf(splits, window, hour, shares))];
        return new(hours, allocated.Count > 0, splits.KnowsBroken(window)) { Shares = shares.All };
    }

    static PoolHour HourOf(PoolSplits splits, Window window, int hour, HourShares shares)
    {
        var start = Instant.FromUnixTimeSeconds((HourlyUse.FirstHourOf(window) + hour) * NodaConstants.SecondsPerHour);
        var part = new Window(Instant.Max(start, window.From), Instant.Min(start + Duration.FromHours(1), window.End));
        var (capacity, broken, handover, sold, inside, left) = (0L, 0L, 0L, 0L, 0L, 0L);
        foreach (var split in splits.Over(part))
        {
            (capacity, broken, handover, sold, inside, left) = (capacity + split.Installed, broken + split.Broken, handover + split.Handover,
                sold + split.Sold - split.SoldInside, inside + split.SoldInside, left + split.Left);
            shares.Hold(split);
        }
        var (own, used) = shares.Close(hour, left);
        return new(start, capacity, broken, handover, sold, inside + own, left - own, used - own);
    }
}
