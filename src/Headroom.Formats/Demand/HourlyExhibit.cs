using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Headroom.Formats.Demand;

/// <summary>
/// The hours of a demand history as an exhibit: four bytes an hour, little-endian, nothing else. Span, pool and workload stand in the
/// fact that names the exhibit's digest.
/// </summary>
public static class HourlyExhibit
{
    /// <summary>The media type under which it is stored.</summary>
    public const string MediaType = "application/vnd.headroom.hourly-gpus";

    public static byte[] Write(ImmutableArray<int> hourly)
    {
        var bytes = new byte[hourly.Length * 4];
        for (var i = 0; i < hourly.Length; i++) BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * 4), hourly[i]);
        return bytes;
    }

    public static ImmutableArray<int> Read(ReadOnlySpan<byte> bytes)
    {
        var hourly = new int[bytes.Length / 4];
        for (var i = 0; i < hourly.Length; i++) hourly[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * 4)..]);
        return [.. hourly];
    }
}
