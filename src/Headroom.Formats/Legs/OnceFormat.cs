using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>once: NAME</c>, an amount on a date with its reason; negative for the seller to give.</summary>
static class OnceFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "once",
        (leg, _, assumptions) => new Once(
            leg.Text("once", 60), leg.Date("on"), Assumptions.Value(leg, "amount", assumptions, -Money.Most, Money.Most, ""), leg.Text("reason")),
        (json, leg) =>
        {
            json.WriteString("once", leg.Name);
            json.Date("on", leg.On);
            json.WriteNumber("amount", leg.Amount);
            json.WriteString("reason", leg.Reason);
        });
}
