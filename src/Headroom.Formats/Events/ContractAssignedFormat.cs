using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>contract-assigned</c>: to whom, from which date, by whose consent.</summary>
static class ContractAssignedFormat
{
    public static EventFormat Format { get; } = EventFormat.Of(
        "contract-assigned", "to, from, consent", (f, on) => new ContractAssigned(on, f.Id("to"), f.Date("from"), f.Text("consent")),
        (json, said) =>
        {
            json.WriteString("to", said.To.ToString());
            json.Date("from", said.From);
            json.WriteString("consent", said.Consent);
        });
}
