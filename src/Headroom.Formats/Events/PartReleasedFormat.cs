using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>part-released</c>: under which clause, how many GPUs.</summary>
static class PartReleasedFormat
{
    public static EventFormat Format { get; } = EventFormat.Of(
        "part-released", "clause, gpus", (f, on) => new PartReleased(on, f.Text("clause", 60), f.Gpus("gpus", low: 1)),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteNumber("gpus", said.Gpus.Count); });
}
