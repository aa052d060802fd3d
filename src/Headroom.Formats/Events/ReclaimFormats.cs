using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>capacity-reclaimed</c>, <c>capacity-returned</c>, <c>reclaim-opted-in</c> and <c>reclaim-withdrawn</c>.</summary>
static class ReclaimFormats
{
    public static EventFormat Reclaimed { get; } = EventFormat.Of(
        "capacity-reclaimed", "clause, gpus, from", (f, on) => new CapacityReclaimed(on, f.Text("clause", 60), f.Gpus("gpus", low: 1), f.Date("from")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteNumber("gpus", said.Gpus.Count);
            json.Date("from", said.From);
        });

    public static EventFormat OptedIn { get; } = EventFormat.Of(
        "reclaim-opted-in", "clause, who, evidence", (f, on) => new ReclaimOptedIn(on, f.Text("clause", 60), f.Text("who", 60), f.Text("evidence")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteString("who", said.Who);
            json.WriteString("evidence", said.Evidence);
        });

    public static EventFormat Withdrawn { get; } = EventFormat.Of(
        "reclaim-withdrawn", "clause, gpus, from", (f, on) => new ReclaimWithdrawn(on, f.Text("clause", 60), f.Gpus("gpus", low: 1), f.Date("from")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteNumber("gpus", said.Gpus.Count);
            json.Date("from", said.From);
        });

    public static EventFormat Returned { get; } = EventFormat.Of(
        "capacity-returned", "clause, gpus", (f, on) => new CapacityReturned(on, f.Text("clause", 60), f.Gpus("gpus", low: 1)),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteNumber("gpus", said.Gpus.Count); });
}
