using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>capacity-reclaimed</c> and <c>capacity-returned</c>.</summary>
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

    public static EventFormat Returned { get; } = EventFormat.Of(
        "capacity-returned", "clause, gpus", (f, on) => new CapacityReturned(on, f.Text("clause", 60), f.Gpus("gpus", low: 1)),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteNumber("gpus", said.Gpus.Count); });
}
