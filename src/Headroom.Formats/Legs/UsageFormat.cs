using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>usage: NAME</c>, a meter at a price, with a commitment per period and a price beyond it.</summary>
static class UsageFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("usage", Read, Write);

    static Usage Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var price = Assumptions.Value(leg, "price", assumptions, 0, Money.Most, "a unit");
        var commit = leg.MapOrNone("commit");
        var usage = new Usage(
            leg.Text("usage", 60), leg.Text("meter", 60), price,
            commit?.Decimal("quantity", 0, Quantity.Most, "units") ?? 0, commit is null ? 1 : Periods.Months(commit, "every"),
            leg.Has("overage") ? Assumptions.Value(leg, "overage", assumptions, 0, Money.Most, "a unit") : price);
        commit?.Done();
        return usage;
    }

    static void Write(Utf8JsonWriter json, Usage usage)
    {
        json.WriteString("usage", usage.Name);
        json.WriteString("meter", usage.Meter);
        json.WriteNumber("price", usage.Price);
        if (usage.Commit != 0) json.Map("commit", () => { json.WriteNumber("quantity", usage.Commit); json.WriteString("every", $"{usage.EveryMonths} months"); });
        json.WriteNumber("overage", usage.Overage);
    }
}
