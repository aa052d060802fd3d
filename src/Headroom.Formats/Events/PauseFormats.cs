using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary><c>service-paused</c> and <c>service-resumed</c>.</summary>
static class PauseFormats
{
    public static EventFormat Paused { get; } = EventFormat.Of(
        "service-paused", "clause, by, from, until",
        (f, on) => new ServicePaused(on, f.Text("clause", 60), f.Word("by", Words.Sides), f.Date("from"), f.Date("until")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteString("by", Words.Of(Words.Sides, said.By));
            json.Date("from", said.From);
            json.Date("until", said.Until);
        });

    public static EventFormat Resumed { get; } = EventFormat.Of(
        "service-resumed", "clause", (f, on) => new ServiceResumed(on, f.Text("clause", 60)), (json, said) => json.WriteString("clause", said.Clause));
}
