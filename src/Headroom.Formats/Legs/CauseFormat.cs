using Headroom.Core.Contracts;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>cause: NAME</c>: who may end the contract for which breaches of the other side, after how many days to cure them.</summary>
static class CauseFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "cause",
        (leg, _, _) => new Cause(leg.Text("cause", 60), leg.WordOr("by", Side.Either, Words.Exits), [.. leg.Words("grounds", Cause.MostGrounds)],
            (int)leg.Whole("cure-days", 0, 365, "days"), leg.Has("damages") ? leg.Share("damages") : 0),
        (json, leg) =>
        {
            json.WriteString("cause", leg.Name);
            json.WriteString("by", Words.Of(Words.Exits, leg.By));
            json.WriteString("grounds", string.Join(", ", leg.Grounds));
            json.WriteNumber("cure-days", leg.CureDays);
            if (leg.DamagesShare != 0) json.WriteNumber("damages", leg.DamagesShare);
        });
}
