using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;

namespace Headroom.Formats.Events;

/// <summary>What a guarantor is asked and does: <c>support-called</c> and <c>stepped-in</c>.</summary>
static class SupportFormats
{
    public static EventFormat Called { get; } = EventFormat.Of(
        "support-called", "invoice, amount", (f, on) => new SupportCalled(on, f.Text("invoice", 60), f.Decimal("amount", 0, Money.Most, "")),
        (json, said) => { json.WriteString("invoice", said.Invoice); json.WriteNumber("amount", said.Amount); });

    public static EventFormat SteppedIn { get; } = EventFormat.Of(
        "stepped-in", "from", (f, on) => new SteppedIn(on, f.Date("from")), (json, said) => json.Date("from", said.From));
}
