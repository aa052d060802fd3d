using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>delivery: TRANCHE</c>: its pool, size and target date, the shares of monthly charges that wait for it, and how it is accepted.</summary>
static class DeliveryFormat
{
    const int MostCharges = 20;

    public static LegFormat Format { get; } = LegFormat.Of("delivery", Read, Write);

    static TrancheDelivery Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions)
    {
        var carries = leg.MapOrNone("carries")?.Shares(MostCharges).Select(part => new Carried(part.Name, part.Share)) ?? [];
        return new TrancheDelivery(leg.Text("delivery", 60), leg.Id("pool"), leg.Gpus("gpus", low: 1), leg.Date("target"), [.. carries],
            leg.WordOr("fee-from", FeeStart.Acceptance, Words.FeeStarts), leg.Has("tests") ? [.. leg.Words("tests", TrancheDelivery.MostTests)] : [],
            leg.Has("deemed-days") ? (int)leg.Whole("deemed-days", 0, 365, "days") : null)
        { Blocks = leg.Has("blocks") ? [.. leg.Words("blocks", TrancheDelivery.MostBlocks).Select(name => Block(leg, name))] : [] };
    }

    static Slug Block(Fields leg, string name)
    {
        if (Slug.TryParse(name) is { } id) return id;
        leg.Fault("blocks", RefusalCode.Malformed, $"'{Fields.Short(name)}' is not an id: {Slug.Rule}.");
        return default;
    }

    static void Write(Utf8JsonWriter json, TrancheDelivery leg)
    {
        json.WriteString("delivery", leg.Name);
        json.WriteString("pool", leg.Pool.ToString());
        json.WriteNumber("gpus", leg.Gpus.Count);
        json.Date("target", leg.Target);
        if (leg.Carries.Length > 0) json.Map("carries", () => { foreach (var part in leg.Carries) json.WriteNumber(part.Charge, part.Share); });
        json.WriteString("fee-from", Words.Of(Words.FeeStarts, leg.FeeFrom));
        if (leg.Tests.Length > 0) json.WriteString("tests", string.Join(", ", leg.Tests));
        if (leg.DeemedDays is { } days) json.WriteNumber("deemed-days", days);
        if (leg.Blocks.Length > 0) json.WriteString("blocks", string.Join(", ", leg.Blocks));
    }
}
