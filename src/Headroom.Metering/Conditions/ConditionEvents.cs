using Headroom.Core.Capacity;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Facts;
using Headroom.Journal;

namespace Headroom.Metering.Conditions;

/// <summary>
/// Conditions of nodes as CloudEvents 1.0 in JSON, one or a batch, of type <c>headroom.condition.v1</c>. Their data are the fields of a condition; <c>condition</c> tells which one
/// an event is about at its source, so that a later event can end it, and is the event's own id where it is left out.
/// </summary>
public static class ConditionEvents
{
    /// <summary>The type of event that is read.</summary>
    public const string Type = "headroom.condition.v1";

    /// <summary>Every event of a document, read or set aside by itself, its source and id being its place; a fault when the document holds none.</summary>
    public static Parsed<ConditionsRead> Read(Node node)
    {
        var items = node is ListNode list ? list.Items : [node];
        if (items.Count is 0 or > IUsageTable.MostPut)
            return new Refusal(RefusalCode.TooLarge, "", $"There are {items.Count} events; 1 to {IUsageTable.MostPut} are accepted at once.");
        var (read, aside) = (new List<(string, NodeCondition)>(), new List<(string, Refusal)>());
        foreach (var item in items)
        {
            var faults = new List<Refusal>();
            var (id, condition) = Event(Fields.Of(item, faults));
            if (faults.Count == 0) read.Add((id, condition)); else aside.Add((id, faults[0]));
        }
        return new ConditionsRead([.. read], [.. aside]);
    }

    static (string, NodeCondition) Event(Fields fields)
    {
        var (id, source) = (fields.Text("id", 100), fields.Text("source", 90));
        if (fields.Text("specversion", 10) is not "1.0" and not "") fields.Fault("specversion", RefusalCode.Malformed, "Version 1.0 of CloudEvents is read.");
        if (fields.Text("type", 100) is not Type and not "") fields.Fault("type", RefusalCode.Malformed, $"Events of type {Type} are read.");
        var data = fields.Map("data");
        var about = data.Text("condition", id, 100);
        return (id.Length == 0 ? "" : $"{source} {id}", ConditionFormat.Condition(data, $"{source} {about}"));
    }
}
