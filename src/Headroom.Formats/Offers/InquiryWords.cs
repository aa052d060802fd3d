using System.Globalization;
using Headroom.Core.Offers;
using Headroom.Core.Units;

namespace Headroom.Formats.Offers;

/// <summary>Sentences about an inquiry's answer, the same on a terminal and on a page.</summary>
public static class InquiryWords
{
    /// <summary>Whether it can be delivered, and at what risk to whom.</summary>
    public static string Verdict(InquiryAnswer answer) => answer.IsDeliverable
        ? $"Deliverable in pool '{answer.Pool.Id}': {answer.Gpus} ({answer.Power}) from {answer.Inquiry.From:R} through {answer.Inquiry.Through:R}, {Firm(answer.Inquiry)}."
        : $"Not deliverable in pool '{answer.Pool.Id}': {answer.Refusal!.Says}";

    /// <summary>The risk to own products, joint and pointwise.</summary>
    public static string Risk(InquiryAnswer answer)
    {
        var risk = answer.Risk;
        if (answer.Refusal?.Code == RefusalCode.Oversold) return "Commitments alone would exceed what there is, whatever own products need.";
        var alone = risk.Survival.Length == 0 ? ""
            : $" It is left alone for {string.Join(", ", risk.Survival.Select(spell => $"{Spell(spell.Hours)} with {Percent(spell.Probability)}"))}.";
        if (risk.Horizon is not { } horizon) return $"It can be taken back at once, so own products bear no risk.{alone}";
        var through = answer.Contract.Terms.Calendar.DateOf(horizon.End - NodaTime.Duration.Epsilon);
        return $"Own products fall short at any time through {through:R}, until it can be back, with {Percent(risk.Joint)} (joint; accepted {Percent(risk.Accepted)}, without it {Percent(risk.JointWithout)}), "
            + $"in no single month with more than {Percent(risk.Pointwise)} (pointwise); in the mean they lack {risk.LackedHours.ToString("#,##0", CultureInfo.InvariantCulture)} GPU-hours by it.{alone}";
    }

    /// <summary>What it takes from others or what stands in its way; empty when nothing.</summary>
    public static IEnumerable<string> Crowding(InquiryAnswer answer)
    {
        var crowds = answer.Crowds;
        if (crowds.Own.Length > 0) yield return $"The risk is borne by {string.Join(", ", crowds.Own)}.";
        if (crowds.Quotes.Length > 0) yield return $"Signed, it would crowd out the open {Plural("quote", crowds.Quotes.Length)} {string.Join(", ", crowds.Quotes)}.";
        if (crowds.HeldBy.Length > 0) yield return $"It would fit but for what {string.Join(", ", crowds.HeldBy)} {(crowds.HeldBy.Length == 1 ? "holds" : "hold")} until expiry.";
        if (crowds.Options.Length > 0)
            yield return $"It would fit but for what the {Plural("right", crowds.Options.Length)} to extend of {string.Join(", ", crowds.Options)} may still claim.";
    }

    /// <summary>What a right to take it back is worth and on what that rests; empty where it is not known.</summary>
    public static string Right(FeeFloor floor, int paths, ulong seed) => floor.Right is not { } right ? ""
        : $"{(right.IsOurs ? "Our right" : "A right, which we would not have,")} to take it back by {right.NoticeDays} days' notice is worth {right.PerGpuHour.ToString("0.00##", CultureInfo.InvariantCulture)} a GPU-hour and used with {Percent(right.Used)}, by {right.Basis(paths, seed)}.";

    /// <summary>That less is asked than the floor; empty when it is not.</summary>
    public static string BelowFloor(InquiryAnswer answer) => answer.BelowFloor is { } below
        ? $"Asked is {below.ToString("0.00##", CultureInfo.InvariantCulture)} a GPU-hour below the floor." : "";

    /// <summary>The market's curve beside what is asked, year by year; empty without one.</summary>
    public static string Market(InquiryMoney money) => money.MarketByYear.Length == 0 ? ""
        : $"The market is expected at {string.Join(", ", money.MarketByYear.Select(year => $"{year.Rate.ToString("0.00##", CultureInfo.InvariantCulture)} in the year from {year.From:R}"))}.";

    /// <summary>When the same deal would fit, in one sentence.</summary>
    public static string Earliest(InquiryAnswer answer) => answer.IsDeliverable ? ""
        : answer.EarliestFrom is { } from ? $"The same deal fits from {from:R} on." : "The same deal was not found to fit within three years.";

    /// <summary>A near deal in one sentence.</summary>
    public static string Near(NearDeal deal) => deal.Change switch
    {
        NearChange.Start => $"start on {deal.Inquiry.From:R}, through {deal.Inquiry.Through:R}",
        NearChange.Quantity => $"{deal.Gpus} instead",
        NearChange.Term => $"end on {deal.Inquiry.Through:R}",
        NearChange.Notice => $"{deal.Inquiry.NoticeDays} days' notice",
        NearChange.Firmness => Firm(deal.Inquiry),
        _ => $"pool '{deal.Pool}'",
    } + $" (joint risk {Percent(deal.Joint)})";

    /// <summary>How firm it is.</summary>
    public static string Firm(Inquiry inquiry) => inquiry.Firmness switch
    {
        Firmness.Recallable => $"recallable by {inquiry.NoticeDays} days' notice of either side",
        Firmness.Interruptible => "interruptible without notice",
        _ => inquiry.NoticeDays is { } days ? $"firm, {days} days' notice of the buyer" : "firm",
    };

    public static string Percent(decimal share) => share.ToString("0.0#%", CultureInfo.InvariantCulture);

    static string Spell(int hours) => hours < 24 ? $"{hours} hour" : hours == 24 ? "a day" : $"{hours / 24} days";

    static string Plural(string word, int count) => count == 1 ? word : word + "s";
}
