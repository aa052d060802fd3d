using Headroom.Core.Contracts;

namespace Headroom.Formats.Legs;

/// <summary><c>substitution: NAME</c>: which classes may serve a pool instead, with which consent and notice.</summary>
static class SubstitutionFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "substitution",
        (leg, _, _) => new Substitution(leg.Text("substitution", 60), leg.Id("pool"), [.. leg.Words("classes", Substitution.MostClasses)], leg.Bool("consent", true),
            leg.Has("deemed-days") ? (int)leg.Whole("deemed-days", 0, 365, "days") : null, (int)leg.Whole("notice-days", 0, Exit.MostDays, "days")),
        (json, leg) =>
        {
            json.WriteString("substitution", leg.Name);
            json.WriteString("pool", leg.Pool.ToString());
            json.WriteString("classes", string.Join(", ", leg.Classes));
            json.WriteBoolean("consent", leg.NeedsConsent);
            if (leg.DeemedDays is { } days) json.WriteNumber("deemed-days", days);
            json.WriteNumber("notice-days", leg.NoticeDays);
        });
}
