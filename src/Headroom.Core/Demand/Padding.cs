using NodaTime;

namespace Headroom.Core.Demand;

/// <summary>
/// The gap between what was allocated to a workload and what was busy, over hours in which both were measured: padding, such as jobs that hold GPUs and do nothing. Where meters
/// disagree more can be busy than was allocated; then the gap is negative, and shown so.
/// </summary>
/// <param name="Hours">Hours in which both were measured, at least one.</param>
/// <param name="Allocated">GPU-hours allocated in them.</param>
/// <param name="Busy">GPU-hours busy in them.</param>
public sealed record Padding(int Hours, decimal Allocated, decimal Busy)
{
    /// <summary>The days of recorded demand that are looked at.</summary>
    public const int Days = 28;

    /// <summary>The month whose sealed usage it comes from; null when it is that of recorded demand.</summary>
    public YearMonth? Sealed { get; init; }

    /// <summary>The part of what was allocated that was not busy, at most 1; 0 where nothing was allocated.</summary>
    public decimal Share => Allocated == 0 ? 0 : (Allocated - Busy) / Allocated;

    /// <summary>GPUs that were held and not busy, in the mean over the hours.</summary>
    public decimal Gpus => (Allocated - Busy) / Hours;

    /// <summary>The padding that the recorded demand of a workload shows; null where busy GPUs were not measured in these days.</summary>
    public static Padding? Of(History history)
    {
        if (history.Busy.IsEmpty) return null;
        var measured = Enumerable.Range(0, history.Hourly.Length).TakeLast(Days * 24).Where(hour => history.Busy[hour] >= 0).ToList();
        return measured.Count == 0 ? null : new(measured.Count, measured.Sum(hour => (long)history.Hourly[hour]), measured.Sum(hour => (long)history.Busy[hour]));
    }
}
