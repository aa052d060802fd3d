using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Views.Disclosure;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class ReportClockTests
{
    // Law: four business days lie after the event, up to and with the day on which the report is due.
    [Fact]
    public void Four_business_days_lie_between() =>
        Prop.ForAll(Any.Date.ToArbitrary(), date =>
        {
            var due = ReportClock.DueAfter(date);
            var days = NodaTime.Period.DaysBetween(date, due);
            return ReportClock.IsBusinessDay(due) && Enumerable.Range(1, days).Select(date.PlusDays).Count(ReportClock.IsBusinessDay) == ReportClock.Days;
        }).Check(Laws.Seeded);

    [Theory]
    [InlineData(2026, 9, 10, 9, 16)]
    [InlineData(2026, 9, 4, 9, 11)]   // Labor Day is 7 September 2026
    [InlineData(2026, 7, 1, 7, 8)]    // 4 July 2026 is a Saturday and is kept on the 3rd
    [InlineData(2026, 5, 23, 5, 29)]  // a Saturday before Memorial Day: Tuesday is the first of the four
    public void Examples_of_2026(int year, int month, int day, int dueMonth, int dueDay) =>
        Assert.Equal(Day(year, dueMonth, dueDay), ReportClock.DueAfter(Day(year, month, day)));
}
