using System.Collections.Immutable;

namespace Headroom.Core.Views.Disclosure;

/// <summary>
/// What may be left out of the disclosed remaining obligations, chosen by the company and printed with the figure: under one election a
/// contract on 90 days' notice shows its whole enforceable part, under another nothing.
/// </summary>
/// <param name="Name">The word by which it is chosen and shown.</param>
/// <param name="Says">What it leaves out.</param>
/// <param name="UsGaap">Where US GAAP allows it.</param>
/// <param name="Ifrs">Where IFRS allows it; null where it does not.</param>
/// <param name="LeavesOut">How much of what remains on a contract in a span of dates it leaves out.</param>
public sealed record Election(string Name, string Says, string UsGaap, string? Ifrs, Func<Standing, Band, Framework, decimal> LeavesOut)
{
    /// <summary>Every election, the one that leaves nothing out first.</summary>
    public static ImmutableArray<Election> All { get; } =
    [
        new("none", "nothing left out", "ASC 606-10-50-13", "IFRS 15.120", (_, _, _) => 0),
        new("one-year", "terms of one year or less", "ASC 606-10-50-14(a)", "IFRS 15.121(a)",
            (standing, band, _) => standing.IsOfOneYear ? standing.Within(band) : 0),
        new("right-to-invoice", "revenue recognised as invoiced", "ASC 606-10-50-14(b)", "IFRS 15.121(b)",
            (standing, band, _) => standing.IsAsInvoiced ? standing.Within(band) : 0),
        new("variable", "variable parts of a series", "ASC 606-10-50-14A", null,
            (standing, band, _) => standing.VariableWithin(band)),
        // What each class of contracts has elected: the figure that the company discloses.
        new("stated", "what accounting policies elect", "the stated policies", "the stated policies",
            (standing, band, framework) => standing.LeftOutAsElected(band, framework)),
    ];

    /// <summary>Those that a framework knows.</summary>
    public static IEnumerable<Election> Of(Framework framework) => All.Where(election => framework == Framework.UsGaap || election.Ifrs is not null);

    /// <summary>What is disclosed under it, as the head of a row.</summary>
    public string Heading(Framework framework) => Name == "none" ? Says : $"without {Says}, {Cited(framework)}";

    /// <summary>Where a framework allows it.</summary>
    public string Cited(Framework framework) => framework == Framework.UsGaap ? UsGaap : Ifrs!;
}
