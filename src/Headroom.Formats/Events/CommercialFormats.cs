using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary>What changes the terms by a right that they give: <c>extension-exercised</c> and <c>contract-assigned</c>.</summary>
static class CommercialFormats
{
    public static EventFormat Extended { get; } = EventFormat.Of(
        "extension-exercised", "clause, by", (f, on) => new ExtensionExercised(on, f.Text("clause", 60), f.Word("by", Words.Sides)),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("by", Words.Of(Words.Sides, said.By)); });

    public static EventFormat Assigned { get; } = EventFormat.Of(
        "contract-assigned", "to, from, consent", (f, on) => new ContractAssigned(on, f.Id("to"), f.Date("from"), f.Text("consent")),
        (json, said) =>
        {
            json.WriteString("to", said.To.ToString());
            json.Date("from", said.From);
            json.WriteString("consent", said.Consent);
        });
}
