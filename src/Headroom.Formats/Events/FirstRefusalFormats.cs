using Headroom.Core.Contracts.Events;
using Headroom.Core.Contracts;

namespace Headroom.Formats.Events;

/// <summary>What the parties to a right of first refusal do: <c>first-refusal-offered</c>, <c>first-refusal-exercised</c> and <c>first-refusal-waived</c>.</summary>
static class FirstRefusalFormats
{
    public static EventFormat Offered { get; } = EventFormat.Of(
        "first-refusal-offered", "clause, quote, version",
        (f, on) => new FirstRefusalOffered(on, f.Text("clause", 60), f.Id("quote"), (int)f.Whole("version", 1, Quote.MostVersions, "")),
        (json, said) =>
        {
            json.WriteString("clause", said.Clause);
            json.WriteString("quote", said.Quote.ToString());
            json.WriteNumber("version", said.Version);
        });

    public static EventFormat Exercised { get; } = EventFormat.Of(
        "first-refusal-exercised", "clause, quote", (f, on) => new FirstRefusalExercised(on, f.Text("clause", 60), f.Id("quote")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("quote", said.Quote.ToString()); });

    public static EventFormat Waived { get; } = EventFormat.Of(
        "first-refusal-waived", "clause, quote", (f, on) => new FirstRefusalWaived(on, f.Text("clause", 60), f.Id("quote")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("quote", said.Quote.ToString()); });
}
