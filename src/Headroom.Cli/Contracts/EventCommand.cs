using System.CommandLine;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats;
using Headroom.Formats.Events;
using NodaTime;

namespace Headroom.Cli;

/// <summary><c>contract event</c>: whatever happened under a contract, by name and fields.</summary>
static class EventCommand
{
    const int MostFields = 20;

    public static Command Build(IClock clock) => Common.Of("event",
        $"Record what happened under a contract. Events and their fields: {string.Join("; ", ContractEvents.Words.Select(known => $"{known.Word} ({known.Fields})"))}.",
        clock, Record, Common.Argument("contract", "The contract's id."), Common.Argument("event", "What happened."),
        Common.Arguments("fields", "The event's fields as name=value."), Common.Text("--on", "The date on which it happened."), Common.Key());

    static int Record(Session session) => session.Say(
        _ => session.Input.Id("contract") is var contract && ContractEvents.Read(Event(session)) is { } happened ? new RecordEvent(contract, happened) : null,
        done => ContractCommands.Signed(session, done));

    /// <summary>The event as a document would hold it; fields that it does not know are faults.</summary>
    static Fields Event(Session session)
    {
        var given = new Dictionary<string, Node>(StringComparer.Ordinal)
        {
            ["event"] = new TextNode("event", 0, session.Input.Text("event", 60)),
            ["on"] = new TextNode("on", 0, session.Input.Text("on", 10)),
        };
        foreach (var text in session.Input.Texts("fields", MostFields))
        {
            var parts = text.Split('=', 2);
            if (parts.Length < 2 || !given.TryAdd(parts[0], new TextNode(parts[0], 0, parts[1])))
                session.Input.Fault("fields", RefusalCode.Malformed, $"'{text}' is not a field of its own; write each once, as name=value.");
        }
        return Fields.Of(new MapNode("", 0, given), session.Faults);
    }
}
