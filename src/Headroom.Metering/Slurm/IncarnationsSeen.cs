namespace Headroom.Metering.Slurm;

/// <summary>
/// Which runs of which jobs were counted, and until when, so that a run that stands twice is counted once and one that was still running when
/// it was first written goes on from there. A run is a job's number and its start. Job numbers of a cluster are dense, so the runs stand in
/// pages by number, eight bytes each; a requeued job's further runs stand in a table. Safe for several threads.
/// </summary>
sealed class IncarnationsSeen
{
    /// <summary>Job numbers from 1 to this are accepted: Slurm's own greatest.</summary>
    public const long MostJob = 0x7FFF_FFFF;

    const int PageBits = 14, MostPages = 8_192;
    const long Epoch = 946_684_800;

    readonly long[]?[] _pages = new long[MostJob / (1 << PageBits) + 1][];
    readonly Dictionary<(long Job, uint Start), uint> _further = [];
    readonly Lock _gate = new();
    int _pageCount;

    /// <summary>
    /// Notes a run from second to second (Unix time, 2000 to 2136) and gives from where it is yet to be counted: its start when it is new, the end counted
    /// so far when it has grown, its end when there is nothing to add. Null when job numbers lie too far apart for the memory allowed.
    /// </summary>
    public long? Note(long job, long start, long end)
    {
        if (PageOf(job) is not { } page) return null;
        var (from, until) = ((uint)(start - Epoch), (uint)(end - Epoch));
        ref var slot = ref page[job & ((1 << PageBits) - 1)];
        while (true)
        {
            var seen = Volatile.Read(ref slot);
            var (seenFrom, seenUntil) = ((uint)(seen >>> 32), (uint)(seen & uint.MaxValue));
            if (seen != 0 && seenFrom != from) return Further(job, from, until) + Epoch;
            if (seen != 0 && seenUntil >= until) return end;
            if (Interlocked.CompareExchange(ref slot, (long)from << 32 | until, seen) == seen) return seen == 0 ? start : seenUntil + Epoch;
        }
    }

    long Further(long job, uint from, uint until)
    {
        lock (_gate)
        {
            var known = _further.TryGetValue((job, from), out var counted);
            if (known && counted >= until) return until;
            _further[(job, from)] = until;
            return known ? counted : from;
        }
    }

    long[]? PageOf(long job)
    {
        ref var page = ref _pages[job >> PageBits];
        if (Volatile.Read(ref page) is { } known) return known;
        lock (_gate)
        {
            if (page is not null) return page;
            if (_pageCount == MostPages) return null;
            _pageCount++;
            Volatile.Write(ref page, new long[1 << PageBits]);
            return page;
        }
    }
}
