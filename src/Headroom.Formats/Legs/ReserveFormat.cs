using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>reserve: POOL</c>, with <c>of: { gpus, kilowatts }</c> for a whole pool, and steps of a share or a number of GPUs.</summary>
static class ReserveFormat
{
    const int MostSteps = 400;

    public static LegFormat Format { get; } = LegFormat.Of("reserve", Read, Write);

    static Reserve Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var whole = leg.MapOrNone("of") is { } of ? Whole(of) : (PowerDraw?)null;
        return new Reserve(leg.Id("reserve"), whole, [.. leg.List("steps", MostSteps).Select(step => Step(step, whole, assumptions))]);
    }

    static PowerDraw Whole(Fields of)
    {
        var gpus = of.Gpus("gpus", low: 1);
        var power = new Kilowatts(of.Decimal("kilowatts", 0, Kilowatts.Most, "kW"));
        of.Done();
        return new(power, gpus);
    }

    static ReserveStep Step(Fields step, PowerDraw? whole, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var from = step.Date("from");
        var gpus = whole is { } pool && !step.Has("gpus")
            ? Assumptions.Value(step, "share", assumptions, 0, 1, "(share)") * pool.Per.Count
            : Assumptions.Value(step, "gpus", assumptions, 0, Gpus.Most, "GPUs");
        if (gpus != decimal.Truncate(gpus))
            step.Fault(step.Has("gpus") ? "gpus" : "share", RefusalCode.OutOfRange,
                $"{gpus.ToString(System.Globalization.CultureInfo.InvariantCulture)} is not a whole number of GPUs.");
        step.Done();
        return new(from, new Gpus((long)gpus));
    }

    static void Write(Utf8JsonWriter json, Reserve reserve)
    {
        json.WriteString("reserve", reserve.Pool.ToString());
        if (reserve.Whole is { } whole)
            json.Map("of", () => { json.WriteNumber("gpus", whole.Per.Count); json.WriteNumber("kilowatts", whole.Power.Value); });
        json.List("steps", reserve.Steps, step => json.Map(() => { json.Date("from", step.From); json.WriteNumber("gpus", step.Gpus.Count); }));
    }
}
