using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Journal;
using Headroom.Metering.Hours;
using NodaTime;

namespace Headroom.Metering.Events;

/// <summary>
/// Use as CloudEvents 1.0 in JSON: one event, or a batch of them. Type <c>headroom.use.v1</c>; its data are <c>account</c>, <c>from</c>, <c>to</c> (UTC, whole seconds),
/// <c>units</c> held all through it, and <c>corrects</c>, the id of an earlier event in whose place it stands. An event is told apart by its source and id.
/// </summary>
public static class UseEvents
{
    /// <summary>The type of event that is read.</summary>
    public const string Type = "headroom.use.v1";

    /// <summary>The media types of one event and of a batch.</summary>
    public const string One = "application/cloudevents+json", Batch = "application/cloudevents-batch+json";

    /// <summary>Every event of a document, read or refused by itself; a fault when the document holds none.</summary>
    public static Parsed<IReadOnlyList<UseEvent>> Read(Node node, Slug source)
    {
        var items = node is ListNode list ? list.Items : [node];
        return items.Count is 0 or > IUsageTable.MostPut
            ? new Refusal(RefusalCode.TooLarge, "", $"There are {items.Count} events; 1 to {IUsageTable.MostPut} are accepted at once.")
            : Parsed<IReadOnlyList<UseEvent>>.Of([.. items.Select(item => Event(item, source))], []);
    }

    static UseEvent Event(Node node, Slug source)
    {
        var faults = new List<Refusal>();
        var fields = Fields.Of(node, faults);
        var id = Plain(fields, "id", 100);
        if (fields.Text("specversion", 10) is not "1.0" and not "") fields.Fault("specversion", RefusalCode.Malformed, "Version 1.0 of CloudEvents is read.");
        if (fields.Text("type", 100) is not Type and not "") fields.Fault("type", RefusalCode.Malformed, $"Events of type {Type} are read.");
        var record = Record(fields.Map("data"), source, Plain(fields, "source", 90), id);
        return new(id, record, faults.FirstOrDefault());
    }

    static UsageRecord Record(Fields data, Slug source, string from, string id)
    {
        var (start, end) = (Second(data, "from"), Second(data, "to"));
        if (end < start) data.Fault("to", RefusalCode.DatesUpsideDown, $"It ends {Instant.FromUnixTimeSeconds(end)}, before it starts {Instant.FromUnixTimeSeconds(start)}.");
        var account = data.Text("account", 100);
        if (account.Length > 0 && !AccountNames.IsName(System.Text.Encoding.UTF8.GetBytes(account)))
            data.Fault("account", RefusalCode.Malformed, $"'{Fields.Short(account)}' is no account: letters, digits, dots, dashes and underscores, 1 to 100.");
        return new(source.ToString(), $"{from} {id}", account, start, end, data.Whole("units", 0, 1_000_000_000_000, ""),
            data.Has("corrects") ? $"{from} {Plain(data, "corrects", 100)}" : null);
    }

    // What tells records apart is kept as it is, and no store keeps control characters alike.
    static string Plain(Fields fields, string name, int most)
    {
        var text = fields.Text(name, most);
        if (text.Any(char.IsControl) || text.Contains('\uFFFD')) fields.Fault(name, RefusalCode.Malformed, $"'{Fields.Short(text)}' holds control characters.");
        return text;
    }

    static long Second(Fields data, string name)
    {
        var instant = data.Instant(name);
        if (instant.ToUnixTimeTicks() % NodaConstants.TicksPerSecond != 0) data.Fault(name, RefusalCode.Malformed, "Whole seconds are expected.");
        return instant.ToUnixTimeSeconds();
    }
}

/// <summary>An event as it was read.</summary>
/// <param name="Read">What could be read of it, with empty values for the rest.</param>
/// <param name="Refusal">Why it cannot be kept, or null.</param>
public sealed record UseEvent(string Id, UsageRecord Read, Refusal? Refusal)
{
    /// <summary>The record to keep; null when it is refused.</summary>
    public UsageRecord? Record => Refusal is null ? Read : null;
}
