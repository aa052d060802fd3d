using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary>What becomes of other hardware: <c>substitution-proposed</c>, <c>-consented</c>, <c>-refused</c> and <c>-made</c>.</summary>
static class SubstitutionFormats
{
    public static EventFormat Proposed { get; } = EventFormat.Of(
        "substitution-proposed", "clause, class, reason", (f, on) => new SubstitutionProposed(on, f.Text("clause", 60), f.Text("class", 60), f.Text("reason")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("class", said.Class); json.WriteString("reason", said.Reason); });

    public static EventFormat Consented { get; } = EventFormat.Of(
        "substitution-consented", "clause", (f, on) => new SubstitutionConsented(on, f.Text("clause", 60)), (json, said) => json.WriteString("clause", said.Clause));

    public static EventFormat Refused { get; } = EventFormat.Of(
        "substitution-refused", "clause, reason", (f, on) => new SubstitutionRefused(on, f.Text("clause", 60), f.Text("reason")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("reason", said.Reason); });

    public static EventFormat Made { get; } = EventFormat.Of(
        "substitution-made", "clause, evidence", (f, on) => new SubstitutionMade(on, f.Text("clause", 60), f.Text("evidence")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("evidence", said.Evidence); });
}
