using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Units;

public sealed class MonthlyAmountsTests
{
    // Law: amounts a month in steps, counted by months, are those of the days under the rule of actual days.
    [Fact]
    public void Monthly_steps_are_the_daily_parts_of_their_months() =>
        Prop.ForAll(Gen.Zip(Any.Date, Gen.Zip(Gen.Choose(1, 200), AMonth).NonEmptyListOf()).ToArbitrary(), Gen.Zip(Any.Date, Any.Date).ToArbitrary(), (made, when) =>
        {
            var (start, lengths) = made;
            List<(LocalDate From, Rational AMonth)> steps = [];
            foreach (var (days, amount) in lengths)
            {
                steps.Add((start, amount));
                start = start.PlusDays(days);
            }
            var (end, (cut, at)) = (start, when);
            var months = Cumulative.Monthly([.. steps], end);
            var daily = Cumulative.Daily(steps.SelectMany((step, i) => Proration.ActualDays.Daily(step.From, i + 1 < steps.Count ? steps[i + 1].From : end, step.AMonth))
                .Append((end, Rational.Zero)));
            return months.Total == daily.Total
                && new[] { at, cut, end, steps[^1].From, cut.With(DateAdjusters.StartOfMonth), at.With(DateAdjusters.StartOfMonth) }
                    .All(date => months.At(date) == daily.At(date) && months.PerDayOn(date) == daily.PerDayOn(date)
                    && months.Rounded(date, 2) == daily.At(date).Round(2))
                && months.CutAt(cut).At(at) == daily.CutAt(cut).At(at);
        }).Check(Laws.Thousand);

    // Some amounts have denominators that no two words hold together.
    static Gen<Rational> AMonth => Gen.OneOf(Any.Fraction, Any.Fraction.Select(large => large * (long.MaxValue / 1_000_003)),
        Any.Fraction.Select(small => small / 1_000_000_007 / 998_244_353));

    // By hand: 17 of January's 31 days at 310 a month are 170; February's 280 are whole; 10 of March's 31 days at 620 are 200.
    [Fact]
    public void A_step_inside_a_month_splits_it_by_days()
    {
        var months = Cumulative.Monthly([(Day(2026, 1, 15), 310), (Day(2026, 2, 1), 280), (Day(2026, 3, 1), 620)], Day(2026, 3, 11));

        Assert.Equal([170, 450, 650, 650], new[] { Day(2026, 2, 1), Day(2026, 3, 1), Day(2026, 3, 11), Day(2027, 1, 1) }.Select(date => months.At(date).Round(2)));
    }
}
