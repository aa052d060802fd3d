using System.Globalization;
using System.Text;
using CsvHelper;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Metering.Hours;

/// <summary>
/// Reads use as CSV: <c>account,from,to,units</c> and an optional <c>id</c>; one row an interval, in UTC to the second, the units held all through it
/// (GPUs, or watts). A row whose id was there before with the same content is a repetition; with other content it is set aside.
/// </summary>
public static class UseCsv
{
    static readonly string[] Columns = ["account", "from", "to", "units"];

    /// <summary>The hours in the file; a fault when it is not such a file.</summary>
    /// <param name="readAt">When the rows were read: none starts or ends after it.</param>
    /// <param name="mostUnits">No row has more.</param>
    public static Parsed<Imported> Read(Stream stream, Window window, Instant readAt, long mostUnits)
    {
        try
        {
            using var csv = CsvReader.Create(stream, CsvReaderOptions.Default with { TrackLineNumbers = true, MaxRecordSize = 4096, MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw }, leaveOpen: false);
            csv.ReadHeader();
            if (!Columns.All(csv.Headers.Contains)) return new Refusal(RefusalCode.Malformed, "", $"The first line must name the columns {string.Join(",", Columns)}; id may be added.");
            var rows = new UseRows(window, readAt, mostUnits);
            while (csv.Read()) rows.Add(csv.LineNumber, Row(csv));
            return rows.Result();
        }
        catch (CsvFormatException fault) { return new Refusal(RefusalCode.Malformed, "", $"This is not CSV: {fault.Message}"); }
    }

    static UseRow Row(CsvReader csv) => new(csv.Headers.Contains("id") ? csv.GetString("id") : "", csv.GetString("account"), Time(csv.GetString("from")), Time(csv.GetString("to")),
        long.TryParse(csv.GetString("units"), NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : null);

    static Instant? Time(string text) => InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed && parsed.Value.ToUnixTimeTicks() % NodaConstants.TicksPerSecond == 0 ? parsed.Value : null;
}

/// <summary>One interval of use as a source stated it; null where what it stated cannot be read.</summary>
/// <param name="Id">What tells the record apart at its source, or empty.</param>
public sealed record UseRow(string Id, string Account, Instant? From, Instant? To, long? Units);

/// <summary>Adds intervals up as they come, and sets aside what cannot be counted.</summary>
public sealed class UseRows(Window window, Instant readAt, long mostUnits)
{
    static readonly Duration ClockSlack = Duration.FromMinutes(5);

    readonly HourlyRollUp _hours = new(window);
    readonly Quarantine _quarantine = new();
    readonly Dictionary<string, UseRow> _seen = new(StringComparer.Ordinal);
    RecordCounts _counts;

    /// <summary>Counts a row, or sets it aside under its line.</summary>
    public void Add(long line, UseRow row)
    {
        if (DoubtOf(row) is var (doubt, field, value))
        {
            _quarantine.Add(new(line, doubt, field, value));
            _counts += new RecordCounts(1, 0, 0, 0);
        }
        else if (row.Id.Length > 0 && !_seen.TryAdd(row.Id, row)) _counts += new RecordCounts(1, 0, 1, 0);
        else if (_hours.AccountOf(Encoding.UTF8.GetBytes(row.Account)) is not { } account) _quarantine.Add(new(line, Doubt.TooManyAccounts, "account", row.Account));
        else _counts += _hours.Add(account, row.From!.Value.ToUnixTimeSeconds(), row.To!.Value.ToUnixTimeSeconds(), row.Units!.Value) ? new(1, 1, 0, 0) : new(1, 0, 0, 1);
    }

    /// <summary>What the rows came to.</summary>
    public Imported Result() => new(_hours.Result(), _counts, _quarantine);

    (Doubt, string, string)? DoubtOf(UseRow row)
    {
        if (!AccountNames.IsName(Encoding.UTF8.GetBytes(row.Account))) return (Doubt.AccountName, "account", Quarantine.Short(row.Account));
        if (row.From is not { } from) return (Doubt.Malformed, "from", "");
        if (row.To is not { } to) return (Doubt.Malformed, "to", "");
        if (row.Units is not { } units) return (Doubt.Malformed, "units", "");
        if (to < from) return (Doubt.EndsBeforeStart, "to", $"{to}");
        if (to > readAt + ClockSlack) return (Doubt.ClockSkew, "to", $"{to}");
        if (units > mostUnits) return (Doubt.MoreThanThereAre, "units", $"{units}");
        return row.Id.Length > 0 && _seen.TryGetValue(row.Id, out var seen) && seen != row ? (Doubt.OtherContent, "id", Quarantine.Short(row.Id)) : null;
    }
}
