using System.Runtime;

namespace Headroom.Journal.Keeping;

/// <summary>
/// Holds the garbage collector back while very many facts are decided and stored: it would stop all cores in the midst of that, twice in a close of a hundred thousand contracts,
/// to find most of it still in use. What is left over is collected afterwards. Where memory is short, or others already hold it back, nothing is held and all goes as always.
/// </summary>
sealed class CollectorHeld : IDisposable
{
    /// <summary>Fewer facts than this are not worth it.</summary>
    const int Many = 10_000;

    /// <summary>What deciding, writing and taking up one invoice leaves behind, and a little more.</summary>
    const int BytesAFact = 3 * 1024;

    /// <summary>More than this is never held: beyond it the collector runs as always.</summary>
    const long MostBytes = 1L << 30;

    CollectorHeld() { }

    /// <summary>Holds it back for so many facts; null where it is not held.</summary>
    public static CollectorHeld? For(int facts)
    {
        var bytes = Math.Min((long)facts * BytesAFact, MostBytes);
        var memory = GC.GetGCMemoryInfo();
        if (facts < Many || memory.HighMemoryLoadThresholdBytes - memory.MemoryLoadBytes < 2 * bytes) return null;
        try
        {
            return GC.TryStartNoGCRegion(bytes, disallowFullBlockingGC: true) ? new() : null;
        }
        catch (Exception refused) when (refused is InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null; // another thread holds it, or this process may not have so much memory
        }
    }

    public void Dispose()
    {
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion) return; // more was needed than was thought, and the collector ran
        try
        {
            GC.EndNoGCRegion();
        }
        catch (InvalidOperationException)
        {
            // It ran just now.
        }
    }
}
