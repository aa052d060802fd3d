using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Expenditure;

/// <summary>
/// Staff and other operating cost of a place: an amount a month over a run of months. Said again under its id it is corrected from the beginning.
/// </summary>
/// <param name="Says">What it is for, 1 to 200 characters.</param>
/// <param name="Through">The last month, or null while none is known.</param>
/// <param name="Monthly">Each month's amount, 0 to <see cref="Money.Most"/>.</param>
/// <param name="IsAvoidable">Whether it would fall away with the capacity that it is spent on.</param>
public sealed record Expense(Slug Id, CostHome Home, string Says, YearMonth From, YearMonth? Through, decimal Monthly, Currency Currency, bool IsAvoidable)
{
    /// <summary>What has been spent by the end of a month, exact.</summary>
    public Rational SpentThrough(YearMonth month)
    {
        var last = Through is { } through && through < month ? through : month;
        return last < From ? Rational.Zero : (Rational)Monthly * ((last.Year - From.Year) * 12 + last.Month - From.Month + 1);
    }
}
