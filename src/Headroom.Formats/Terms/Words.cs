using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using Headroom.Core.Views.Disclosure;

namespace Headroom.Formats.Terms;

/// <summary>The words of the terms format and what they mean, in one place for reading, writing and the schema.</summary>
public static class Words
{
    public static readonly (string Word, RevenuePolicy Meaning)[] Policies =
    [
        ("availability-then-straight-line", RevenuePolicy.AvailabilityThenStraightLine),
        ("straight-line-enforceable", RevenuePolicy.StraightLineEnforceable),
        ("straight-line-stated", RevenuePolicy.StraightLineStated),
        ("capacity-over-term", RevenuePolicy.CapacityOverTerm),
        ("as-invoiced", RevenuePolicy.AsInvoiced),
        ("operating-lease", RevenuePolicy.OperatingLease),
    ];

    public static readonly (string Word, Proration Meaning)[] Prorations =
    [
        ("actual-days", Proration.ActualDays), ("30/360", Proration.Thirty360), ("act/365", Proration.Actual365),
        ("act/year", Proration.ActualYear), ("thirtieths", Proration.Thirtieths),
    ];

    public static readonly (string Word, Side Meaning)[] Exits = [("either party", Side.Either), ("seller", Side.Seller), ("buyer", Side.Buyer)];

    public static readonly (string Word, Side Meaning)[] Sides = [("seller", Side.Seller), ("buyer", Side.Buyer)];

    public static readonly (string Word, EarlyNotice Meaning)[] EarlyNotices = [("refused", EarlyNotice.Refused), ("deemed", EarlyNotice.Deemed)];

    public static readonly (string Word, LastDayRule Meaning)[] LastDays = [("day-served", LastDayRule.DayServed), ("end-exclusive", LastDayRule.EndExclusive)];

    public static readonly (string Word, Framework Meaning)[] Frameworks = [("us-gaap", Framework.UsGaap), ("ifrs", Framework.Ifrs)];

    public static readonly (string Word, Ground Meaning)[] Grounds =
        [("convenience", Ground.Convenience), ("late-delivery", Ground.LateDelivery), ("cause", Ground.Cause)];

    public static readonly (string Word, FeeStart Meaning)[] FeeStarts =
        [("acceptance", FeeStart.Acceptance), ("readiness", FeeStart.Readiness), ("target", FeeStart.Target)];

    /// <summary>What ends with a termination: the contract (true) or only a part of it.</summary>
    public static readonly (string Word, bool Meaning)[] Terminated = [("tranche", false), ("contract", true)];

    public static readonly (string Word, DisputedInterest Meaning)[] DisputedInterests =
        [("accrues", DisputedInterest.Accrues), ("suspended", DisputedInterest.Suspended), ("waived-if-upheld", DisputedInterest.WaivedIfUpheld)];

    public static readonly (string Word, ReferenceKind Meaning)[] References = [("purchase-order", ReferenceKind.PurchaseOrder), ("acceptance", ReferenceKind.Acceptance)];

    public static readonly (string Word, InterestBasis Meaning)[] InterestBases =
    [
        ("act/365", InterestBasis.Actual365), ("act/360", InterestBasis.Actual360),
        ("month-of-30-days", InterestBasis.MonthOfThirty), ("started-month", InterestBasis.StartedMonth),
    ];

    public static readonly (string Word, Treatment Meaning)[] Treatments =
        [("correction", Treatment.Correction), ("prospective", Treatment.Prospective), ("catch-up", Treatment.CatchUp), ("separate", Treatment.Separate)];

    public static readonly (string Word, FinancingWaived Meaning)[] FinancingWaivers =
        [("one-year", FinancingWaived.OneYear), ("customers-timing", FinancingWaived.CustomersTiming), ("other-reason", FinancingWaived.OtherReason)];

    public static readonly (string Word, ConsiderationKind Meaning)[] Considerations =
        [("cash", ConsiderationKind.Cash), ("equity", ConsiderationKind.Equity), ("warrants", ConsiderationKind.Warrants)];

