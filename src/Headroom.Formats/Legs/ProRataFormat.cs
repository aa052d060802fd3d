using Headroom.Core.Contracts;

namespace Headroom.Formats.Legs;

/// <summary><c>pro-rata: POOL</c>, with the deadline after which the fee follows what was delivered.</summary>
static class ProRataFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "pro-rata",
        (leg, _, _) => new ProRata(leg.Id("pro-rata"), leg.Date("deadline")) { FromStart = leg.WordOr("from", false, ("deadline", false), ("start", true)) },
        (json, leg) =>
        {
            json.WriteString("pro-rata", leg.Pool.ToString());
            json.Date("deadline", leg.Deadline);
            if (leg.FromStart) json.WriteString("from", "start");
        });
}
