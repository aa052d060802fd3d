using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Formats.Ledgers;
using NodaTime;

namespace Headroom.Formats.Scenarios;

/// <summary>What is said about accounting months and the general ledger, read from the fields of a step or of a request.</summary>
public static class ClosingSteps
{
    /// <summary>The words of the steps.</summary>
    public static ImmutableArray<string> Kinds { get; } = ["reopen", "prepare", "review", "account-map", "post"];

    internal static Step Read(Fields f, string kind) => kind switch
    {
        "reopen" => new Say(new ReopenMonth(f.Month(kind), f.Id("by"), f.Text("reason"))),
        "prepare" => new Say(Prepare(f, f.Month("month"), f.Id(kind))),
        "review" => new Say(Review(f, f.Month("month"), f.Id(kind))),
        "account-map" => new Say(Map(f.Map(kind))),
        _ => new PostStep(f.Month(kind)),
    };

    /// <summary>A step of a close done by its preparer.</summary>
    public static PrepareStep Prepare(Fields f, YearMonth month, Slug step) => new(month, step, f.Id("by"), f.Text("note", ""));

    /// <summary>A step of a close reviewed.</summary>
    public static ReviewStep Review(Fields f, YearMonth month, Slug step) => new(month, step, f.Id("by"), f.Text("note", ""));

    static SetAccountMap Map(Fields f)
    {
        var map = AccountMapFormat.Read(f);
        f.Done();
        return new(map);
    }
}

/// <summary>A closed month's entries posted to the general ledger; they are made from all facts when it is said.</summary>
public sealed record PostStep(YearMonth Month) : Step;
