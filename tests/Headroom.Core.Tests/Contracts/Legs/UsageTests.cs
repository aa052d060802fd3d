using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class UsageTests
{
    static readonly Usage TakeOrPay = new("compute", Clauses.Used, 2.50m, 1_000_000m, 1, 3.00m);

    // Law: each whole period comes to the commitment at its price and to what goes beyond it at the overage, never to less.
    [Fact]
    public void A_period_comes_to_the_commitment_and_what_goes_beyond_it() =>
        Prop.ForAll(Clauses.Usage.ToArbitrary(), Gen.Choose(0, 2_000_000).ArrayOf(21).ToArbitrary(), (usage, amounts) =>
        {
            var terms = With(usage) with { Through = Start.PlusMonths(21).PlusDays(-1) };
            var due = terms.Resolve(Readings(amounts)).Due;
            return Enumerable.Range(0, 21 / usage.EveryMonths).All(period =>
            {
                decimal used = amounts.Skip(period * usage.EveryMonths).Take(usage.EveryMonths).Sum(amount => (long)amount);
                var first = Start.PlusMonths(period * usage.EveryMonths);
                var expected = usage.Commit == 0 ? used * usage.Price : usage.Price * usage.Commit + Math.Max(0, used - usage.Commit) * usage.Overage;
                return due.Over(first, first.PlusMonths(usage.EveryMonths)) == expected;
            });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: reading in whatever order, late or anew, ends where reading once at the right time ends.
    [Fact]
    public void The_last_reading_of_a_month_is_the_one_that_counts() =>
        Prop.ForAll(Clauses.Usage.ToArbitrary(), Gen.Choose(0, 2_000_000).ArrayOf(6).ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (usage, amounts, again) =>
        {
            var terms = With(usage);
            var wrong = Clauses.Reading(Clauses.Used, Month(2026, 5).PlusMonths(again), 1_234m);
            return terms.Resolve(Readings(amounts)).Due.Total == terms.Resolve(Readings(amounts).Reverse().Prepend(wrong)).Due.Total;
        }).Check(Laws.Seeded);

    // Exact arithmetic vector: 1,000,000 GPU-hours at 2.50.
    [Theory]
    [InlineData(900_000, 2_500_000)]
    [InlineData(1_150_000, 2_950_000)]
    public void Take_or_pay_of_a_million_hours(int used, int due) =>
        Assert.Equal(due, With(TakeOrPay).Resolve([Clauses.Reading(Clauses.Used, Month(2026, 5), used)]).Month("compute", Month(2026, 5)));

    // Exact arithmetic vector: 3.0m committed for three months, 0.7m, 0.9m and 1.1m used; one line of true-up on the period's last day.
    [Fact]
    public void B25_the_shortfall_of_a_period_is_one_true_up_on_its_last_day()
    {
        var due = With(new Usage("compute", Clauses.Used, 1m, 3_000_000m, 3, 1m)).Resolve(Readings(700_000, 900_000, 1_100_000)).Due;

        Assert.Equal([700_000m, 900_000m, 1_400_000m], Enumerable.Range(0, 3).Select(i => due.Amount(Start.PlusMonths(i), Start.PlusMonths(i + 1), 2)));
        Assert.Equal((Rational)1_400_000m, due.PerDayOn(Day(2026, 7, 31)));
    }

    // By hand: 90 of 300 used in the first quarter, 150 are carried over and 60 charged. In the second 350, 200 and 250: 50 and 100 of those carried over, 100 beyond at 12, then
    // 100 at 12 and 150 at 15.
    [Fact]
    public void What_a_month_is_made_of_is_told_by_price()
    {
        var usage = new Usage("compute", Clauses.Used, 10m, 300m, 3, 12m) { Bands = [new(200m, 15m)], Carry = new(0.5m, 1, false) };
        var contract = With(usage) with { Through = Start.PlusMonths(9).PlusDays(-1) };
        string Of(int month, params int[] read) => usage.Workings("compute", Start.PlusMonths(month).ToYearMonth(), new Setting(contract, Observations.None with
        {
            Quantities = Readings(read is [] ? [40, 20, 30, 350, 200, 250] : read)
            .Aggregate(Observations.None.Quantities, (known, each) => known.SetItem((each.Meter, each.Month), each.Amount)),
        }, null)).Last();

        Assert.Equal("used in the month: 40 of the commitment at 10", Of(0));
        Assert.Equal("not used of the commitment: 210 at 10, 150 of them paid ahead", Of(2));
        Assert.Equal("used in the month: 300 of the commitment at 10 and 50 paid ahead before at 10", Of(3));
        Assert.Equal("used in the month: 100 paid ahead before at 10 and 100 beyond the commitment at 12", Of(4));
        Assert.Equal("used in the month: 100 beyond the commitment at 12 and 150 beyond the commitment at 15", Of(5));
        Assert.Equal("not used of the commitment: 100 at 10, 100 of them paid ahead; paid ahead before and not used in time: 150 at 10", Of(5, 40, 20, 30, 100, 100));
        Assert.Equal("paid ahead before and not used in time: 150 at 10", Of(5, 40, 20, 30, 100, 100, 100));
    }

    // Exact arithmetic vectors: multiply exact decimals and round once.
    [Theory]
    [InlineData("241800000", "1.2345678", "298518494.04")]
    [InlineData("30", "0.0005", "0.02")]
    public void B16_and_B17_a_quantity_times_a_price_is_rounded_once(string quantity, string price, string due)
    {
        var usage = new Usage("compute", Clauses.Used, Number(price), 0, 1, 0);

        Assert.Equal(Number(due), With(usage).Resolve([Clauses.Reading(Clauses.Used, Month(2026, 5), Number(quantity))]).Month("compute", Month(2026, 5)));
    }

    [Fact]
    public void Use_beyond_the_commitment_of_a_period_costs_the_overage_in_the_month_in_which_it_is_passed()
    {
        var due = With(TakeOrPay with { Commit = 2_000_000m, EveryMonths = 2 }).Resolve(Readings(1_500_000, 1_000_000)).Due;

        Assert.Equal((Rational)(1_500_000 * 2.5m), due.Over(Start, Day(2026, 6, 1)));
        Assert.Equal((Rational)(500_000 * 2.5m + 500_000 * 3m), due.Over(Day(2026, 6, 1), Day(2026, 7, 1)));
    }

    // Three million for a year from May; notice ends it with half of November: six twelfths and a half are owed, 1,625,000, of which 600,000 were used.
    [Fact]
    public void Notice_owes_the_commitment_for_the_time_served_on_the_last_day()
    {
        var terms = With(new Usage("compute", Clauses.Used, 1m, 3_000_000m, 12, 1m), AtOnce);
        var due = terms.Resolve(Readings(100_000, 500_000), new Notice(Side.Buyer, Day(2026, 8, 1), Day(2026, 11, 15))).Due;

        Assert.Equal((Rational)1_025_000m, due.PerDayOn(Day(2026, 11, 15)));
        Assert.Equal((Rational)1_625_000m, due.Total);
    }

    // Law: a term of whole months owes so many months' commitment to the cent, on whichever day it begins and however long a period is, and a day more never owes less.
    [Fact]
    public void Whole_months_owe_whole_commitments_on_whichever_day_they_begin() =>
        Prop.ForAll(Clauses.Usage.ToArbitrary(), Gen.Choose(0, 1500).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), (usage, offset, months) =>
        {
            var from = Day(2026, 1, 1).PlusDays(offset);
            Rational Owed(LocalDate end) => (With(usage) with { From = from, Through = end.PlusDays(-1) }).Resolve(Observations.None).Due.Total;
            var whole = from.PlusMonths(months);
            return Owed(whole) == usage.Price * (Rational)usage.Commit * months / usage.EveryMonths
                && Owed(whole.PlusDays(offset % 40)) <= Owed(whole.PlusDays(offset % 40 + 1));
        }).Check(Laws.Thousand);

    // By hand: a million a month at 2.50 from 11 January, a year. January owes 21/31 of it, every month between all of it, and the January after the 10/31 that are missing.
    [Fact]
    public void A_year_that_begins_in_mid_month_owes_twelve_months()
    {
        var due = (With(TakeOrPay) with { From = Day(2026, 1, 11), Through = Day(2027, 1, 10) }).Resolve(Observations.None).Due;
        decimal Of(LocalDate month) => due.Amount(month, month.PlusMonths(1), 2);

        Assert.Equal((1_693_548.39m, 2_500_000m, 2_500_000m, 806_451.61m), (Of(Day(2026, 1, 1)), Of(Day(2026, 2, 1)), Of(Day(2026, 12, 1)), Of(Day(2027, 1, 1))));
        Assert.Equal((Rational)30_000_000m, due.Total);
    }

    // By hand: a quarter of 300 units at 10 from 16 April, 12 beyond it. The first period is two months and a half, 250 units; of 270 used, 20 cost 12. The one that the
    // end cuts short owes what is left of four months, a month and a half: 150, and 160 used are all within the 300.
    [Fact]
    public void The_first_period_commits_to_less_and_one_cut_short_owes_less()
    {
        var usage = new Usage("compute", Clauses.Used, 10m, 300m, 3, 12m);
        var terms = With(usage) with { From = Day(2026, 4, 16), Through = Day(2026, 8, 15) };
        Quantity[] read = [Clauses.Reading(Clauses.Used, Month(2026, 5), 270m), Clauses.Reading(Clauses.Used, Month(2026, 7), 160m)];

        Assert.Equal((2_740m, 0m), (terms.Resolve(read).Month("compute", Month(2026, 5)), terms.Resolve(read).Month("compute", Month(2026, 6))));
        Assert.Equal((1_600m, 0m), (terms.Resolve(read).Month("compute", Month(2026, 7)), terms.Resolve(read).Month("compute", Month(2026, 8))));
        Assert.Equal((2_500m, 1_500m), (terms.Resolve(Observations.None).Month("compute", Month(2026, 6)), terms.Resolve(Observations.None).Month("compute", Month(2026, 8))));
        Assert.Equal("'compute': 10 USD for each unit of 'gpu-hours', at least 300 units in each 3 months (a part of a month by its days) whether used or not, and 12 USD for each beyond",
            usage.Says(terms));
    }

    [Fact]
    public void A_term_that_cuts_a_period_short_owes_its_months()
    {
        var terms = With(TakeOrPay with { EveryMonths = 12 }) with { Through = Day(2027, 7, 31) };

        Assert.Equal((Rational)(2_500_000m + 625_000m), terms.Resolve(Observations.None).Due.Total);
    }

    [Fact]
    public void Periods_have_bounds_and_a_meter_is_charged_once()
    {
        Assert.Equal("legs[0].commit.every", Assert.Single(With(TakeOrPay with { EveryMonths = 0 }).Check()).Field);
        Assert.Equal("legs[0].commit.every", Assert.Single(With(TakeOrPay with { EveryMonths = 61 }).Check()).Field);
        Assert.All(With(TakeOrPay, new Usage("more", Clauses.Used, 1m, 0, 1, 1m)).Check(), refusal => Assert.EndsWith(".meter", refusal.Field));
        Assert.Equal([Clauses.Used], With(TakeOrPay).Meters);
    }

    static IEnumerable<Quantity> Readings(params int[] amounts) => amounts.Select((amount, i) => Clauses.Reading(Clauses.Used, Month(2026, 5).PlusMonths(i), amount));

    static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
