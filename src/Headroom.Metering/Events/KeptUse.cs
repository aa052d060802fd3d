using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Events;

/// <summary>Rolls the records that a source sent up to hours.</summary>
public static class KeptUse
{
    /// <summary>The hours of a window by what is kept of a source; a fault when that is too much for one reading.</summary>
    /// <param name="readAt">No record starts or ends after it.</param>
    /// <param name="mostUnits">No record has more.</param>
    public static Parsed<Imported> Read(IUsageTable table, Slug source, Window window, Instant readAt, long mostUnits)
    {
        var records = table.Read(source.ToString(), window.From.ToUnixTimeSeconds(), window.End.ToUnixTimeSeconds());
        if (records.Count > IUsageTable.MostRead) return new Refusal(RefusalCode.TooLarge, "source", $"There are more than {IUsageTable.MostRead} records in this month; roll them up before they are sent.");
        var rows = new UseRows(window, readAt, mostUnits);
        foreach (var (record, i) in records.Select((record, i) => (record, i)))
            rows.Add(i + 1, new(record.Id, record.Account, Instant.FromUnixTimeSeconds(record.From), Instant.FromUnixTimeSeconds(record.To), record.Units));
        return rows.Result();
    }
}
