using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>backstop-called</c>: under which clause, how many GPUs, from when through when.</summary>
static class BackstopCalledFormat
{
    public static EventFormat Format { get; } = EventFormat.Of(
        "backstop-called", "clause, gpus, from, through", (f, on) => new BackstopCalled(on, f.Text("clause", 60), f.Gpus("gpus", low: 1), f.Date("from"), f.Date("through")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteNumber("gpus", said.Gpus.Count);
            json.Date("from", said.From);
            json.Date("through", said.Through);
        });
}
