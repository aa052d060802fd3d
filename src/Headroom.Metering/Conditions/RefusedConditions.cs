using System.Text.Json;
using Headroom.Core.Time;
using Headroom.Formats;
using Headroom.Formats.Reports;
using Headroom.Journal;
using Headroom.Metering.Events;
using NodaTime;

namespace Headroom.Metering.Conditions;

/// <summary>
/// Events of conditions that were refused at the door: listed by the month in which they came, beside use that was refused, until an event of the same source and id is recorded.
/// </summary>
public static class RefusedConditions
{
    /// <summary>What stands for their source in the list; no source of usage is called so, since ids have no spaces.</summary>
    const string Source = "condition events";

    /// <summary>Lists what of a batch was refused, and takes off the list what of it was recorded.</summary>
    /// <param name="now">When they came.</param>
    public static void Keep(IUsageTable table, ConditionsRead read, ConditionNews news, Calendar calendar, Instant now)
    {
        var refused = news.SetAside.Select(each => each.Place).ToHashSet(StringComparer.Ordinal);
        if (read.Conditions.Select(each => Listed.Text(each.Place)).Where(place => !refused.Contains(place)).ToHashSet(StringComparer.Ordinal) is { Count: > 0 } recorded)
            table.Unlist(Source, recorded);
        table.Refuse([.. news.SetAside.Select(each =>
            new RefusedUse(Source, Json.Text(calendar.MonthOf(now)), Listed.Text(each.Place), RefusalJson.Code(each.Why.Code), Listed.Field(each.Why.Field),
                Listed.Text(each.Why.Says)))]);
    }

    /// <summary>What came in a month and was refused, in order of source and id; what had no id, and what came beyond the list's length, is counted by its reason.</summary>
    public static IReadOnlyList<RefusedUse> Of(IUsageTable table, YearMonth month) => table.Refused(Source, Json.Text(month));

    /// <summary>The list as JSON, into a map that is open.</summary>
    public static void Write(Utf8JsonWriter json, YearMonth month, IReadOnlyList<RefusedUse> refused)
    {
        json.WriteString("month", Json.Text(month));
        json.List("refused", refused, each => json.Map(() =>
        {
            json.WriteString("event", each.Id);
            json.WriteString("reason", each.Reason);
            json.WriteString("field", each.Field);
            json.WriteString("says", each.Says);
            json.WriteNumber("events", each.Times);
        }));
    }
}
