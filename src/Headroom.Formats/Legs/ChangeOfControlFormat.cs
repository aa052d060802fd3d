using Headroom.Core.Contracts;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Legs;

/// <summary><c>change-of-control: NAME</c>: whose control counts, within how many days the other side may serve notice, and how long that runs.</summary>
static class ChangeOfControlFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "change-of-control",
        (leg, _, _) => new ChangeOfControl(leg.Text("change-of-control", 60), leg.WordOr("of", Side.Either, Words.Exits),
            (int)leg.Whole("window-days", 0, 365, "days"), (int)leg.Whole("notice-days", 0, Exit.MostDays, "days")),
        (json, leg) =>
        {
            json.WriteString("change-of-control", leg.Name);
            json.WriteString("of", Words.Of(Words.Exits, leg.Of));
            json.WriteNumber("window-days", leg.WindowDays);
            json.WriteNumber("notice-days", leg.NoticeDays);
        });
}
