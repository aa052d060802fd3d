using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>Terms and the date from which they hold. The first version holds from the start.</summary>
/// <param name="Treatment">How revenue follows the change; the first version has none.</param>
public sealed record TermsVersion(LocalDate From, Terms Terms, Treatment? Treatment)
{
    internal TermsVersion PutOff(int days) => this with { Terms = Terms with { Through = Terms.Through.PlusDays(days), ExtendedDays = Terms.ExtendedDays + days } };

    internal TermsVersion CapacityOnly => this with { Terms = Terms with { Legs = [.. Terms.Legs.Where(leg => leg.ShapesCapacity)] } };
}

/// <summary>How a modification is accounted for (ASC 606-10-25-10 to 25-13, IFRS 15.18 to 15.21).</summary>
public enum Treatment
{
    /// <summary>The terms were recorded wrongly: everything is recomputed from the start.</summary>
    Correction,
    /// <summary>Revenue earned stays; the rest of the new total is spread over the rest of the term.</summary>
    Prospective,
    /// <summary>Revenue is recomputed from the start and the difference is earned on the effective date.</summary>
    CatchUp,
    /// <summary>What is added is distinct and at its stand-alone price: a contract of its own, which leaves revenue of the other as it was.</summary>
    Separate,
}