    public static readonly (string Word, FirstRefusalBefore Meaning)[] FirstRefusals =
        [("signing", FirstRefusalBefore.Signing), ("quoting", FirstRefusalBefore.Quoting)];

    public static readonly (string Word, GpuUnit Meaning)[] GpuUnits = [("gpu-month", GpuUnit.Month), ("gpu-hour", GpuUnit.Hour)];

    public static readonly (string Word, LowersFrom Meaning)[] LowersFrom =
        [("signing", Core.Contracts.LowersFrom.Signing), ("start", Core.Contracts.LowersFrom.Start), ("notice", Core.Contracts.LowersFrom.Notice)];

    public static readonly (string Word, DividedPart Meaning)[] DividedParts = [("part", DividedPart.Part), ("rest", DividedPart.Rest)];

    public static readonly (string Word, RpoElection Meaning)[] RpoElections =
        [("one-year", RpoElection.OneYear), ("right-to-invoice", RpoElection.RightToInvoice), ("series-variable", RpoElection.SeriesVariable)];

    public static readonly (string Word, Identification Meaning)[] Identifications = [("serials", Identification.Serials), ("class", Identification.Class)];

    public static readonly (string Word, SubstitutionRight Meaning)[] SubstitutionRights =
        [("none", SubstitutionRight.None), ("not-substantive", SubstitutionRight.NotSubstantive), ("substantive", SubstitutionRight.Substantive)];

    public static readonly (string Word, UseDirected Meaning)[] UsesDirected =
        [("buyer", UseDirected.Buyer), ("seller", UseDirected.Seller), ("predetermined", UseDirected.Predetermined)];

    /// <summary>Whether it was concluded to be a lease.</summary>
    public static readonly (string Word, bool Meaning)[] LeaseConclusions = [("lease", true), ("service", false)];

    public static readonly (string Word, Blending Meaning)[] Blendings = [("stepped", Blending.Stepped), ("blended", Blending.Blended)];

    public static readonly (string Word, QuoteEnd Meaning)[] QuoteEnds = [("withdrawn", QuoteEnd.Withdrawn), ("declined", QuoteEnd.Declined)];

    public static readonly (string Word, QuoteState Meaning)[] QuoteStates =
    [
        ("open", QuoteState.Open), ("expired", QuoteState.Expired), ("withdrawn", QuoteState.Withdrawn), ("declined", QuoteState.Declined),
        ("replaced", QuoteState.Replaced), ("signed", QuoteState.Signed),
    ];

    public static readonly (string Word, Stage Meaning)[] Stages =
    [
        ("draft", Stage.Draft), ("quoted", Stage.Quoted), ("expired", Stage.Expired), ("withdrawn", Stage.Withdrawn), ("declined", Stage.Declined),
        ("signed", Stage.Signed), ("in-delivery", Stage.InDelivery), ("in-service", Stage.InService), ("noticed", Stage.Noticed),
        ("wound-down", Stage.WoundDown), ("closed", Stage.Closed),
    ];

    /// <summary>What the amount of a date in an agenda says.</summary>
    public static readonly (string Word, AmountOf Meaning)[] Amounts =
    [
        ("a-month", AmountOf.Monthly), ("once", AmountOf.Once), ("to-invoice", AmountOf.Invoice), ("to-pay", AmountOf.Payment), ("over-the-term", AmountOf.Term),
    ];

    public static readonly (string Word, QuotaTier Meaning)[] QuotaTiers =
        [("firm", QuotaTier.Firm), ("recallable", QuotaTier.Recallable), ("interruptible", QuotaTier.Interruptible)];

    /// <summary>The word for a meaning.</summary>
    public static string Of<T>((string Word, T Meaning)[] words, T meaning) where T : struct, Enum =>
        words.First(word => EqualityComparer<T>.Default.Equals(word.Meaning, meaning)).Word;
}
