using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;

namespace Headroom.Metering.Hours;

/// <summary>What an import of records came to: the hours, how the records were counted, and what was set aside.</summary>
public sealed record Imported(HourlyUse Use, RecordCounts Counts, Quarantine Quarantine)
{
    /// <summary>Stretches for which the source has nothing at all, in order; empty for sources that cannot tell.</summary>
    public ImmutableArray<Window> Gaps { get; init; } = [];

    /// <summary>Of the records read, those that were refused when they were sent and of which nothing but the reason is kept.</summary>
    public long Refused { get; init; }
}

/// <summary>Counts of the records of an import.</summary>
/// <param name="Lines">Records read.</param>
/// <param name="Counted">Records with use in the window.</param>
/// <param name="Repeated">Records that were there before, whole.</param>
/// <param name="NotCounted">Records of no use here: steps, jobs that never started, jobs without GPUs, and what lies outside the window.</param>
public readonly record struct RecordCounts(long Lines, long Counted, long Repeated, long NotCounted)
{
    /// <summary>Both together.</summary>
    public static RecordCounts operator +(RecordCounts a, RecordCounts b) =>
        new(a.Lines + b.Lines, a.Counted + b.Counted, a.Repeated + b.Repeated, a.NotCounted + b.NotCounted);
}
