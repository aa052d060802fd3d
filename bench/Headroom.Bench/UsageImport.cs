using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Headroom.Core.Time;
using Headroom.Metering.Hours;
using Headroom.Metering.Slurm;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Ten million records of Slurm's accounting rolled up to GPU-seconds by account and hour, against pandas on the same file with the same
/// result; and the memory held as the file grows.
/// </summary>
static class UsageImport
{
    const int Records = 10_000_000, Accounts = 200;
    static readonly Window Month = new(Instant.FromUtc(2026, 6, 1, 0, 0), Instant.FromUtc(2026, 7, 1, 0, 0));

    public static IEnumerable<Measure> Run()
    {
        var file = Path.Combine(Path.GetTempPath(), $"headroom-bench-sacct-{Environment.ProcessId}");
        try
        {
            Write(file, Records / 10);
            var (_, small) = Peak(file);
            Write(file, Records);
            var (result, large) = Peak(file);
            var seconds = Measure.Seconds(2, () => Import(file));
            yield return new("million records a second on all cores", Records / seconds / 1e6, 2.5, 1000,
                $"target 2.5 on two cores; {seconds:0.00} s, {result.Counts.Counted:#,##0} runs counted");
            yield return new("memory of ten times the records / of a tenth of them", large / (double)small, 0, 10,
                $"{large >> 20} MiB against {small >> 20} MiB held: hours, and eight bytes a job");
            foreach (var measure in AgainstPandas(file, result, seconds)) yield return measure;
        }
        finally { File.Delete(file); }
    }

    static IEnumerable<Measure> AgainstPandas(string file, Imported result, double seconds)
    {
        if (Tool.Source("pandas", "sacct_hours.py") is not { } script) return Skipped("bench/pandas/sacct_hours.py is not above the program");
        if (Tool.Run("/usr/bin/python3", "-c", "import pandas").Code != 0 && Tool.Install("python3-pandas") is { Code: not 0 } failed)
            return Skipped($"python3-pandas is not installed and cannot be: {failed.Error.Trim().Split('\n')[^1]}");
        var said = Tool.Run("/usr/bin/python3", script, file, $"{Month.From.ToUnixTimeSeconds()}", $"{Month.End.ToUnixTimeSeconds()}");
        if (said.Code != 0) throw new InvalidOperationException($"pandas failed: {said.Error}");
        var figures = said.Output.Trim().Split(' ');
        var theirs = double.Parse(figures[0], CultureInfo.InvariantCulture);
        return [
            new("pandas' seconds / ours", theirs / seconds, 10, 10_000, $"pandas {theirs:0.0} s, {Records / theirs / 1000:0} thousand records a second"),
            new("the same result as pandas", figures[1] == Digest(result) ? 1 : 0, 1, 1, $"SHA-256 of all accounts and hours {Digest(result)[..16]}"),
        ];
    }

    static IEnumerable<Measure> Skipped(string why)
    {
        Console.WriteLine($"  skipped against pandas: {why}");
        return [];
    }

    static Imported Import(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        var request = new SacctRequest(Month, DateTimeZone.Utc, Month.End + Duration.FromDays(4), 220_000);
        return SacctImport.Read(stream, request, Environment.ProcessorCount, _ => { }).TryGet(out var result, out var fault)
            ? result : throw new InvalidOperationException(fault.Says);
    }

    static (Imported Result, long Bytes) Peak(string file)
    {
        GC.Collect();
        var before = GC.GetTotalMemory(true);
        var result = Import(file);
        return (result, Math.Max(1, GC.GetTotalMemory(false) - before));
    }

    static string Digest(Imported result)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var first = result.Use.FirstHour.ToUnixTimeSeconds() / 3600;
        foreach (var (account, hours) in result.Use.Accounts)
            for (var hour = 0; hour < hours.Length; hour++)
                if (hours[hour] != 0) hash.AppendData(Encoding.UTF8.GetBytes($"{account},{first + hour},{hours[hour]}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Records of a month as sacct writes them: runs of minutes to days, some begun before the month or ended after it.
    static void Write(string file, int records)
    {
        using var writer = new StreamWriter(file, false, new UTF8Encoding(false), 1 << 20);
        writer.Write("JobIDRaw|Account|State|Start|End|AllocTRES\n");
        var random = new Random(7);
        var month = Month.From.ToDateTimeUtc();
        for (var job = 1; job <= records; job++)
        {
            var start = month.AddSeconds(random.Next(-86_400, 30 * 86_400));
            var end = start.AddSeconds(random.Next(60, random.Next(8) == 0 ? 200_000 : 7200));
            var gpus = 1 << random.Next(7);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{1_000_000 + job}|account-{random.Next(Accounts):000}|COMPLETED|{start:yyyy-MM-ddTHH:mm:ss}|{end:yyyy-MM-ddTHH:mm:ss}|billing={gpus},cpu={gpus * 8},gres/gpu={gpus},mem={gpus * 64}G,node={(gpus + 7) / 8}\n"));
        }
    }
}
