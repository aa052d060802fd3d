using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;

namespace Headroom.Formats.Events;

/// <summary>The one door through which events of any kind come in and go out.</summary>
public static class ContractEvents
{
    /// <summary>The names of all events, each with its fields beside <c>on</c>.</summary>
    public static ImmutableArray<(string Word, string Fields)> Words { get; } = [.. EventFormat.All.Select(format => (format.Word, format.Fields))];

    /// <summary>The kinds of the facts that record events.</summary>
    public static ImmutableArray<string> Kinds { get; } = [.. EventFormat.All.Select(format => KindOf(format.Word))];

    /// <summary>Reads an event whose name stands in the field <c>event</c>; null with a fault when it is not known.</summary>
    public static ContractEvent? Read(Fields fields)
    {
        var word = fields.Text("event", 60);
        if (Find(KindOf(word)) is { } format) return format.Read(fields, fields.Date("on"));
        if (word.Length > 0)
            fields.Fault("event", RefusalCode.NotFound,
                $"'{Formats.Fields.Short(word)}' is not an event; there are {string.Join(", ", EventFormat.All.Select(known => known.Word))}.");
        return null;
    }

    /// <summary>Reads the event of a stored fact; null when its kind is none of an event.</summary>
    public static ContractEvent? Read(string kind, Fields fields) => Find(kind)?.Read(fields, fields.Date("on"));

    /// <summary>Writes an event's date and fields.</summary>
    public static void Write(Utf8JsonWriter json, ContractEvent happened)
    {
        json.Date("on", happened.On);
        EventFormat.All.Single(format => format.Kind == happened.GetType()).Write(json, happened);
    }

    static EventFormat? Find(string kind) => EventFormat.All.FirstOrDefault(format => KindOf(format.Word) == kind);

    static string KindOf(string word) => $"contract.{word}.v1";
}
