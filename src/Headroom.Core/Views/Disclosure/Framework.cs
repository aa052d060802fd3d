namespace Headroom.Core.Views.Disclosure;

/// <summary>The accounting framework in whose words a pack is worded; the facts are the same.</summary>
public enum Framework
{
    /// <summary>Generally accepted accounting principles of the United States.</summary>
    UsGaap,
    /// <summary>International Financial Reporting Standards.</summary>
    Ifrs,
}

/// <summary>What a framework calls a thing and where it asks for it.</summary>
static class Citing
{
    /// <summary>The framework's own name for what is still to be performed.</summary>
    public static string Remaining(this Framework framework) => framework == Framework.UsGaap ? "remaining performance obligations" : "unsatisfied performance obligations";

    /// <summary>One of two texts by framework.</summary>
    public static string Says(this Framework framework, string usGaap, string ifrs) => framework == Framework.UsGaap ? usGaap : ifrs;

    public static string OfRemaining(this Framework framework) => framework.Says("ASC 606-10-50-13", "IFRS 15.120");
    public static string OfTerm(this Framework framework) => framework.Says("ASC 606-10-25-3", "IFRS 15.11");
    public static string OfBalances(this Framework framework) => framework.Says("ASC 606-10-50-8", "IFRS 15.116");
    public static string OfRevenue(this Framework framework) => framework.Says("ASC 606-10-50-5", "IFRS 15.114");
    public static string OfCustomers(this Framework framework) => framework.Says("ASC 280-10-50-42", "IFRS 8.34");
    public static string OfJudgements(this Framework framework) => framework.Says("ASC 606-10-50-17", "IFRS 15.123");
    public static string OfObligations(this Framework framework) => framework.Says("ASC 440-10-50", "IFRS 16.59 and IFRS 7.39");
    public static string OfRelated(this Framework framework) => framework.Says("ASC 850-10-50", "IAS 24.18");
    public static string OfLater(this Framework framework) => framework.Says("ASC 855-10-50-2", "IAS 10.21");
}
