using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>late-delivery: NAME</c>: grace, credits by the day up to a cap, a discount, and what may be terminated after how long.</summary>
static class LateDeliveryFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("late-delivery", Read, Write);

    static LateDelivery Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var discount = leg.MapOrNone("discount");
        var (share, months) = discount is null ? (0m, 0) : (discount.Share("share"), (int)discount.Whole("months", 0, 60, "months"));
        discount?.Done();
        return new LateDelivery(leg.Text("late-delivery", 60), leg.Has("tranche") ? leg.Text("tranche", 60) : null,
            leg.Has("grace-days") ? (int)leg.Whole("grace-days", 0, 365, "days") : 0, leg.Has("credit") ? leg.Share("credit") : 0,
            leg.Has("cap") ? leg.Decimal("cap", 0, 24, "monthly fees") : null, share, months,
            leg.Has("terminate-after-days") ? (int)leg.Whole("terminate-after-days", 0, Exit.MostDays, "days") : null,
            leg.WordOr("terminates", false, Words.Terminated));
    }

    static void Write(Utf8JsonWriter json, LateDelivery leg)
    {
        json.WriteString("late-delivery", leg.Name);
        if (leg.Tranche is { } tranche) json.WriteString("tranche", tranche);
        json.WriteNumber("grace-days", leg.GraceDays);
        if (leg.CreditPerDay != 0) json.WriteNumber("credit", leg.CreditPerDay);
        if (leg.Cap is { } cap) json.WriteNumber("cap", cap);
        if (leg.DiscountMonths != 0) json.Map("discount", () => { json.WriteNumber("share", leg.Discount); json.WriteNumber("months", leg.DiscountMonths); });
        if (leg.TerminateAfterDays is not { } days) return;
        json.WriteNumber("terminate-after-days", days);
        json.WriteString("terminates", leg.EndsContract ? "contract" : "tranche");
    }
}
