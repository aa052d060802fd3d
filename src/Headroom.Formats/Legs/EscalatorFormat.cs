using Headroom.Core.Contracts;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>escalator: NAME</c>, a compounding rate at equal intervals from a date.</summary>
static class EscalatorFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "escalator",
        (leg, _, assumptions) => new Escalator(
            leg.Text("escalator", 60), Assumptions.Value(leg, "rate", assumptions, -0.5m, 1, "(share)"), leg.Date("from"), Periods.Months(leg, "every")),
        (json, leg) =>
        {
            json.WriteString("escalator", leg.Name);
            json.WriteNumber("rate", leg.Rate);
            json.Date("from", leg.First);
            json.WriteString("every", $"{leg.EveryMonths} months");
        });
}
