using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Events;

/// <summary>Keeps what a source sent: records once each, and of what is not kept the reason.</summary>
public static class SentUse
{
    static readonly Duration Year = Duration.FromDays(366);

    /// <summary>Keeps events and says of each what became of it, in the same order; null for one that was refused.</summary>
    /// <param name="now">When they came.</param>
    public static IReadOnlyList<UsageKept?> Keep(IUsageTable table, IReadOnlyList<UseEvent> events, Calendar calendar, Instant now)
    {
        // Refused first: a later event of the same id that can be read ends its listing.
        table.Refuse([.. events.Where(each => each.Refusal is not null)
            .Select(each => Refused(each, DoubtOf(each.Refusal!), each.Refusal!.Field, each.Refusal.Says, calendar, now))]);
        var kept = new Queue<UsageKept>(table.Put([.. events.Where(each => each.Record is not null).Select(each => each.Record!)]));
        var outcomes = events.Select(each => each.Record is null ? (UsageKept?)null : kept.Dequeue()).ToList();
        table.Refuse([.. events.Zip(outcomes).Where(each => each.Second == UsageKept.OtherContent)
            .Select(each => Refused(each.First, Doubt.OtherContent, "id",
                "It was there before with other content, which stays; a correction has an id of its own and names this one.", calendar, now))]);
        return outcomes;
    }

    static RefusedUse Refused(UseEvent sent, Doubt doubt, string field, string says, Calendar calendar, Instant now) =>
        new(sent.Read.Source, Json.Text(MonthOf(sent.Read.From, calendar, now)),
        sent.Id.Length == 0 ? "" : Listed.Text(sent.Read.Id), ImportJson.Word(doubt), Listed.Field(field), Listed.Text(says));

    // That in which its use began; beyond a year from now, or where that cannot be read, the one in which it came: so no sender fills more than the months around now.
    static YearMonth MonthOf(long from, Calendar calendar, Instant now) =>
        Instant.FromUnixTimeSeconds(from) is var began && began < now + Year && began > now - Year ? calendar.MonthOf(began) : calendar.MonthOf(now);

    static Doubt DoubtOf(Refusal refusal) => refusal.Code == RefusalCode.DatesUpsideDown ? Doubt.EndsBeforeStart
        : refusal.Field.EndsWith("account", StringComparison.Ordinal) ? Doubt.AccountName : Doubt.Malformed;
}
