using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Legs;

/// <summary><c>exit-assistance: NAME</c>: what stays for the buyer's move after an early end, how long and for what.</summary>
static class ExitAssistanceFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "exit-assistance",
        (leg, _, _) => new ExitAssistance(leg.Text("exit-assistance", 60), (int)leg.Whole("days", 1, 366, "days"), leg.Share("share"),
            leg.Decimal("monthly-fee", 0, Money.Most, "")),
        (json, leg) =>
        {
            json.WriteString("exit-assistance", leg.Name);
            json.WriteNumber("days", leg.Days);
            json.WriteNumber("share", leg.Share);
            json.WriteNumber("monthly-fee", leg.MonthlyFee);
        });
}
