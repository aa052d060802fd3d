using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>usage: NAME</c>, a meter at a price, with a commitment per period, prices beyond it, and what passes from one period to the next.</summary>
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
            leg.Has("overage") ? Assumptions.Value(leg, "overage", assumptions, 0, Money.Most, "a unit") : price)
        {
            Bands = [.. leg.ListOrNone("overage-tiers", Usage.MostBands).Select(band => Band(band, assumptions))],
            Carry = commit?.MapOrNone("carry-over") is { } carry ? CarryOver(carry) : null,
        };
        commit?.Done();
        return usage;
    }

    static UsageBand Band(Fields band, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var read = new UsageBand(band.Decimal("beyond", 0, Quantity.Most, "units"), Assumptions.Value(band, "price", assumptions, 0, Money.Most, "a unit"));
        band.Done();
        return read;
    }

    static CarryOver CarryOver(Fields carry)
    {
        var read = new CarryOver(carry.Share("share"), (int)carry.Whole("periods", 1, 60, "periods"), carry.Bool("surplus", false));
        carry.Done();
        return read;
    }

    static void Write(Utf8JsonWriter json, Usage usage)
    {
        json.WriteString("usage", usage.Name);
        json.WriteString("meter", usage.Meter);
        json.WriteNumber("price", usage.Price);
        if (usage.Commit != 0) json.Map("commit", () =>
        {
            json.WriteNumber("quantity", usage.Commit);
            json.WriteString("every", $"{usage.EveryMonths} months");
            if (usage.Carry is { } carry) json.Map("carry-over", () => Write(json, carry));
        });
        json.WriteNumber("overage", usage.Overage);
        if (usage.Bands.Length > 0)
            json.List("overage-tiers", usage.Bands, band => json.Map(() => { json.WriteNumber("beyond", band.Beyond); json.WriteNumber("price", band.Price); }));
    }

    static void Write(Utf8JsonWriter json, CarryOver carry)
    {
        json.WriteNumber("share", carry.Share);
        json.WriteNumber("periods", carry.Periods);
        if (carry.Surplus) json.WriteBoolean("surplus", true);
    }
}
