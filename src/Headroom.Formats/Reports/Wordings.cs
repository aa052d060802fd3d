using Headroom.Core.Contracts;
using Headroom.Core.Views.Disclosure;

namespace Headroom.Formats.Reports;

/// <summary>
/// How one and the same fact is worded under US GAAP (ASC 606 and 842) and under IFRS (IFRS 15 and 16). The paragraphs are from general knowledge: check them before quoting.
/// </summary>
public static class Wordings
{
    static readonly (RevenuePolicy Policy, string Says, string UsGaap, string Ifrs)[] Policies =
    [
        (RevenuePolicy.AvailabilityThenStraightLine, "a stand-ready obligation satisfied over time: by capacity available in the ramp, then evenly", "ASC 606-10-25-31 to 25-37",
            "IFRS 15.39 to 15.45"),
        (RevenuePolicy.StraightLineEnforceable, "a stand-ready obligation satisfied over time: evenly over the period in which rights are enforceable", "ASC 606-10-25-3",
            "IFRS 15.11"),
        (RevenuePolicy.StraightLineStated, "a stand-ready obligation satisfied over time: evenly over the stated term, which a substantive penalty keeps", "ASC 606-10-25-3",
            "IFRS 15.11"),
        (RevenuePolicy.CapacityOverTerm, "a stand-ready obligation satisfied over time: by capacity over the period in which rights are enforceable", "ASC 606-10-25-31 to 25-37",
            "IFRS 15.39 to 15.45"),
        (RevenuePolicy.AsInvoiced, "the right to invoice, which corresponds to the value to the customer", "ASC 606-10-55-18", "IFRS 15.B16"),
        (RevenuePolicy.OperatingLease, "an operating lease: rents evenly over the lease term, the ramp included", "ASC 842-30-25-11", "IFRS 16.81"),
    ];

    static readonly (RpoElection Election, string Says, string UsGaap, string? Ifrs)[] Elections =
    [
        (RpoElection.OneYear, "contracts of an original expected duration of a year or less are left out", "ASC 606-10-50-14(a)", "IFRS 15.121(a)"),
        (RpoElection.RightToInvoice, "contracts recognised as invoiced are left out", "ASC 606-10-50-14(b)", "IFRS 15.121(b)"),
        (RpoElection.SeriesVariable, "variable amounts of a distinct part of a series are left out", "ASC 606-10-50-14A", null),
    ];

    static readonly (string Figure, string UsGaap, string Ifrs)[] Figures =
    [
        ("contract-asset", "contract asset (ASC 606-10-45-3)", "contract asset (IFRS 15.107)"),
        ("contract-liability", "contract liability, also deferred revenue (ASC 606-10-45-2)", "contract liability (IFRS 15.106)"),
        ("customer-liability", "refund liability (ASC 606-10-32-10)", "refund liability (IFRS 15.55)"),
        ("interest-accreted", "interest expense of a significant financing component (ASC 606-10-32-20)", "interest expense of a significant financing component (IFRS 15.65)"),
        ("rpo", "remaining performance obligations (ASC 606-10-50-13)", "transaction price allocated to the remaining performance obligations (IFRS 15.120)"),
    ];

    /// <summary>The standards by name.</summary>
    public static string Of(Framework framework) => framework == Framework.UsGaap ? "US GAAP (ASC 606, ASC 842)" : "IFRS (IFRS 15, IFRS 16)";

    /// <summary>A recognition policy in a sentence without a full stop, with its paragraphs.</summary>
    public static string Of(RevenuePolicy policy, Framework framework) =>
        Policies.First(each => each.Policy == policy) is var (_, says, gaap, ifrs) ? $"{says} ({(framework == Framework.UsGaap ? gaap : ifrs)})" : "";

    /// <summary>An election in a sentence without a full stop, with its paragraph; that the framework has none, where it has none.</summary>
    public static string Of(RpoElection election, Framework framework) => Elections.First(each => each.Election == election) is var (_, says, gaap, ifrs)
        ? framework == Framework.UsGaap ? $"{says} ({gaap})" : ifrs is null ? "IFRS has no election for variable amounts of a series" : $"{says} ({ifrs})" : "";

    /// <summary>How expected breakage is earned, in a sentence without a full stop, with its paragraph.</summary>
    public static string OfBreakage(decimal share, Framework framework) =>
        FormattableString.Invariant(
            $"{share:0.######%} of the units paid for are expected not to be used, earned in proportion to the use of the others ({(framework == Framework.UsGaap ? "ASC 606-10-55-48" : "IFRS 15.B46")})");

    /// <summary>The figures of reports and what the framework calls them.</summary>
    public static IEnumerable<(string Figure, string Name)> All(Framework framework) =>
        Figures.Select(each => (each.Figure, framework == Framework.UsGaap ? each.UsGaap : each.Ifrs));
}
