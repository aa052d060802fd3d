using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What each calendar month of a term counts: one when all of it is served, the first month by its days, and the last by its days so that a term of whole months (from the 15th of
/// a month through the 14th of another) comes to that many exactly, however long those two months are. A longer term never counts less.
/// </summary>
/// <param name="From">The first day.</param>
/// <param name="End">The first day after it.</param>
readonly record struct ServedMonths(LocalDate From, LocalDate End)
{
    /// <summary>The share of the first month that lies before the first day.</summary>
    public Rational Before => Rational.Of(From.Day - 1, LengthOf(From.ToYearMonth()));

    /// <summary>What a month counts, 0 to 1.</summary>
    public Rational Of(YearMonth month) => !IsIn(month) ? Rational.Zero
        : (month.PlusMonths(1).OnDayOfMonth(1) <= End ? Rational.One : UpTo(End.Day - 1, LengthOf(month))) - (month == From.ToYearMonth() ? Before : Rational.Zero);

    /// <summary>What so many months from one on count.</summary>
    public Rational Of(YearMonth first, int months)
    {
        var sum = Rational.Zero;
        for (var month = first; month < first.PlusMonths(months) && IsIn(month); month = month.PlusMonths(1)) sum += Of(month);
        return sum;
    }

    bool IsIn(YearMonth month) => From < End && month >= From.ToYearMonth() && month.OnDayOfMonth(1) < End;

    // Through the day before that of the month on which the term began it counts what the first month lacked; what is left of it falls evenly on the days after.
    Rational UpTo(int days, int length)
    {
        var same = Math.Min(From.Day, length) - 1;
        return days <= same ? (same == 0 ? Rational.Zero : Before * Rational.Of(days, same)) : Before + (Rational.One - Before) * Rational.Of(days - same, length - same);
    }

    static int LengthOf(YearMonth month) => CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month);
}
