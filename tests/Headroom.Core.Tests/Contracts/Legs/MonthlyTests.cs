using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class MonthlyTests
{
    // Law: each day carries the share of the step in force on it and of no other.
    [Fact]
    public void Every_day_of_the_term_is_charged_by_the_step_in_force_on_it() =>
        Prop.ForAll(Any.Monthly(Start, 900).ToArbitrary(), Gen.Choose(-40, 940).ToArbitrary(), (fee, offset) =>
        {
            var terms = With(fee) with { Through = Start.PlusDays(899) };
            var (day, due) = (Start.PlusDays(offset), terms.Resolve(Observations.None).Due);
            var step = fee.Steps.LastOrDefault(each => each.From <= day, new FeeStep(day, 0));
            var expected = day > terms.Through ? Rational.Zero
                : Cumulative.Daily(fee.Proration.Daily(day, day.PlusDays(1), step.Amount).Append((day.PlusDays(1), Rational.Zero))).Total;
            return due.PerDayOn(day) == expected;
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors: the headline value from 3 May 2026, May at 29 of 31 days; and with May whole.
    [Theory]
    [InlineData(3, 44_959_677_419.35)]
    [InlineData(1, 45_000_000_000.00)]
    public void B13_the_headline_value_of_the_deal(int firstDay, decimal total)
    {
        var from = Day(2026, 5, firstDay);
        var terms = With(Fee((from, 625_000_000m), (Day(2026, 7, 1), 1_250_000_000m))) with { From = from };
        var plan = Billing.Plan(terms, terms.Resolve(Observations.None)).ToList();

        Assert.Equal(37, plan.Count);
        Assert.Equal(total, plan.Sum(invoice => invoice.Amount));
    }

    [Fact]
    public void A_step_inside_a_month_splits_it_and_its_date_belongs_to_the_new_rate()
    {
        var due = With(Fee((Start, 310m), (Day(2026, 5, 21), 620m))).Resolve(Observations.None).Due;

        Assert.Equal((Rational)10m, due.PerDayOn(Day(2026, 5, 20)));
        Assert.Equal((Rational)20m, due.PerDayOn(Day(2026, 5, 21)));
        Assert.Equal((Rational)(20 * 10 + 11 * 20), due.Over(Start, Day(2026, 6, 1)));
    }

    [Fact]
    public void Steps_must_be_there_ascend_and_lie_in_the_term()
    {
        Assert.Contains(With(Fee()).Check(), refusal => refusal is { Code: RefusalCode.OutOfRange, Field: "legs[0].steps" });
        Assert.Contains(With(Fee((Start, 1m), (Start, 2m))).Check(), refusal => refusal is { Code: RefusalCode.DatesUpsideDown, Field: "legs[0].steps[1].from" });
        Assert.Contains(With(Fee((Day(2026, 4, 30), 1m))).Check(), refusal => refusal is { Code: RefusalCode.DatesUpsideDown, Field: "legs[0].steps[0].from" });
        Assert.Contains(With(Fee((Day(2029, 6, 1), 1m))).Check(), refusal => refusal is { Code: RefusalCode.DatesUpsideDown, Field: "legs[0].steps[0].from" });
    }
}
