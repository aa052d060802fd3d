using System.Text;
using Headroom.Core.Time;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Slurm;

/// <summary>What is asked of an import of Slurm's accounting.</summary>
/// <param name="Window">Only use within it is counted.</param>
/// <param name="Zone">The zone of the cluster's times.</param>
/// <param name="ReadAt">When the records were read: jobs still running are counted until then, and nothing starts after it.</param>
/// <param name="MostGpus">The GPUs that the cluster has: no job has more.</param>
public sealed record SacctRequest(Window Window, DateTimeZone Zone, Instant ReadAt, long MostGpus)
{
    /// <summary>The type of GPUs that is counted where a cluster has pools of several, such as <c>h100</c>; null to count all.</summary>
    public string? Type { get; init; }
}

/// <summary>Reads lines of one thread's share of a file and adds them up.</summary>
sealed class SacctPart(SacctColumns columns, SacctRequest request, IncarnationsSeen seen)
{
    const int ClockSlack = 300;

    readonly SlurmTimes _times = new(request.Zone);
    readonly Range[] _cells = new Range[SacctColumns.Most];
    readonly long _readAt = request.ReadAt.ToUnixTimeSeconds();
    readonly byte[]? _type = request.Type is { } type ? Encoding.UTF8.GetBytes($":{type}=") : null;

    public HourlyRollUp Hours { get; } = new(request.Window);

    public RecordCounts Counts { get; private set; }

    /// <summary>What was set aside of the chunk read last, with lines counted from its start.</summary>
    public Quarantine Chunk { get; private set; } = new();

    /// <summary>Reads whole lines.</summary>
    /// <returns>The number of lines.</returns>
    public long Read(ReadOnlySpan<byte> chunk)
    {
        Chunk = new();
        var lines = 0L;
        while (!chunk.IsEmpty)
        {
            var end = chunk.IndexOf((byte)'\n');
            var line = end < 0 ? chunk : chunk[..end];
            chunk = end < 0 ? default : chunk[(end + 1)..];
            lines++;
            if (line is [.., (byte)'\r']) line = line[..^1];
            if (!line.IsEmpty) Line(line, lines);
        }
        return lines;
    }

    void Line(ReadOnlySpan<byte> line, long number)
    {
        if (!Split(line)) SetAside(number, Doubt.Malformed, "", line);
        else if (Counted(line, number) is { } counts) Counts += counts;
    }

    // The cells of a line; lines of --parsable end with one delimiter more.
    bool Split(ReadOnlySpan<byte> line)
    {
        var (cell, start) = (0, 0);
        while (true)
        {
            var end = line[start..].IndexOf((byte)'|');
            if (cell == columns.Count) return end < 0 && start == line.Length;
            _cells[cell++] = start..(end < 0 ? line.Length : start + end);
            if (end < 0) return cell == columns.Count;
            start += end + 1;
        }
    }

    RecordCounts? Counted(ReadOnlySpan<byte> line, long number)
    {
        var job = line[_cells[columns.Job]];
        if (job.IndexOf((byte)'.') >= 0) return new(1, 0, 0, 1);
        if (JobOf(job) is not { } id) return SetAside(number, Doubt.Malformed, "JobIDRaw", job);
        if (NotYet(line[_cells[columns.Start]])) return new(1, 0, 0, 1);
        if (GpusOf(line[_cells[columns.Tres]], _type) is not { } gpus) return SetAside(number, Doubt.Malformed, "AllocTRES", line[_cells[columns.Tres]]);
        if (gpus == 0) return new(1, 0, 0, 1);
        if (gpus > request.MostGpus) return SetAside(number, Doubt.MoreThanThereAre, "AllocTRES", line[_cells[columns.Tres]]);
        if (Span(line, number) is not var (start, end)) return null;
        if (!AccountNames.IsName(line[_cells[columns.Account]])) return SetAside(number, Doubt.AccountName, "Account", line[_cells[columns.Account]]);
        if (Hours.AccountOf(line[_cells[columns.Account]]) is not { } account) return SetAside(number, Doubt.TooManyAccounts, "Account", line[_cells[columns.Account]]);
        if (seen.Note(id, start, end) is not { } from) return SetAside(number, Doubt.Malformed, "JobIDRaw", job);
        if (from == end && end > start) return new(1, 0, 1, 0);
        return Hours.Add(account, from, end, gpus) ? new(1, 1, 0, 0) : new(1, 0, 0, 1);
    }

    (long Start, long End)? Span(ReadOnlySpan<byte> line, long number)
    {
        var startText = line[_cells[columns.Start]];
        var endText = line[_cells[columns.End]];
        if (_times.Read(startText, out var unclear) is not { } start) return Aside(number, unclear ? Doubt.AmbiguousTime : Doubt.Malformed, "Start", startText);
        if (start > _readAt + ClockSlack) return Aside(number, Doubt.ClockSkew, "Start", startText);
        if (NotYet(endText)) return (start, Math.Max(start, _readAt));
        if (_times.Read(endText, out unclear) is not { } end) return Aside(number, unclear ? Doubt.AmbiguousTime : Doubt.Malformed, "End", endText);
        if (end < start) return Aside(number, Doubt.EndsBeforeStart, "End", endText);
        return end > _readAt + ClockSlack ? Aside(number, Doubt.ClockSkew, "End", endText) : (start, end);
    }

    (long, long)? Aside(long number, Doubt doubt, string field, ReadOnlySpan<byte> value)
    {
        SetAside(number, doubt, field, value);
        return null;
    }

    RecordCounts? SetAside(long number, Doubt doubt, string field, ReadOnlySpan<byte> value)
    {
        Counts += new RecordCounts(1, 0, 0, 0);
        Chunk.Add(new(number, doubt, field, Quarantine.Short(Encoding.UTF8.GetString(value.Length <= 200 ? value : value[..200]))));
        return null;
    }

    static bool NotYet(ReadOnlySpan<byte> time) => time.SequenceEqual("Unknown"u8) || time.SequenceEqual("None"u8);

    static long? JobOf(ReadOnlySpan<byte> text) => WholeNumber(text) is { } job and >= 1 and <= IncarnationsSeen.MostJob ? job : null;

    /// <summary>The GPUs of a list such as <c>cpu=64,gres/gpu=8,gres/gpu:h100=8,node=1</c>: those of any type where that is given, else the sum over types.</summary>
    /// <param name="type">Only GPUs of this type, as it stands in the list: <c>:h100=</c>; null for all.</param>
    internal static long? GpusOf(ReadOnlySpan<byte> tres, byte[]? type = null)
    {
        var typed = 0L;
        while (!tres.IsEmpty)
        {
            var at = tres.IndexOf("gres/gpu"u8);
            if (at < 0) return typed;
            var rest = tres[(at + 8)..];
            var end = rest.IndexOf((byte)',');
            var entry = end < 0 ? rest : rest[..end];
            tres = end < 0 ? default : rest[(end + 1)..];
            var equals = entry.IndexOf((byte)'=');
            // gres/gpumem and gres/gpuutil begin alike and count no GPUs.
            if (equals < 0 || (equals > 0 && entry[0] != ':') || (type is not null && !entry.StartsWith(type))) continue;
            if (WholeNumber(entry[(equals + 1)..]) is not { } gpus) return null;
            if (equals == 0) return gpus;
            typed += gpus;
        }
        return typed;
    }

    static long? WholeNumber(ReadOnlySpan<byte> text)
    {
        if (text.Length is 0 or > 12) return null;
        var value = 0L;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9') return null;
            value = value * 10 + (digit - '0');
        }
        return value;
    }
}
