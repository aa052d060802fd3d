using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Metering.Hours;
using Headroom.Schedulers;
using Headroom.Schedulers.Slurm;
using NodaTime;

namespace Headroom.Metering.Slurm;

/// <summary>
/// Reads use from slurmdbd through slurmrestd, a day at a time and shorter stretches where a day is too much for one answer. Every record is put as sacct would print it and goes
/// through the same reading, so that the same jobs come to the same hours, repetitions and reasons whichever way they came.
/// </summary>
/// <param name="cluster">The cluster as Slurm calls it; null where its database knows one only.</param>
public sealed class SlurmdbdUse(SlurmRestServer server, string? cluster)
{
    /// <summary>The shortest stretch that is asked for.</summary>
    static readonly Duration Least = Duration.FromMinutes(1);

    /// <summary>The versions that were tried, newest first. Up to v0.0.37 what they call the start is the time at which a job could have begun, so these are not spoken.</summary>
    static readonly ImmutableArray<string> Known = ["v0.0.38"];

    static readonly SacctColumns Columns = new(Job: 0, Account: 1, Start: 2, End: 3, Tres: 4, Count: 5);

    readonly SacctLines _lines = new();
    string? _of;

    /// <summary>The hours of a window; a fault when the server does not answer, or its answers are not to be trusted. Nothing of them is counted then.</summary>
    /// <param name="progress">Told how many days are read, of how many.</param>
    public async Task<Parsed<Imported>> Read(SacctRequest request, Action<int, int> progress, CancellationToken stop)
    {
        try { return await Read(await server.Version(Known, "jobs", stop), request, progress, stop); }
        catch (SchedulerUnavailable fault) { return Away(fault.Message); }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException
        or FormatException)
        { return Away($"it answers otherwise than it is known to: {fault.Message}"); }
    }

    async Task<Parsed<Imported>> Read(string version, SacctRequest request, Action<int, int> progress, CancellationToken stop)
    {
        var (part, quarantine, lines) = (new SacctPart(Columns, request, new IncarnationsSeen()), new Quarantine(), 0L);
        var asked = new Stack<Window>(Days(request.Window).Reverse());
        var all = asked.Count;
        while (asked.TryPop(out var span))
        {
            progress(Math.Max(0, all - asked.Count - 1), all);
            try
            {
                using var answer = await server.Get(Path(version, span), stop);
                foreach (var job in answer.RootElement.GetProperty("jobs").EnumerateArray())
                    if (OtherCluster(job) is { } fault) return fault;
                    else if (span.From == request.Window.From || SacctLines.Since(job) >= span.From.ToUnixTimeSeconds()) _lines.Add(job);
            }
            catch (SchedulerUnavailable fault) when (fault.IsTooLarge && span.Length > Least)
            {
                var half = span.From + span.Length / 2;
                asked.Push(new(half, span.End));
                asked.Push(new(span.From, half));
                continue;
            }
            var read = part.Read(_lines.Taken());
            quarantine.Append(part.Chunk, lines);
            lines += read;
        }
        progress(all, all);
        return new Imported(part.Hours.Result(), part.Counts, quarantine);
    }

    // Numbers of jobs are those of one cluster: two clusters' jobs would be taken for one another.
    Refusal? OtherCluster(JsonElement job)
    {
        var of = SacctLines.Text(job, "cluster");
        return (_of ??= cluster ?? of) == of ? null
            : new(RefusalCode.InvalidTerms, "slurm-cluster", $"The database holds jobs of '{_of}' and of '{Quarantine.Short(of)}'; name the cluster whose they are.");
    }

    string Path(string version, Window span) =>
        $"/slurmdb/{version}/jobs?start_time=uts{span.From.ToUnixTimeSeconds()}&end_time=uts{span.End.ToUnixTimeSeconds()}&skip_steps=true{(cluster is null ? "" : $"&cluster={Uri.EscapeDataString(cluster)}")}";

    static IEnumerable<Window> Days(Window window)
    {
        for (var from = window.From; from < window.End; from += Duration.FromDays(1)) yield return new(from, Instant.Min(from + Duration.FromDays(1), window.End));
    }

    static Refusal Away(string why) => new(RefusalCode.NotFound, "slurmrestd", $"Slurm's accounting cannot be read: {why.TrimEnd('.')}. Nothing was recorded; ask again later.");
}

/// <summary>Jobs of slurmrestd as lines of sacct.</summary>
sealed class SacctLines
{
    readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>The second from which a stretch of time can hold it: its start, or when it was submitted where it has none; 0 where neither is known.</summary>
    public static long Since(JsonElement job) => job.GetProperty("time") is var time && Number(time, "start") is > 0 and var start ? start : Number(time, "submission");

    public void Add(JsonElement job)
    {
        var (time, tres) = (job.GetProperty("time"),
            job.GetProperty("tres").GetProperty("allocated").EnumerateArray().Where(each => Text(each, "type") == "gres")
            .Select(each => $"gres/{Text(each, "name")}={Text(each, "count")}"));
        // A name with what divides cells and lines is no name, and is set aside as that.
        var account = string.Concat(Text(job, "account").Select(letter => letter == '|' || char.IsControl(letter) ? '\uFFFD' : letter));
        Encoding.UTF8.GetBytes($"{Text(job, "job_id")}|{account}|{Second(time, "start")}|{Second(time, "end")}|{string.Join(',', tres)}\n", _lines);
    }

    /// <summary>The lines since they were last taken, until the next is added.</summary>
    public ReadOnlySpan<byte> Taken()
    {
        var lines = _lines.WrittenSpan;
        _lines.ResetWrittenCount();
        return lines;
    }

    /// <summary>A text or a number as it stands; empty when there is none.</summary>
    public static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Number => value.GetRawText(), _ => "" } : "";

    // What is not known yet is told as 0 or as null, by the version and by what became of the job.
    static string Second(JsonElement time, string name) => Text(time, name) is not ("0" or "") and var second ? second : "Unknown";

    static long Number(JsonElement of, string name) => of.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt64() : 0;
}
