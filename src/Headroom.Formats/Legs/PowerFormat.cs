using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>power: NAME</c>, energy at a tariff or at its metered cost, with a cap on the overhead and an estimate that is trued up.</summary>
static class PowerFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("power", Read, Write);

    static Power Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var tariff = leg.ListOrNone("tariff", 400).Select(step =>
        {
            var read = new FeeStep(step.Date("from"), Assumptions.Value(step, "price", assumptions, 0, Money.Most, "a kWh"));
            step.Done();
            return read;
        });
        return new Power(leg.Text("power", 60), leg.Text("meter", 60), [.. tariff],
            leg.Has("cost-meter") ? leg.Text("cost-meter", 60) : null, leg.MapOrNone("overhead") is { } cap ? Overhead(cap) : null,
            leg.Has("estimate") ? Assumptions.Value(leg, "estimate", assumptions, 0, Money.Most, "a month") : null,
            leg.Has("true-up") ? Periods.Months(leg, "true-up") : 1);
    }

    static OverheadCap Overhead(Fields cap)
    {
        var read = new OverheadCap(cap.Text("meter", 60), cap.Decimal("pue-cap", 1, 10, ""));
        cap.Done();
        return read;
    }

    static void Write(Utf8JsonWriter json, Power power)
    {
        json.WriteString("power", power.Name);
        json.WriteString("meter", power.Meter);
        if (power.Tariff.Length > 0) json.List("tariff", power.Tariff, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("price", step.Amount); }));
        if (power.CostMeter is { } cost) json.WriteString("cost-meter", cost);
        if (power.Overhead is { } cap) json.Map("overhead", () => { json.WriteString("meter", cap.Meter); json.WriteNumber("pue-cap", cap.Pue); });
        if (power.Estimate is { } estimate) json.WriteNumber("estimate", estimate);
        if (power.EveryMonths != 1) json.WriteString("true-up", $"{power.EveryMonths} months");
    }
}
