using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said about usage, conditions of nodes, availability and incidents, read from the fields of a step.</summary>
public static class MeteringSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["usage-source", "condition", "conditions", "availability", "agree-availability", "incident", "close-incident"];

    internal static Command Read(Fields f, string kind) => kind switch
    {
        "usage-source" => MeteringFacts.Describe(f),
        "availability" => new StateAvailability(f.Id(kind), ConditionFormat.Availability(f)),
        "agree-availability" => new AgreeAvailability(f.Id(kind), ConditionFormat.Availability(f)),
        "incident" => IncidentFormat.Open(f),
        "close-incident" => IncidentFormat.Close(f, kind),
        _ => ConditionFormat.Said(f),
    };
}
