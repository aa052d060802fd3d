using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Legs;

/// <summary><c>support: GUARANTOR</c>: who answers for the buyer, up to how much and until when, and whether it may step in.</summary>
static class SupportFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "support",
        (leg, _, _) => new Support(leg.Id("support"), leg.Decimal("cap", 0, Money.Most, ""), leg.DateOrNone("until"), (int)leg.Whole("past-due-days", 0, 365, "days"),
            leg.Has("step-in-days") ? (int)leg.Whole("step-in-days", 1, 365, "days") : null),
        (json, leg) =>
        {
            json.WriteString("support", leg.Guarantor.ToString());
            json.WriteNumber("cap", leg.Cap);
            if (leg.Until is { } until) json.Date("until", until);
            json.WriteNumber("past-due-days", leg.PastDueDays);
            if (leg.StepInDays is { } days) json.WriteNumber("step-in-days", days);
        });
}
