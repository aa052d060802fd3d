using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Units;

public sealed class CumulativeTests
{
    static Arbitrary<Cumulative> Sums => Any.Cumulative.ToArbitrary();
    static Arbitrary<LocalDate> Dates => Any.Date.ToArbitrary();

    // Law: a period's amount is a difference of two values, so the amounts of adjoining periods are the amount of both together.
    [Fact]
    public void Adjoining_periods_add_up_exactly_and_rounded() =>
        Prop.ForAll(Sums, Any.Date.ArrayOf(3).ToArbitrary(), Gen.Choose(0, 3).ToArbitrary(), (sum, when, digits) =>
        {
            var (a, b, c) = (when[0], when[1], when[2]);
            return sum.Over(a, b) + sum.Over(b, c) == sum.Over(a, c) && sum.Amount(a, b, digits) + sum.Amount(b, c, digits) == sum.Amount(a, c, digits);
        }).Check(Laws.Thousand);

    // Law: whatever is built, its value is the sum of its days; here the days are added one by one.
    [Fact]
    public void Every_operation_agrees_with_adding_day_by_day() =>
        Prop.ForAll(Sums, Sums, Gen.Zip(Any.Date, Any.Date).ToArbitrary(), (a, b, when) =>
        {
            var (cut, at) = when;
            return Agrees(a + b, at, day => a.PerDayOn(day) + b.PerDayOn(day))
                && Agrees(a - b, at, day => a.PerDayOn(day) - b.PerDayOn(day))
                && Agrees(a.Splice(cut, b), at, day => day < cut ? a.PerDayOn(day) : b.PerDayOn(day))
                && Agrees(a.CutAt(cut), at, day => day < cut ? a.PerDayOn(day) : Rational.Zero)
                && Agrees(a.From(cut), at, day => day < cut ? Rational.Zero : a.PerDayOn(day))
                && Agrees(a.Scale([(cut, Rational.Of(2, 3))]), at, day => day < cut ? a.PerDayOn(day) : a.PerDayOn(day) * Rational.Of(2, 3));
        }).Check(Laws.Seeded);

    // Law: months, and what is joined of two, tell what has built up without adding days; it is what their days add.
    [Fact]
    public void Months_and_joints_agree_with_adding_day_by_day() =>
        Prop.ForAll(Sums, Gen.Zip(Any.Date, Gen.Choose(1, 900)).ToArbitrary(), Gen.Zip(Any.Date, Any.Date).ToArbitrary(), (sum, span, when) =>
        {
            var ((from, days), (cut, at)) = (span, when);
            var months = Cumulative.ByMonths(from, from.PlusDays(days), 1_000_000);
            var joined = sum.Splice(cut, months);
            return months.At(from.PlusDays(days)) == 1_000_000 && Agrees(months, at, months.PerDayOn)
                && Agrees(joined, at, day => day < cut ? sum.PerDayOn(day) : months.PerDayOn(day))
                && Agrees(joined.Splice(from, sum), at, day => day < from ? joined.PerDayOn(day) : sum.PerDayOn(day));
        }).Check(Laws.Seeded);

    [Fact]
    public void A_day_adds_what_it_is_said_to_add() =>
        Prop.ForAll(Sums, Dates, (sum, day) => sum.Over(day, day.PlusDays(1)) == sum.PerDayOn(day)).Check(Laws.Seeded);

    [Fact]
    public void A_total_spread_over_months_ends_at_the_total_in_the_proportions_of_its_weights() =>
        Prop.ForAll(Dates, Gen.Zip(Gen.Choose(1, 200), Gen.Choose(0, 9)).NonEmptyListOf().ToArbitrary(), Any.Fraction.ToArbitrary(), (from, lengths, total) =>
        {
            List<(LocalDate From, Rational Weight)> weights = [];
            var end = from;
            foreach (var (days, weight) in lengths)
            {
                weights.Add((end, weight));
                end = end.PlusDays(days);
            }
            var (whole, spread) = (Cumulative.Monthly([.. weights], end), Cumulative.ByMonths(weights, end, total));
            return spread is null ? whole.Total.IsZero : spread.Total == total && weights.All(each => spread.At(each.From) * whole.Total == whole.At(each.From) * total);
        }).Check(Laws.Seeded);

    [Fact]
    public void An_even_total_is_reached_at_the_end_and_each_day_adds_the_same() =>
        Prop.ForAll(Dates, Gen.Choose(1, 900).ToArbitrary(), Any.Fraction.ToArbitrary(), (from, days, total) =>
        {
            var even = Cumulative.Evenly(from, from.PlusDays(days), total);
            return even.Total == total && even.At(from) == Rational.Zero && even.PerDayOn(from.PlusDays(days - 1)) * days == total;
        }).Check(Laws.Seeded);

    [Fact]
    public void A_dated_amount_is_there_at_the_end_of_its_date_and_not_at_its_start()
    {
        var prepaid = Cumulative.On(Day(2026, 5, 1), 200m);

        Assert.Equal(Rational.Zero, prepaid.At(Day(2026, 5, 1)));
        Assert.Equal((Rational)200m, prepaid.At(Day(2026, 5, 2)));
        Assert.Equal((Rational)200m, prepaid.Total);
    }

    // Exact arithmetic vectors: 100.00 for June in three slices of ten days. The running amount is rounded, so nothing is lost and no slice is special.
    [Fact]
    public void B08_three_slices_of_a_hundred_add_to_a_hundred()
    {
        var june = Cumulative.Evenly(Day(2026, 6, 1), Day(2026, 7, 1), 100m);

        Assert.Equal([33.33m, 33.34m, 33.33m],
            new[] { 1, 11, 21 }.Select(day => june.Amount(Day(2026, 6, day), Day(2026, 6, day).PlusDays(10), 2)));
    }

    [Fact]
    public void B07_a_month_split_after_ten_days_adds_back_to_the_fee()
    {
        var july = Cumulative.Daily(Proration.ActualDays.Daily(Day(2026, 7, 1), Day(2026, 8, 1), 1_000_000m).Append((Day(2026, 8, 1), Rational.Zero)));

        Assert.Equal(322_580.65m, july.Amount(Day(2026, 7, 1), Day(2026, 7, 11), 2));
        Assert.Equal(677_419.35m, july.Amount(Day(2026, 7, 11), Day(2026, 8, 1), 2));
    }

    [Fact]
    public void What_builds_up_for_ever_has_no_total() =>
        Assert.Throws<InvalidOperationException>(() => Cumulative.Daily([(Start, Rational.One)]).Total);

    [Fact]
    public void Rates_that_do_not_ascend_are_a_bug_wherever_they_are_looked_at() =>
        Assert.Throws<ArgumentException>(() => Cumulative.Daily([(Day(2026, 6, 1), Rational.One), (Start, Rational.Zero)]).At(Day(2026, 7, 1)));

    static bool Agrees(Cumulative sum, LocalDate at, Func<LocalDate, Rational> onDay)
    {
        var naive = Rational.Zero;
        for (var day = Day(2025, 12, 31); day < at; day = day.PlusDays(1)) naive += onDay(day);
        return sum.At(at) == naive;
    }
}
