using Headroom.Core.Contracts;

namespace Headroom.Formats.Legs;

/// <summary><c>reclaim: NAME</c>: how many GPUs of which pool the seller may take back, how soon, and what it gives for them.</summary>
static class ReclaimFormat
{
    public static LegFormat Format { get; } = LegFormat.Of(
        "reclaim",
        (leg, _, _) => new Reclaim(leg.Text("reclaim", 60), leg.Id("pool"), leg.Gpus("most", low: 1), (int)leg.Whole("notice-days", 0, Exit.MostDays, "days"),
            leg.Text("priority", "interruptible", 60), leg.Has("compensation") ? leg.Share("compensation") : 0,
            leg.Has("charges") ? [.. leg.Words("charges", PartialReleaseFormat.MostCharges)] : [])
        { NeedsOptIn = leg.Bool("opt-in", false) },
        (json, leg) =>
        {
            json.WriteString("reclaim", leg.Name);
            json.WriteString("pool", leg.Pool.ToString());
            json.WriteNumber("most", leg.Most.Count);
            json.WriteNumber("notice-days", leg.NoticeDays);
            json.WriteString("priority", leg.Priority);
            if (leg.Compensation != 0) json.WriteNumber("compensation", leg.Compensation);
            if (leg.NeedsOptIn) json.WriteBoolean("opt-in", true);
            if (leg.Charges.Length > 0) json.WriteString("charges", string.Join(", ", leg.Charges));
        });
}
