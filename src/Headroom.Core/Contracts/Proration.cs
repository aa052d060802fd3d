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
        for (var month = from.ToYearMonth(); month.OnDayOfMonth(1) < end; month = month.PlusMonths(1))
            foreach (var (start, weight) in Weights(rule, month))
            {
                var pieceEnd = Weights(rule, month).Select(piece => piece.From).FirstOrDefault(date => date > start, month.PlusMonths(1).OnDayOfMonth(1));
                if (pieceEnd > from && start < end) yield return (LocalDate.Max(start, from), fee * weight);
            }
    }

    static IEnumerable<(LocalDate From, Rational Weight)> Weights(Proration rule, YearMonth month)
    {
        var first = month.OnDayOfMonth(1);
        var days = CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month);
        var year = CalendarSystem.Iso.GetDaysInYear(month.Year);
        return rule switch
        {
            Proration.ActualDays => [(first, Rational.Of(1, days))],
            Proration.Actual365 => [(first, Rational.Of(12, 365))],
            Proration.ActualYear => [(first, Rational.Of(12, year))],
            Proration.Thirty360 when days == 31 => [(first, Rational.Of(1, 30)), (month.OnDayOfMonth(31), Rational.Zero)],
            Proration.Thirty360 when days < 30 => [(first, Rational.Of(1, 30)), (month.OnDayOfMonth(days), Rational.Of(31 - days, 30))],
            _ => [(first, Rational.Of(1, 30))],
        };
    }
}
