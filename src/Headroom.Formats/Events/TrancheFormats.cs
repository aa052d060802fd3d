using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary>What happens to a tranche: <c>tranche-ready</c>, <c>tranche-accepted</c>, <c>tranche-rejected</c> and <c>tranche-terminated</c>.</summary>
static class TrancheFormats
{
    public static EventFormat Ready { get; } = EventFormat.Of(
        "tranche-ready", "tranche, evidence", (f, on) => new TrancheReady(on, f.Text("tranche", 60), f.Text("evidence")),
        (json, said) => { json.WriteString("tranche", said.Tranche); json.WriteString("evidence", said.Evidence); });

    public static EventFormat Accepted { get; } = EventFormat.Of(
        "tranche-accepted", "tranche, tests, evidence",
        (f, on) => new TrancheAccepted(on, f.Text("tranche", 60), f.Has("tests") ? [.. f.Words("tests", TrancheDelivery.MostTests)] : [], f.Text("evidence")),
        (json, said) =>
        {
            json.WriteString("tranche", said.Tranche);
            if (said.Tests.Length > 0) json.WriteString("tests", string.Join(", ", said.Tests));
            json.WriteString("evidence", said.Evidence);
        });

    public static EventFormat Rejected { get; } = EventFormat.Of(
        "tranche-rejected", "tranche, reason", (f, on) => new TrancheRejected(on, f.Text("tranche", 60), f.Text("reason")),
        (json, said) => { json.WriteString("tranche", said.Tranche); json.WriteString("reason", said.Reason); });

    public static EventFormat Terminated { get; } = EventFormat.Of(
        "tranche-terminated", "tranche, reason", (f, on) => new TrancheTerminated(on, f.Text("tranche", 60), f.Text("reason")),
        (json, said) => { json.WriteString("tranche", said.Tranche); json.WriteString("reason", said.Reason); });
}
