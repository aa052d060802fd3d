using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Legs;

/// <summary><c>sla: NAME</c>, tiers of uptime with the credit below each, and the caps.</summary>
static class SlaFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("sla", (leg, _, _) => Read(leg), Write);

    static Sla Read(Fields leg)
    {
        var tiers = leg.List("tiers", 20).Select(tier =>
        {
            var read = new SlaTier(tier.Share("below"), tier.Share("credit"));
            tier.Done();
            return read;
        });
        return new Sla(
            leg.Text("sla", 60), leg.Text("down-minutes", 60), leg.Text("excluded-minutes", "excluded-minutes", 60), [.. tiers],
            leg.Has("cap-month") ? leg.Share("cap-month") : 1, leg.Has("cap-year") ? leg.Decimal("cap-year", 0, Money.Most, "") : null)
        {
            ClaimDays = leg.Has("claim-days") ? (int)leg.Whole("claim-days", 1, 180, "days") : null,
        };
    }

    static void Write(Utf8JsonWriter json, Sla sla)
    {
        json.WriteString("sla", sla.Name);
        json.WriteString("down-minutes", sla.DownMeter);
        json.WriteString("excluded-minutes", sla.ExcludedMeter);
        json.List("tiers", sla.Tiers, tier => json.Map(() => { json.WriteNumber("below", tier.Below); json.WriteNumber("credit", tier.Credit); }));
        json.WriteNumber("cap-month", sla.MonthCap);
        if (sla.YearCap is { } cap) json.WriteNumber("cap-year", cap);
        if (sla.ClaimDays is { } days) json.WriteNumber("claim-days", days);
    }
}
