using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Formats.Facts;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said for reports, read from the fields of a step.</summary>
public static class DisclosureSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["filed", "figure-note", "disclosed-terms", "acquired", "related", "stated-revenue"];

    internal static Command Read(Fields f, string kind) => kind switch
    {
        "filed" => new FileFigures(DisclosureFacts.Filed(f, kind)),
        "figure-note" => new NoteFigure(DisclosureFacts.Noted(f, kind)),
        "disclosed-terms" => new DiscloseTerms(DisclosureFacts.Disclosed(f, kind)),
        "acquired" => new AcquireCustomer(DisclosureFacts.Acquired(f, kind)),
        "related" => new RelateParty(DisclosureFacts.Related(f, kind)),
        _ => new StateRevenue(DisclosureFacts.Stated(f, kind)),
    };
}
