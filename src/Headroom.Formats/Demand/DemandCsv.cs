using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Formats.Demand;

/// <summary>
/// Reads own demand as CSV, plain or gzipped: <c>timestamp_utc,pool,workload,gpus_in_use</c>, one row an hour and workload, the mean GPUs
/// in use in the hour that starts at the timestamp; a further column <c>gpus_busy</c> may say how many of them were busy. Hours may be missing (they are filled and counted); an
/// hour may not stand twice, be negative, or lie off the hour. At most 256 MB unpacked.
/// </summary>
public static class DemandCsv
{
    const string BusyColumn = "gpus_busy";
    static readonly string[] Columns = ["timestamp_utc", "pool", "workload", "gpus_in_use"];
    static readonly Instant MostEarly = Instant.FromUtc(1990, 1, 1, 0, 0), MostLate = Instant.FromUtc(2199, 12, 31, 0, 0);
    const long MostBytes = 256L << 20;

    /// <summary>The histories in the file, one for each workload, or the first fault with its line. The stream must be able to seek.</summary>
    public static Parsed<IReadOnlyList<History>> Read(Stream stream)
    {
        try
        {
            using var csv = CsvReader.Create(new BoundedStream(Unpacked(stream), MostBytes), CsvRows.Options(4096), leaveOpen: false);
            csv.ReadHeader();
            return Columns.All(csv.Headers.Contains) ? Read(csv)
                : CsvRows.Fault(1, "timestamp_utc", $"The first line must name the columns {string.Join(",", Columns)}.");
        }
        catch (CsvFormatException fault) { return CsvRows.Fault(0, "", $"This is not CSV: {fault.Message}"); }
        catch (InvalidDataException fault) { return CsvRows.Fault(0, "", fault.Message); }
    }

    static Parsed<IReadOnlyList<History>> Read(CsvReader csv)
    {
        var workloads = new Dictionary<Slug, (Slug Pool, SortedDictionary<Instant, (int Gpus, int Busy)> Hours)>();
        var hasBusy = csv.Headers.Contains(BusyColumn);
        while (csv.Read())
        {
            var line = (int)csv.LineNumber;
            var parsed = InstantPattern.ExtendedIso.Parse(csv.GetString("timestamp_utc"));
            if (parsed.Success && (parsed.Value < MostEarly || parsed.Value > MostLate))
                return CsvRows.Fault(line, "timestamp_utc", $"{parsed.Value} is outside {MostEarly} to {MostLate}.");
            if (!parsed.Success || (parsed.Value - NodaConstants.UnixEpoch).ToInt64Nanoseconds() % NodaConstants.NanosecondsPerHour != 0)
                return CsvRows.Fault(line, "timestamp_utc", $"'{Short(csv, "timestamp_utc")}' is not a full hour in UTC; write it as 2026-03-01T00:00:00Z.");
            var hour = parsed.Value;
            if (Slug.TryParse(csv.GetString("pool")) is not { } pool) return CsvRows.Fault(line, "pool", $"'{Short(csv, "pool")}' is not an id: {Slug.Rule}.");
            if (Slug.TryParse(csv.GetString("workload")) is not { } workload) return CsvRows.Fault(line, "workload", $"'{Short(csv, "workload")}' is not an id: {Slug.Rule}.");
            if (!decimal.TryParse(csv.GetString("gpus_in_use"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var gpus) || gpus > Gpus.Most)
                return CsvRows.Fault(line, "gpus_in_use", $"'{Short(csv, "gpus_in_use")}' is not a number of GPUs from 0 to {Gpus.Most}.");
            var busy = (decimal)History.NotMeasured;
            if (hasBusy && csv.GetString(BusyColumn).Length > 0
                && (!decimal.TryParse(csv.GetString(BusyColumn), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out busy) || busy > gpus))
                return CsvRows.Fault(line, BusyColumn, $"'{Short(csv, BusyColumn)}' is not a number of GPUs from 0 to the {Short(csv, "gpus_in_use")} in use.");
            if (!workloads.TryGetValue(workload, out var known)) workloads[workload] = known = (pool, []);
            if (known.Pool != pool)
                return CsvRows.Fault(line, "pool", $"Workload '{workload}' stood in pool '{known.Pool}' above and in '{pool}' here; say a move with move-demand.");
            // Part of a GPU in use for an hour occupies it: rounded up, so that demand is never understated.
            if (!known.Hours.TryAdd(hour, ((int)decimal.Ceiling(gpus), (int)decimal.Ceiling(busy))))
                return CsvRows.Fault(line, "timestamp_utc", $"{hour} stands twice for workload '{workload}'.");
        }
        return workloads.Count == 0 ? CsvRows.Fault(1, "", "There are no rows.") : Histories(workloads);
    }

    static Parsed<IReadOnlyList<History>> Histories(Dictionary<Slug, (Slug Pool, SortedDictionary<Instant, (int Gpus, int Busy)> Hours)> workloads)
    {
        var histories = new List<History>();
        foreach (var (workload, (pool, hours)) in workloads.OrderBy(entry => entry.Key))
        {
            var (start, last) = (hours.First().Key, hours.Last().Key);
            var count = (long)(last - start).TotalHours + 1;
            if (count > History.MostHours) return CsvRows.Fault(0, "timestamp_utc", $"Workload '{workload}' spans {count} hours; at most {History.MostHours} are accepted.");
            var all = new int?[count];
            var busy = Enumerable.Repeat(History.NotMeasured, (int)count).ToArray();
            foreach (var (hour, (gpus, ofThem)) in hours) (all[(int)(hour - start).TotalHours], busy[(int)(hour - start).TotalHours]) = (gpus, ofThem);
            histories.Add(History.Fill(pool, workload, start, all) with { Busy = busy.All(gpus => gpus == History.NotMeasured) ? [] : [.. busy] });
        }
        return Parsed<IReadOnlyList<History>>.Of(histories, []);
    }

    static Stream Unpacked(Stream stream)
    {
        var buffered = new BufferedStream(stream, 1 << 16);
        var head = new byte[2];
        var read = buffered.ReadAtLeast(head, 2, throwOnEndOfStream: false);
        buffered.Seek(-read, SeekOrigin.Current);
        return head is [0x1f, 0x8b] ? new GZipStream(buffered, CompressionMode.Decompress) : buffered;
    }

    static string Short(CsvReader csv, string column) => csv.GetString(column) is { Length: > 40 } text ? text[..37] + "..." : csv.GetString(column);
}
