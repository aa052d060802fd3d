using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Formats.Facts;

/// <summary>Conditions of nodes and what buyers measured of availability, in facts as in files and requests.</summary>
public static class ConditionFormat
{
    /// <summary>The kinds that stand here.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["condition.recorded.v1", "availability.stated.v1"];

    /// <summary>The words for why a node is in a condition.</summary>
    public static readonly (string Word, ConditionCause Meaning)[] Causes =
        [("fault", ConditionCause.Fault), ("maintenance", ConditionCause.Maintenance), ("customer", ConditionCause.Customer)];

    /// <summary>One condition, or up to a thousand under <c>conditions</c>.</summary>
    public static RecordConditions Said(Fields f) => new(!f.Has("conditions") ? [Condition(f)] : [.. f.List("conditions", NodeCondition.Most).Select(each =>
    {
        var read = Condition(each);
        each.Done();
        return read;
    })]);

    /// <summary>A condition's fields.</summary>
    public static NodeCondition Condition(Fields f) => Condition(f, f.Text("condition", 200));

    /// <summary>The same where its id is known otherwise.</summary>
    public static NodeCondition Condition(Fields f, string id) =>
        new(id, f.Id("pool"), f.Text("node", 100), f.Gpus("gpus", low: 1), f.Id("code"), Second(f, "from"), f.Has("to") ? Second(f, "to") : null)
        {
            Contract = f.IdOrNone("contract"),
            Cause = f.WordOr("cause", ConditionCause.Fault, Causes),
            Noticed = f.Has("noticed") ? Second(f, "noticed") : null,
            Evidence = f.Text("evidence", "", 500),
        };

    /// <summary>A month's figures of availability.</summary>
    public static StatedAvailability Availability(Fields f) => new(
        f.Text("clause", 60), f.Month("month"), Minutes(f, "down-minutes"), f.Has("excluded-minutes") ? Minutes(f, "excluded-minutes") : 0,
        f.Text("evidence", StatedAvailability.MostEvidence));

    internal static FactBody? Read(string kind, Fields f) => kind switch
    {
        "condition.recorded.v1" => new ConditionRecorded(Condition(f)),
        "availability.stated.v1" => new AvailabilityStated(f.Id("contract"), Availability(f) with { Dispute = f.Has("dispute") ? f.Text("dispute", 40) : null }),
        _ => null,
    };

    internal static bool Write(Utf8JsonWriter json, FactBody body)
    {
        switch (body)
        {
            case ConditionRecorded fact: Write(json, fact.Condition); return true;
            case AvailabilityStated fact:
                json.WriteString("contract", fact.Contract.ToString());
                Write(json, fact.Stated);
                return true;
            default: return false;
        }
    }

    /// <summary>A month's figures as the buyer stated them.</summary>
    public static void Write(Utf8JsonWriter json, StatedAvailability stated)
    {
        json.WriteString("clause", stated.Clause);
        json.WriteString("month", Json.Text(stated.Month));
        json.WriteNumber("down-minutes", stated.Down);
        json.WriteNumber("excluded-minutes", stated.Excluded);
        json.WriteString("evidence", stated.Evidence);
        if (stated.Dispute is { } dispute) json.WriteString("dispute", dispute);
    }

    static decimal Minutes(Fields f, string name) => f.Decimal(name, 0, StateLine.MostMinutes, "minutes");

    /// <summary>A condition's fields, in facts and reports.</summary>
    public static void Write(Utf8JsonWriter json, NodeCondition condition)
    {
        json.WriteString("condition", condition.Id);
        json.WriteString("pool", condition.Pool.ToString());
        json.WriteString("node", condition.Node);
        json.WriteNumber("gpus", condition.Gpus.Count);
        json.WriteString("code", condition.Code.ToString());
        json.Time("from", condition.From);
        if (condition.End is { } end) json.Time("to", end);
        if (condition.Contract is { } contract) json.WriteString("contract", contract.ToString());
        json.WriteString("cause", Terms.Words.Of(Causes, condition.Cause));
        if (condition.Noticed is { } noticed) json.Time("noticed", noticed);
        if (condition.Evidence.Length > 0) json.WriteString("evidence", condition.Evidence);
    }

    static Instant Second(Fields f, string name)
    {
        var instant = f.Instant(name);
        if (instant.ToUnixTimeTicks() % NodaConstants.TicksPerSecond != 0) f.Fault(name, RefusalCode.Malformed, "Whole seconds are expected.");
        return instant;
    }
}
