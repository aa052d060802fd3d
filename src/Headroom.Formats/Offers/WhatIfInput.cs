using System.Collections.Immutable;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats.Scenarios;
using NodaTime;

namespace Headroom.Formats.Offers;

/// <summary>
/// Several futures of a book as a person writes them (docs/formats/what-if.md): each a list of steps, which are those of <c>book.yaml</c> and three that no book may hold:
/// <c>sell</c>,
/// <c>own-demand</c> and <c>slip</c>.
/// </summary>
/// <param name="At">The date at which views are seen; null for the book's today.</param>
public sealed record WhatIfInput(string Name, LocalDate? At, ImmutableArray<BranchInput> Branches)
{
    const int MostBranches = 20, MostSteps = 100;

    public static Parsed<WhatIfInput> Read(Node node)
    {
        var faults = new List<Refusal>();
        var f = Fields.Of(node, faults);
        var input = new WhatIfInput(f.Text("what-if", 60), f.DateOrNone("at"), [.. f.List("branches", MostBranches).Select(branch =>
        {
            var read = new BranchInput(branch.Text("branch", 60), [.. branch.List("steps", MostSteps).Select(Step).OfType<BranchStep>()]);
            branch.Done();
            return read;
        })]);
        f.Done();
        if (input.Branches.Length == 0 && faults.Count == 0) f.Fault("branches", RefusalCode.OutOfRange, "State at least one branch.");
        if (input.Branches.GroupBy(branch => branch.Name).Any(alike => alike.Count() > 1)) f.Fault("branches", RefusalCode.AlreadyExists, "Two branches have one name.");
        return Parsed<WhatIfInput>.Of(input, faults);
    }

    static BranchStep? Step(Fields f)
    {
        if (f.Has("sell")) return Done(f, new BranchStep(new SupposeSold(f.Id("sell"), InquiryInput.Read(f)), null));
        if (f.Has("own-demand"))
            return Done(f, new BranchStep(new SupposeDemand(f.Text("own-demand", 60) == "all" ? null : f.Id("own-demand"), f.Share("times", 0, SupposeDemand.MostFactor)), null));
        if (f.Has("slip")) return Done(f, new BranchStep(new SupposeSlip(f.Id("slip"), (int)f.Whole("months", 1, 120, "months")), null));
        return Scenario.StepOf(f) is { } step ? new BranchStep(null, step) : null;
    }

    static BranchStep Done(Fields f, BranchStep step)
    {
        f.Done();
        return step;
    }
}

/// <summary>One future.</summary>
public sealed record BranchInput(string Name, ImmutableArray<BranchStep> Steps);

/// <summary>One thing supposed: known already, or a step of a scenario whose files are still to be read.</summary>
public sealed record BranchStep(Supposition? Supposed, Step? Step);
