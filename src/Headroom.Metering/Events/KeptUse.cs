using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Events;

/// <summary>Rolls the records that a source sent up to hours; those that were refused at the door are among what is set aside.</summary>
public static class KeptUse
{
    /// <summary>The hours of a month by what is kept of a source; a fault when that is too much for one reading.</summary>
    /// <param name="window">The month's.</param>
    /// <param name="readAt">No record starts or ends after it.</param>
    /// <param name="mostUnits">No record has more.</param>
    public static Parsed<Imported> Read(IUsageTable table, Slug source, YearMonth month, Window window, Instant readAt, long mostUnits)
    {
        var records = table.Read(source.ToString(), window.From.ToUnixTimeSeconds(), window.End.ToUnixTimeSeconds());
        if (records.Count > IUsageTable.MostRead)
            return new Refusal(RefusalCode.TooLarge, "source", $"There are more than {IUsageTable.MostRead} records in this month; roll them up before they are sent.");
        var rows = new UseRows(window, readAt, mostUnits);
        foreach (var (record, i) in records.Select((record, i) => (record, i)))
            rows.Add(i + 1, new(record.Id, record.Account, Instant.FromUnixTimeSeconds(record.From), Instant.FromUnixTimeSeconds(record.To), record.Units));
        var refused = table.Refused(source.ToString(), Json.Text(month));
        foreach (var (record, i) in refused.Select((record, i) => (record, i)))
            rows.SetAside(records.Count + i + 1, Doubts[record.Reason], record.Field, Says(record), record.Times);
        return rows.Result() with { Refused = refused.Sum(record => record.Times) };
    }

    static readonly Dictionary<string, Doubt> Doubts = Enum.GetValues<Doubt>().ToDictionary(ImportJson.Word);

    static string Says(RefusedUse record) => record.Id.Length > 0
        ? $"{record.Id}: {record.Says}" : record.Times == 1 ? record.Says : $"{record.Times} records, the first: {record.Says}";
}
