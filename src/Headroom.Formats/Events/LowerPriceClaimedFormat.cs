using Headroom.Core.Contracts.Events;

namespace Headroom.Formats.Events;

/// <summary><c>lower-price-claimed</c>: under which clause, and whose price.</summary>
static class LowerPriceClaimedFormat
{
    public static EventFormat Format { get; } = EventFormat.Of(
        "lower-price-claimed", "clause, of", (f, on) => new LowerPriceClaimed(on, f.Text("clause", 60), f.Id("of")),
        (json, said) => { json.WriteString("clause", said.Clause); json.WriteString("of", said.Contract.ToString()); });
}
