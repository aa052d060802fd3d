using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary>What happens to a breach: <c>breach-notified</c>, <c>breach-cured</c> and <c>terminated-for-cause</c>.</summary>
static class BreachFormats
{
    public static EventFormat Notified { get; } = EventFormat.Of(
        "breach-notified", "clause, by, breach, evidence",
        (f, on) => new BreachNotified(on, f.Text("clause", 60), f.Word("by", Words.Sides), f.Text("breach", 60), f.Text("evidence")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteString("by", Words.Of(Words.Sides, said.By));
            json.WriteString("breach", said.Breach);
            json.WriteString("evidence", said.Evidence);
        });

    public static EventFormat Cured { get; } = EventFormat.Of(
        "breach-cured", "clause, evidence", (f, on) => new BreachCured(on, f.Text("clause", 60), f.Text("evidence")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("evidence", said.Evidence); });

    public static EventFormat Terminated { get; } = EventFormat.Of(
        "terminated-for-cause", "clause, reason", (f, on) => new TerminatedForCause(on, f.Text("clause", 60), f.Text("reason")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("reason", said.Reason); });
}
