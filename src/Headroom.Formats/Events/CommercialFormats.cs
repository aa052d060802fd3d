using Headroom.Core.Contracts.Events;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Events;

/// <summary>What a side does by a commercial right: <c>extension-exercised</c>, <c>contract-assigned</c> and <c>backstop-called</c>.</summary>
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

    public static EventFormat Called { get; } = EventFormat.Of(
        "backstop-called", "clause, gpus, from, through", (f, on) => new BackstopCalled(on, f.Text("clause", 60), f.Gpus("gpus", low: 1), f.Date("from"), f.Date("through")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteNumber("gpus", said.Gpus.Count);
            json.Date("from", said.From);
            json.Date("through", said.Through);
        });
}
