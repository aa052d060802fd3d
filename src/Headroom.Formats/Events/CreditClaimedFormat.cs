using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>credit-claimed</c>: which availability clause, which month, on what evidence.</summary>
static class CreditClaimedFormat
{
    public static EventFormat Format { get; } = EventFormat.Of(
        "credit-claimed", "clause, month, evidence",
        (f, on) => new CreditClaimed(on, f.Text("clause", 60), f.Month("month"), f.Text("evidence")),
        (json, claim) =>
        {
            json.WriteString("clause", claim.Clause);
            json.WriteString("month", Json.Text(claim.Month));
            json.WriteString("evidence", claim.Evidence);
        });
}
