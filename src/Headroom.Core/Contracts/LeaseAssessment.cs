using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The test whether a contract is or contains a lease, kept as evidence: what was answered, what was concluded, by whom and when (ASC 842-10-15-3 to 15-27, IFRS 16.9 and
/// B9 to B31). It is a lease when an asset is identified and the buyer controls its use.
/// </summary>
/// <param name="On">The date on which it was made.</param>
/// <param name="Identified">How the contract names the capacity.</param>
/// <param name="Substitution">Whether the seller may put other capacity in its place.</param>
/// <param name="Directs">Who decides how and for what purpose the capacity is used.</param>
/// <param name="Operates">Who operates it: the seller or the buyer.</param>
/// <param name="ShareOfOutput">The share of the site's output that the buyer gets, 0 to 1.</param>
/// <param name="Concluded">Whether it was concluded to be a lease.</param>
/// <param name="Assessor">Who concluded it: an opaque id.</param>
/// <param name="Reason">Why; needed where the conclusion is another than the answers come to. At most 1,000 characters.</param>
public sealed record LeaseAssessment(
    LocalDate On, Identification Identified, SubstitutionRight Substitution, UseDirected Directs, Side Operates, decimal ShareOfOutput, bool Concluded, Slug Assessor,
    string Reason)
{
    /// <summary>The longest reason, in characters.</summary>
    public const int MostReason = 1000;

    /// <summary>From this share on a part of the site's output counts as substantially all of it; customary, and no rule of the standards.</summary>
    public const decimal SubstantiallyAll = 0.9m;

    /// <summary>
    /// Whether the answers identify an asset: units by serial number, or substantially all of a site; not where the seller has a substantive right to substitute.
    /// </summary>
    public bool IsIdentified => Substitution != SubstitutionRight.Substantive && (Identified == Identification.Serials || ShareOfOutput >= SubstantiallyAll);

    /// <summary>Whether the answers give the buyer control: it directs the use, or operates what was designed in advance.</summary>
    public bool IsControlled => Directs == UseDirected.Buyer || (Directs == UseDirected.Predetermined && Operates == Side.Buyer);

    /// <summary>What the answers come to.</summary>
    public bool IsLease => IsIdentified && IsControlled;

    /// <summary>The finding of the answers, in a sentence without a full stop.</summary>
    public string Finding =>
        $"{(IsIdentified ? "an asset is identified" : Substitution == SubstitutionRight.Substantive ? "no asset is identified, since the seller may substitute it" : "no asset is identified, since a part of a class is promised")}, "
        + $"{(IsControlled ? "the buyer controls its use" : "the buyer does not control its use")}: {(IsLease ? "a lease" : "a service")}";
}

/// <summary>How a contract names the capacity that it promises.</summary>
public enum Identification
{
    /// <summary>By serial numbers or places: these units and no others.</summary>
    Serials,
    /// <summary>By class and number: any units of the kind.</summary>
    Class,
}

/// <summary>A seller's right to put other capacity in the place of what is used.</summary>
public enum SubstitutionRight
{
    /// <summary>There is none.</summary>
    None,
    /// <summary>There is one that the seller could not use throughout, or would not gain from.</summary>
    NotSubstantive,
    /// <summary>The seller has the practical ability throughout and would gain from it.</summary>
    Substantive,
}

/// <summary>Who decides how and for what purpose capacity is used.</summary>
public enum UseDirected { Buyer, Seller, Predetermined }
