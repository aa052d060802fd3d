using System.Globalization;
using CsvHelper;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Tables;
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
            using var csv = CsvReader.Create(stream, CsvRows.Options(4096), leaveOpen: false);
            csv.ReadHeader();
            if (!Columns.All(csv.Headers.Contains))
                return new Refusal(RefusalCode.Malformed, "", $"The first line must name the columns {string.Join(",", Columns)}; id may be added.");
            var rows = new UseRows(window, readAt, mostUnits);
            while (csv.Read()) rows.Add(csv.LineNumber, Row(csv));
            return rows.Result();
        }
        catch (CsvFormatException fault) { return new Refusal(RefusalCode.Malformed, "", $"This is not CSV: {fault.Message}"); }
    }

    static UseRow Row(CsvReader csv) => new(csv.Headers.Contains("id") ? csv.GetString("id") : "", csv.GetString("account"), Time(csv.GetString("from")), Time(csv.GetString("to")),
        long.TryParse(csv.GetString("units"), NumberStyles.None, CultureInfo.InvariantCulture, out var units) ? units : null);

    static Instant? Time(string text) => InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed && parsed.Value.ToUnixTimeTicks() % NodaConstants.TicksPerSecond == 0
        ? parsed.Value : null;
}
