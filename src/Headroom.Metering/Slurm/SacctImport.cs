using System.Buffers;
using System.Threading.Channels;
using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Metering.Hours;

namespace Headroom.Metering.Slurm;

/// <summary>
/// Rolls up <c>sacct --parsable2</c> to GPU-seconds by account and hour, on all cores and in bounded memory: a few chunks of the file, the hours,
/// and eight bytes for each job. Every record is counted, left out by rule, or set aside with its reason.
/// </summary>
public static class SacctImport
{
    const int ChunkBytes = 1 << 20, ChunksAhead = 4;

    /// <summary>Reads the whole stream; a fault when its first line does not name the columns.</summary>
    /// <param name="progress">Told the bytes read so far, now and then.</param>
    public static Parsed<Imported> Read(Stream stream, SacctRequest request, int cores, Action<long> progress)
    {
        var head = new byte[ChunkBytes];
        var read = stream.ReadAtLeast(head, ChunkBytes, throwOnEndOfStream: false);
        var first = head.AsSpan(0, read).IndexOf((byte)'\n');
        if (first < 0) first = read;
        if (!SacctColumns.Of(head.AsSpan(0, first)).TryGet(out var columns, out var fault)) return fault;
        var chunks = new Chunks(stream, head.AsMemory(Math.Min(first + 1, read), Math.Max(0, read - first - 1)), progress);
        return Rolled(chunks, columns, request, cores).GetAwaiter().GetResult();
    }

    static async Task<Parsed<Imported>> Rolled(Chunks chunks, SacctColumns columns, SacctRequest request, int cores)
    {
        var channel = Channel.CreateBounded<(int Number, byte[] Bytes, int Length)>(new BoundedChannelOptions(ChunksAhead) { SingleWriter = true });
        var seen = new IncarnationsSeen();
        var parts = Enumerable.Range(0, Math.Max(1, cores)).Select(_ => new SacctPart(columns, request, seen)).ToList();
        var asides = new List<(int Number, long Lines, Quarantine Aside)>();
        var workers = parts.Select(part => Task.Run(async () =>
        {
            try
            {
                await foreach (var (number, bytes, length) in channel.Reader.ReadAllAsync())
                {
                    var lines = part.Read(bytes.AsSpan(0, length));
                    ArrayPool<byte>.Shared.Return(bytes);
                    lock (asides) asides.Add((number, lines, part.Chunk));
                }
            }
            // Whoever fills the channel must not wait for one who has gone.
            catch (Exception bug)
            {
                channel.Writer.TryComplete(bug);
                throw;
            }
        })).ToArray();
        var fault = await chunks.Into(channel.Writer);
        await Task.WhenAll(workers);
        return fault is null ? Together(parts, asides) : fault;
    }

    static Parsed<Imported> Together(List<SacctPart> parts, List<(int Number, long Lines, Quarantine Aside)> asides)
    {
        var hours = parts[0].Hours;
        if (!parts.Skip(1).All(part => hours.Merge(part.Hours)))
            return new Refusal(RefusalCode.TooLarge, "Account", $"There are more than {HourlyUse.MostAccounts} accounts.");
        var (quarantine, before) = (new Quarantine(), 1L);
        foreach (var (_, lines, aside) in asides.OrderBy(chunk => chunk.Number))
        {
            quarantine.Append(aside, before);
            before += lines;
        }
        return new Imported(hours.Result(), parts.Aggregate(default(RecordCounts), (sum, part) => sum + part.Counts), quarantine);
    }

    /// <summary>Cuts a stream after whole lines.</summary>
    sealed class Chunks(Stream stream, ReadOnlyMemory<byte> first, Action<long> progress)
    {
        public async Task<Refusal?> Into(ChannelWriter<(int, byte[], int)> writer)
        {
            try { return await Cut(writer); }
            finally { writer.TryComplete(); }
        }

        async Task<Refusal?> Cut(ChannelWriter<(int, byte[], int)> writer)
        {
            var (number, total, rest) = (0, (long)first.Length, first);
            while (true)
            {
                var bytes = ArrayPool<byte>.Shared.Rent(2 * ChunkBytes);
                rest.CopyTo(bytes);
                var read = await stream.ReadAtLeastAsync(bytes.AsMemory(rest.Length, ChunkBytes), ChunkBytes, throwOnEndOfStream: false);
                var length = rest.Length + read;
                var isLast = read < ChunkBytes;
                var end = isLast ? length : bytes.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
                if (end == 0 && !isLast) return new Refusal(RefusalCode.TooLarge, "", $"A line is longer than {ChunkBytes} bytes; this is not what sacct writes.");
                rest = bytes.AsMemory(end, length - end).ToArray();
                await writer.WriteAsync((number++, bytes, end));
                progress(total += read);
                if (isLast) return null;
            }
        }
    }
}
