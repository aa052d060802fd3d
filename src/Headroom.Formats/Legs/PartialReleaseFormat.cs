using System.Text.Json;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Terms;
using NodaTime;

namespace Headroom.Formats.Legs;

/// <summary><c>release: NAME</c>: GPUs of a pool that may be given back, in which steps, down to how many, and what falls with them.</summary>
static class PartialReleaseFormat
{
    public const int MostCharges = 20;

    public static LegFormat Format { get; } = LegFormat.Of("release", Read, Write);

    static PartialRelease Read(Fields leg, LocalDate from, IReadOnlyDictionary<string, Assumption> assumptions) => new(
        leg.Text("release", 60), leg.Id("pool"), leg.WordOr("by", Side.Buyer, Words.Exits), leg.DateOrNone("from") ?? from, (int)leg.Whole("notice-days", 0, Exit.MostDays, "days"),
        leg.Gpus("step", low: 1), leg.Has("least") ? leg.Gpus("least") : Gpus.Zero, leg.Has("charges") ? [.. leg.Words("charges", MostCharges)] : [],
        leg.Has("fall-per-step") ? leg.Decimal("fall-per-step", 0, Money.Most, "") : null, leg.Decimal("fee-per-gpu", 0, Money.Most, "", otherwise: 0));

    static void Write(Utf8JsonWriter json, PartialRelease leg)
    {
        json.WriteString("release", leg.Name);
        json.WriteString("pool", leg.Pool.ToString());
        json.WriteString("by", Words.Of(Words.Exits, leg.By));
        json.Date("from", leg.From);
        json.WriteNumber("notice-days", leg.NoticeDays);
        json.WriteNumber("step", leg.Step.Count);
        json.WriteNumber("least", leg.Least.Count);
        if (leg.Charges.Length > 0) json.WriteString("charges", string.Join(", ", leg.Charges));
        if (leg.FallPerStep is { } fall) json.WriteNumber("fall-per-step", fall);
        if (leg.FeePerGpu != 0) json.WriteNumber("fee-per-gpu", leg.FeePerGpu);
    }
}
