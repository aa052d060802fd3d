using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>How a monthly fee falls on days when a month is not whole. Both end days count.</summary>
public enum Proration
{
    /// <summary>Days over days in the month; a whole month is exactly one fee. The default.</summary>
    ActualDays,
    /// <summary>30/360: every month has thirty days; the 31st is free and the last day of February carries the days it lacks. A whole month is exactly one fee.</summary>
    Thirty360,
    /// <summary>Twelve fees over 365 days; a whole month is not one fee.</summary>
    Actual365,
    /// <summary>Twelve fees over the days of the year, 365 or 366.</summary>
    ActualYear,
    /// <summary>One thirtieth of the fee for every day.</summary>
    Thirtieths,
}

/// <summary>The share of a monthly fee that each day carries under a rule.</summary>
public static class Prorations
{
    /// <summary>The daily amounts of a monthly fee of <paramref name="fee"/> on the days of [from, end), in pieces of equal days.</summary>
    public static IEnumerable<(LocalDate From, Rational PerDay)> Daily(this Proration rule, LocalDate from, LocalDate end, Rational fee)
    {
        if (from >= end) yield break;
        LocalDate next;
        for (var first = from.ToYearMonth().OnDayOfMonth(1); first < end; first = next)
        {
            next = first.PlusMonths(1);
            var days = Period.DaysBetween(first, next);
            // Under 30/360 the last day of a month of another length weighs otherwise than the days before it.
            var last = rule == Proration.Thirty360 && days != 30 ? next.PlusDays(-1) : next;
            if (last < end && last < next)
            {
                if (from < last) yield return (LocalDate.Max(first, from), fee * Parts[30]);
                yield return (LocalDate.Max(last, from), fee * (days == 31 ? Rational.Zero : Rational.Of(31 - days, 30)));
            }
            else yield return (LocalDate.Max(first, from), fee * Weight(rule, first, days));
        }
    }

    /// <summary>How a rule counts, as the end of a sentence about the fee; nothing of the usual one.</summary>
    internal static string Says(this Proration rule) => rule switch
    {
        Proration.ActualDays => "",
        Proration.Thirty360 => "; each month counts thirty days (30/360)",
        Proration.Actual365 => "; each day is 12/365 of it (act/365)",
        Proration.ActualYear => "; each day is 12 of it over the days of its year (act/year)",
        _ => "; each day is a thirtieth of it",
    };

    /// <summary>The weight of a day of the month whose days all weigh the same, or of all but its last.</summary>
    static Rational Weight(Proration rule, LocalDate month, int days) => rule switch
    {
        Proration.ActualDays => Parts[days],
        Proration.Actual365 => Rational.Of(12, 365),
        Proration.ActualYear => Rational.Of(12, CalendarSystem.Iso.GetDaysInYear(month.Year)),
        _ => Parts[30],
    };

    /// <summary>One over each number of days.</summary>
    static readonly Rational[] Parts = [Rational.Zero, .. Enumerable.Range(1, 31).Select(days => Rational.Of(1, days))];
}
