using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ProrationTests
{
    // Law: a whole month is exactly one fee, in leap years and out of them, for the two rules that promise it.
    [Fact]
    public void A_whole_month_is_exactly_one_fee_by_actual_days_and_by_30_360() =>
        Prop.ForAll(Any.Date.ToArbitrary(), Any.Fee.ToArbitrary(), (date, fee) =>
        {
            var (first, end) = (date.With(DateAdjusters.StartOfMonth), date.With(DateAdjusters.EndOfMonth).PlusDays(1));
            return new[] { Proration.ActualDays, Proration.Thirty360 }.All(rule => Over(rule, first, end, fee) == fee);
        }).Check(Laws.Seeded);

    // Law: the days are charged one by one, so a period split anywhere adds back exactly.
    [Fact]
    public void Splitting_a_period_anywhere_adds_back_exactly() =>
        Prop.ForAll(Any.Date.ArrayOf(3).ToArbitrary(), Any.Proration.ToArbitrary(), (dates, rule) =>
        {
            var at = dates.Order().ToArray();
            return Over(rule, at[0], at[1], 100m) + Over(rule, at[1], at[2], 100m) == Over(rule, at[0], at[2], 100m);
        }).Check(Laws.Seeded);

    [Fact]
    public void The_daily_amounts_start_on_the_first_day_ascend_and_stay_inside() =>
        Prop.ForAll(Any.Date.ToArbitrary(), Gen.Choose(1, 500).ToArbitrary(), Any.Proration.ToArbitrary(), (from, days, rule) =>
        {
            var pieces = rule.Daily(from, from.PlusDays(days), 1m).Select(piece => piece.From).ToList();
            return pieces[0] == from && pieces[^1] < from.PlusDays(days) && pieces.Zip(pieces.Skip(1)).All(pair => pair.First < pair.Second);
        }).Check(Laws.Seeded);

    [Fact]
    public void No_day_is_charged_less_than_nothing() =>
        Prop.ForAll(Any.Date.ToArbitrary(), Any.Proration.ToArbitrary(), (day, rule) => !(Over(rule, day, day.PlusDays(1), 100m) < Rational.Zero))
            .Check(Laws.Seeded);

    // Exact arithmetic vectors; both end days count.
    [Theory]
    [InlineData("B01", Proration.ActualDays, "625000000", "2026-05-03", "2026-05-31", "584677419.35")]
    [InlineData("B02", Proration.Thirty360, "625000000", "2026-05-03", "2026-05-31", "583333333.33")]
    [InlineData("B04 actual", Proration.ActualDays, "1250000000", "2027-02-01", "2027-02-28", "1250000000.00")]
    [InlineData("B04 30/360", Proration.Thirty360, "1250000000", "2027-02-01", "2027-02-28", "1250000000.00")]
    [InlineData("B04 act/365", Proration.Actual365, "1250000000", "2027-02-01", "2027-02-28", "1150684931.51")]
    [InlineData("B04 30fixed", Proration.Thirtieths, "1250000000", "2027-02-01", "2027-02-28", "1166666666.67")]
    [InlineData("B05 actual", Proration.ActualDays, "1250000000", "2028-02-01", "2028-02-15", "646551724.14")]
    [InlineData("B05 30/360", Proration.Thirty360, "1250000000", "2028-02-01", "2028-02-15", "625000000.00")]
    [InlineData("B05 act/365", Proration.Actual365, "1250000000", "2028-02-01", "2028-02-15", "616438356.16")]
    [InlineData("B05 act/year", Proration.ActualYear, "1250000000", "2028-02-01", "2028-02-15", "614754098.36")]
    public void Partial_months_as_computed_by_hand(string id, Proration rule, string fee, string from, string through, string amount)
    {
        var over = Over(rule, Iso(from), Iso(through).PlusDays(1), decimal.Parse(fee, CultureInfo.InvariantCulture));

        Assert.Equal((id, amount), (id, over.Round(2).ToString(CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void By_30_360_the_31st_is_free_and_the_last_day_of_February_carries_what_it_lacks()
    {
        Assert.Equal(Rational.Zero, Over(Proration.Thirty360, Day(2026, 5, 31), Day(2026, 6, 1), 30m));
        Assert.Equal((Rational)3, Over(Proration.Thirty360, Day(2027, 2, 28), Day(2027, 3, 1), 30m));
        Assert.Equal((Rational)2, Over(Proration.Thirty360, Day(2028, 2, 29), Day(2028, 3, 1), 30m));
    }

    static Rational Over(Proration rule, LocalDate from, LocalDate end, Rational fee) =>
        end <= from ? Rational.Zero : Cumulative.Daily(rule.Daily(from, end, fee).Append((end, Rational.Zero))).Total;

    static LocalDate Iso(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
