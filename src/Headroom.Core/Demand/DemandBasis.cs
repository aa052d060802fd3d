namespace Headroom.Core.Demand;

/// <summary>
/// What of a workload's use its forecast is made of: the GPUs allocated to it, or those that were busy and a margin on top. Jobs that hold GPUs and do nothing are allocated and
/// not busy, so the choice is a decision of its own, dated, and said beside every figure that rests on it.
/// </summary>
/// <param name="OnBusy">Whether busy GPUs count; an hour in which they were not measured counts as allocated.</param>
/// <param name="Margin">What is added to busy GPUs, as a share of them: 0 to <see cref="MostMargin"/>.</param>
public readonly record struct DemandBasis(bool OnBusy, decimal Margin)
{
    /// <summary>The greatest margin.</summary>
    public const decimal MostMargin = 10;

    /// <summary>All that is allocated: what holds unless something else is said.</summary>
    public static DemandBasis Allocated => new(false, 0);

    /// <summary>The history as the forecast takes it.</summary>
    public History Of(History history)
    {
        if (!OnBusy || history.Busy.IsEmpty) return history;
        var (busy, more) = (history.Busy, 1 + Margin);
        return history with { Hourly = [.. history.Hourly.Select((gpus, hour) => busy[hour] < 0 ? gpus : (int)Math.Min(Units.Gpus.Most, decimal.Ceiling(busy[hour] * more)))] };
    }
}
