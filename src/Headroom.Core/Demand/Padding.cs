namespace Headroom.Core.Demand;

/// <summary>The gap between what was allocated to a workload and what was busy, over the hours of the last 28 days in which both were measured: padding, such as jobs that hold GPUs and do nothing.</summary>
/// <param name="Hours">Hours in which both were measured, at least one.</param>
/// <param name="Allocated">GPU-hours allocated in them.</param>
/// <param name="Busy">GPU-hours busy in them.</param>
public sealed record Padding(int Hours, long Allocated, long Busy)
{
    /// <summary>The days that are looked at.</summary>
    public const int Days = 28;

    /// <summary>The part of what was allocated that was not busy, 0 to 1; 0 where nothing was allocated.</summary>
    public decimal Share => Allocated == 0 ? 0 : (decimal)(Allocated - Busy) / Allocated;

    /// <summary>The padding of a workload; null where busy GPUs were not measured in these days.</summary>
    public static Padding? Of(History history)
    {
        if (history.Busy.IsEmpty) return null;
        var measured = Enumerable.Range(0, history.Hourly.Length).TakeLast(Days * 24).Where(hour => history.Busy[hour] >= 0).ToList();
        return measured.Count == 0 ? null : new(measured.Count, measured.Sum(hour => (long)history.Hourly[hour]), measured.Sum(hour => (long)history.Busy[hour]));
    }
}
