using System.Text.Json;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Formats.Legs;

/// <summary><c>sla: NAME</c>, tiers of uptime with the credit below each, the caps, and the table that judges nodes.</summary>
static class SlaFormat
{
    public static LegFormat Format { get; } = LegFormat.Of("sla", (leg, _, _) => Read(leg), Write);

    /// <summary>The words for what a node is worth.</summary>
    static readonly (string Word, NodeState Meaning)[] Words = [("up", NodeState.Up), ("degraded", NodeState.Degraded), ("down", NodeState.Down)];

    static Sla Read(Fields leg)
    {
        var tiers = leg.List("tiers", 20).Select(tier =>
        {
            var read = new SlaTier(tier.Share("below"), tier.Share("credit"));
            tier.Done();
            return read;
        });
        return new Sla(
            leg.Text("sla", 60), leg.Text("down-minutes", 60), leg.Text("excluded-minutes", "excluded-minutes", 60), [.. tiers],
            leg.Has("cap-month") ? leg.Share("cap-month") : 1, leg.Has("cap-year") ? leg.Decimal("cap-year", 0, Money.Most, "") : null)
        {
            ClaimDays = leg.Has("claim-days") ? (int)leg.Whole("claim-days", 1, 180, "days") : null,
            ToleranceMinutes = leg.Has("tolerance-minutes") ? leg.Decimal("tolerance-minutes", 0, StateLine.MostMinutes, "minutes") : null,
            States = leg.MapOrNone("states") is { } states ? States(states) : null,
        };
    }

    static void Write(Utf8JsonWriter json, Sla sla)
    {
        json.WriteString("sla", sla.Name);
        json.WriteString("down-minutes", sla.DownMeter);
        json.WriteString("excluded-minutes", sla.ExcludedMeter);
        json.List("tiers", sla.Tiers, tier => json.Map(() => { json.WriteNumber("below", tier.Below); json.WriteNumber("credit", tier.Credit); }));
        json.WriteNumber("cap-month", sla.MonthCap);
        if (sla.YearCap is { } cap) json.WriteNumber("cap-year", cap);
        if (sla.ClaimDays is { } days) json.WriteNumber("claim-days", days);
        if (sla.ToleranceMinutes is { } tolerance) json.WriteNumber("tolerance-minutes", tolerance);
        if (sla.States is { } states) json.Map("states", () => Write(json, states));
    }

    static NodeStates States(Fields f)
    {
        var states = new NodeStates(f.Id("pool"), [.. f.List("table", NodeStates.MostLines).Select(Line)], f.Has("degraded-weight") ? f.Share("degraded-weight") : 0,
            f.Has("maintenance-notice-hours") ? (int)f.Whole("maintenance-notice-hours", 0, 8784, "hours") : null, f.Has("shared-gpus") ? f.Gpus("shared-gpus", low: 1) : null)
        { BesideProRata = f.Bool("beside-pro-rata", false) };
        f.Done();
        return states;
    }

    static StateLine Line(Fields f)
    {
        var condition = f.Text("condition", 65);
        var isBeginning = condition.EndsWith('*');
        var code = Slug.TryParse(isBeginning ? condition[..^1] : condition);
        if (code is null && condition.Length > 0)
            f.Fault("condition", RefusalCode.Malformed, $"'{Fields.Short(condition)}' is not a condition: {NodeCondition.CodeRule}; xid-* means all that begin so.");
        var line = new StateLine(code ?? default, isBeginning, f.Word("state", Words), (int)f.Whole("after-minutes", 0, StateLine.MostMinutes, "minutes", 0));
        f.Done();
        return line;
    }

    static void Write(Utf8JsonWriter json, NodeStates states)
    {
        json.WriteString("pool", states.Pool.ToString());
        json.List("table", states.Lines, line => json.Map(() =>
        {
            json.WriteString("condition", line.Says);
            json.WriteString("state", Terms.Words.Of(Words, line.State));
            if (line.AfterMinutes > 0) json.WriteNumber("after-minutes", line.AfterMinutes);
        }));
        json.WriteNumber("degraded-weight", states.DegradedWeight);
        if (states.NoticeHours is { } hours) json.WriteNumber("maintenance-notice-hours", hours);
        if (states.SharedGpus is { } shared) json.WriteNumber("shared-gpus", shared.Count);
        if (states.BesideProRata) json.WriteBoolean("beside-pro-rata", true);
    }
}
