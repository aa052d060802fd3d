using Headroom.Core.Contracts;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>pause: NAME</c>: who may pause the service, for how long, at what fee, and whether the term is put off.</summary>
static class PauseFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "pause",
        (leg, _, _) => new Pause(leg.Text("pause", 60), leg.WordOr("by", Side.Buyer, Words.Exits), (int)leg.Whole("most-days", 1, Exit.MostDays, "days"),
            (int)leg.Whole("notice-days", 0, Exit.MostDays, "days"), leg.Has("fee") ? leg.Share("fee") : 0, leg.Bool("extends", true), leg.Bool("releases", false)),
        (json, leg) =>
        {
            json.WriteString("pause", leg.Name);
            json.WriteString("by", Words.Of(Words.Exits, leg.By));
            json.WriteNumber("most-days", leg.MostDays);
            json.WriteNumber("notice-days", leg.NoticeDays);
            json.WriteNumber("fee", leg.FeeShare);
            json.WriteBoolean("extends", leg.Extends);
            json.WriteBoolean("releases", leg.Releases);
        });
}
