using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>
/// By when a current report is due: four business days after the event, the event's own day not counted; of an event on a day that is none,
/// the first business day after it is the first of the four (Form 8-K, General Instruction B.1). Business days are those that are neither
/// Saturday, Sunday nor a holiday of the United States government (5 U.S.C. 6103), in Washington.
/// </summary>
public static class ReportClock
{
    /// <summary>How many business days there are.</summary>
    public const int Days = 4;

    /// <summary>The last day on which the report of an event is in time.</summary>
    public static LocalDate DueAfter(LocalDate @event)
    {
        var (day, left) = (@event, Days);
        while (left > 0)
        {
            day = day.PlusDays(1);
            if (IsBusinessDay(day)) left--;
        }
        return day;
    }

    /// <summary>Whether the government in Washington works on a day.</summary>
    public static bool IsBusinessDay(LocalDate day) =>
        !IsWeekend(day) && !Holidays(day.Year).Contains(day)
        // A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after.
        && !(day.DayOfWeek == IsoDayOfWeek.Friday && Fixed(day.PlusDays(1))) && !(day.DayOfWeek == IsoDayOfWeek.Monday && Fixed(day.PlusDays(-1)));

    static bool IsWeekend(LocalDate day) => day.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;

    static bool Fixed(LocalDate day) => (day.Month, day.Day) is (1, 1) or (6, 19) or (7, 4) or (11, 11) or (12, 25);

    static IEnumerable<LocalDate> Holidays(int year) =>
    [
        new(year, 1, 1), new(year, 6, 19), new(year, 7, 4), new(year, 11, 11), new(year, 12, 25),
        Nth(year, 1, 3, IsoDayOfWeek.Monday), Nth(year, 2, 3, IsoDayOfWeek.Monday), Nth(year, 9, 1, IsoDayOfWeek.Monday),
        Nth(year, 10, 2, IsoDayOfWeek.Monday), Nth(year, 11, 4, IsoDayOfWeek.Thursday),
        // The last Monday of May.
        Nth(year, 6, 1, IsoDayOfWeek.Monday).PlusDays(-7),
    ];

    static LocalDate Nth(int year, int month, int count, IsoDayOfWeek weekday) => LocalDate.FromYearMonthWeekAndDay(year, month, count, weekday);
}
