using System.Collections.Immutable;
using Headroom.Core.Commands;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said about accounting months beside closing them, read from the fields of a step or of a request.</summary>
public static class ClosingSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["reopen"];

    internal static Command Read(Fields f, string kind) => kind switch
    {
        _ => new ReopenMonth(f.Month(kind), f.Id("by"), f.Text("reason")),
    };
}
