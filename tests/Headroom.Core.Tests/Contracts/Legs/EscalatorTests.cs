using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class EscalatorTests
{
    // Law: a day's charge is the charge below times 1 + rate for every step that has come by then.
    [Fact]
    public void Every_day_is_multiplied_once_for_each_step_that_has_come() =>
        Prop.ForAll(Any.Monthly(Start, 900).ToArbitrary(), Clauses.Escalator(Start, 900).ToArbitrary(), Gen.Choose(0, 899).ToArbitrary(), (fee, rise, offset) =>
        {
            var (plain, day) = (With(fee) with { Through = Start.PlusDays(899) }, Start.PlusDays(offset));
            var steps = Enumerable.Range(0, 900).TakeWhile(step => rise.First.PlusMonths(step * rise.EveryMonths) <= day);
            var factor = steps.Aggregate(Rational.One, (product, _) => product * (Rational.One + rise.Rate));
            return (plain with { Legs = [rise, fee] }).Resolve(Observations.None).Due.PerDayOn(day) == plain.Resolve(Observations.None).Due.PerDayOn(day) * factor;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 100, 103, 106.09 and, from 1 May 2029, 109.2727.
    [Fact]
    public void Three_percent_a_year_compounds()
    {
        var terms = With(Fee((Start, 100m)), new Escalator("rise", 0.03m, Day(2027, 5, 1), 12));
        var due = terms.Resolve(Observations.None).Due;

        Assert.Equal([100m, 103m, 106.09m, 109.27m], new[] { 2026, 2027, 2028, 2029 }.Select(year => due.Over(Day(year, 5, 1), Day(year, 6, 1)).Round(2)));
        Assert.Equal((Rational)(1200m + 1236m + 1273.08m + 109.2727m), due.Total);
        Assert.Equal(3818.35m, Billing.Plan(terms, terms.Resolve(Observations.None)).Sum(month => month.Amount));
    }

    [Fact]
    public void A_step_on_the_31st_falls_on_the_last_day_of_a_shorter_month_and_on_the_31st_again()
    {
        var due = With(Fee((Start, 3100m)) with { Proration = Proration.Actual365 }, new Escalator("rise", 1m, Day(2026, 8, 31), 1)).Resolve(Observations.None).Due;
        var daily = due.PerDayOn(Start);

        Assert.Equal((daily, daily * 2, daily * 4), (due.PerDayOn(Day(2026, 8, 30)), due.PerDayOn(Day(2026, 9, 29)), due.PerDayOn(Day(2026, 9, 30))));
        Assert.Equal((daily * 4, daily * 8), (due.PerDayOn(Day(2026, 10, 30)), due.PerDayOn(Day(2026, 10, 31))));
    }

    [Fact]
    public void Usage_and_amounts_on_a_date_rise_too_and_prepayments_do_not()
    {
        var terms = With(
            new Usage("compute", Clauses.Used, 1m, 0, 1, 1m), new Once("set-up", Day(2026, 6, 10), 50m, "racks"),
            new Prepayment("advance", [(Day(2026, 6, 1), 12m)], Month(2026, 7), 12), new Escalator("rise", 0.1m, Day(2026, 6, 1), 12));
        var schedule = terms.Resolve([Clauses.Reading(Clauses.Used, Month(2026, 5), 100m), Clauses.Reading(Clauses.Used, Month(2026, 6), 100m)]);

        Assert.Equal((100m, 110m), (schedule.Month("compute", Month(2026, 5)), schedule.Month("compute", Month(2026, 6))));
        Assert.Equal((55m, 12m), (schedule.Month("set-up", Month(2026, 6)), schedule.Month("advance", Month(2026, 6))));
    }

    // By hand: 3% on 310,000 from 16 February 2027 is 319,300 a month; parts of February and March come to another sum. Of a term that ends there it is 13/28.
    [Fact]
    public void A_rise_inside_a_month_tells_what_a_whole_month_costs_from_then_on()
    {
        var terms = With(Fee((Start, 310_000m)), new Escalator("rise", 0.03m, Day(2027, 2, 16), 60));

        Assert.Equal(319_300m, Signed(terms).Milestones(Start).Single(each => each.Date == Day(2027, 2, 16)).Amount);
        Assert.Equal(148_246.43m, Signed(terms with { Through = Day(2027, 2, 28) }).Milestones(Start).Single(each => each.Date == Day(2027, 2, 16)).Amount);
    }

    [Fact]
    public void Rate_interval_and_first_date_have_bounds()
    {
        Check(new("rise", -0.51m, Day(2027, 5, 1), 12), RefusalCode.OutOfRange, "rate");
        Check(new("rise", 1.01m, Day(2027, 5, 1), 12), RefusalCode.OutOfRange, "rate");
        Check(new("rise", 0.03m, Day(2027, 5, 1), 0), RefusalCode.OutOfRange, "every");
        Check(new("rise", 0.03m, Day(2027, 5, 1), 121), RefusalCode.OutOfRange, "every");
        Check(new("rise", 0.03m, Start, 12), RefusalCode.DatesUpsideDown, "from");
        Check(new("rise", 0.03m, Through.PlusDays(1), 12), RefusalCode.DatesUpsideDown, "from");
    }

    static void Check(Escalator rise, RefusalCode code, string field)
    {
        var refusal = Assert.Single(With(RampFee, rise).Check());
        Assert.Equal((code, $"legs[1].{field}"), (refusal.Code, refusal.Field));
    }
}
