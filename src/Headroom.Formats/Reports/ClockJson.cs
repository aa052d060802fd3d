using System.Text.Json;
using Headroom.Core.Books;

namespace Headroom.Formats.Reports;

/// <summary>How far the clock of a sandbox moved, as JSON.</summary>
public static class ClockJson
{
    /// <summary>As <c>clock-moved</c> with <c>from</c> and <c>to</c>, into a map that is open; nothing where it stood still.</summary>
    public static void Write(Utf8JsonWriter json, ClockMove? move)
    {
        if (move is { } moved)
            json.Map("clock-moved", () =>
            {
                json.Time("from", moved.From);
                json.Time("to", moved.To);
            });
    }
}
