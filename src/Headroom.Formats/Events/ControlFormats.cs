using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary>Who controls a side: <c>control-changed</c> and <c>control-consented</c>.</summary>
static class ControlFormats
{
    public static EventFormat Changed { get; } = EventFormat.Of(
        "control-changed", "of, to", (f, on) => new ControlChanged(on, f.Word("of", Words.Sides), f.Id("to")),
        (json, said) => { json.WriteString("of", Words.Of(Words.Sides, said.Of)); json.WriteString("to", said.To.ToString()); });

    public static EventFormat Consented { get; } = EventFormat.Of(
        "control-consented", "of, evidence", (f, on) => new ControlConsented(on, f.Word("of", Words.Sides), f.Text("evidence")),
        (json, said) => { json.WriteString("of", Words.Of(Words.Sides, said.Of)); json.WriteString("evidence", said.Evidence); });
}
