using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>A run of whole months, both inclusive: costs and returns are kept by the month. At most <see cref="Most"/>.</summary>
public readonly record struct MonthSpan(YearMonth From, YearMonth Through)
{
    /// <summary>The most months of one report: ten years.</summary>
    public const int Most = 120;

    public int Count => (Through.Year - From.Year) * 12 + Through.Month - From.Month + 1;

    /// <summary>Every month in order.</summary>
    public IEnumerable<YearMonth> Months => Enumerable.Range(0, Math.Max(0, Count)).Select(From.PlusMonths);

    public LocalDate FirstDay => From.OnDayOfMonth(1);

    /// <summary>The first date after it.</summary>
    public LocalDate End => Through.PlusMonths(1).OnDayOfMonth(1);

    public int Days => Period.DaysBetween(FirstDay, End);
}
