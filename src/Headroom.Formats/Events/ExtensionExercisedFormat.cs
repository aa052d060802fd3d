using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary><c>extension-exercised</c>: by which right to extend, and by whom.</summary>
static class ExtensionExercisedFormat
{
    public static EventFormat Format { get; } = EventFormat.Of(
        "extension-exercised", "clause, by", (f, on) => new ExtensionExercised(on, f.Text("clause", 60), f.Word("by", Words.Sides)),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("by", Words.Of(Words.Sides, said.By)); });
}
