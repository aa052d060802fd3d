using System.Collections.Immutable;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class SlaTests
{
    const int June = 30 * 1440;

    static readonly ImmutableArray<SlaTier> Public = [new(0.999m, 0.10m), new(0.99m, 0.25m), new(0.95m, 1m)];

    static readonly Sla Automatic = new("credit", Clauses.Down, Clauses.Excluded, Public, 1m, null);

    // Law: a month's credit stays within its cap, a year's within the year's, and nothing is ever charged under its name.
    [Fact]
    public void Credits_exceed_neither_the_cap_of_the_month_nor_of_the_year() =>
        Prop.ForAll(Cases.ToArbitrary(), one =>
        {
            var (fee, sla, readings) = one;
            var terms = With(fee, sla) with { Through = Start.PlusDays(599) };
            var schedule = terms.Resolve(readings);
            if (schedule.Charges.Length == 1) return true;
            var months = Clauses.MonthsOf(terms).Select(month => (month.Year,
                Fee: schedule.Month("fee", month), Credit: -schedule.Of("credit").Over(month.OnDayOfMonth(1), month.PlusMonths(1).OnDayOfMonth(1)))).ToList();
            return months.All(month => month.Credit.Numerator.Sign >= 0 && !(month.Credit > sla.MonthCap * (Rational)month.Fee))
                && months.GroupBy(month => month.Year).All(year => !(year.Aggregate(Rational.Zero, (sum, month) => sum + month.Credit) > (sla.YearCap ?? decimal.MaxValue)));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: an uptime of exactly a bound is not below it, so it has the credit of the tier above; a minute more has this tier's.
    [Fact]
    public void A_boundary_belongs_to_the_better_tier() =>
        Prop.ForAll(Clauses.Sla.ToArbitrary(), Gen.Choose(0, 5).ToArbitrary(), (sla, thousands) =>
        {
            var minutes = 44_000 - thousands * 1000;
            return Enumerable.Range(0, sla.Tiers.Length).All(i =>
            {
                var down = minutes - sla.Tiers[i].Below * minutes;
                return sla.CreditShare(down, 0, minutes) == (i == 0 ? 0 : sla.Tiers[i - 1].Credit)
                    && sla.CreditShare(down + 0.001m, 0, minutes) == sla.Tiers[i].Credit;
            });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: more downtime never credits less.
    [Fact]
    public void More_downtime_never_credits_less() =>
        Prop.ForAll(Clauses.Sla.ToArbitrary(), Gen.Choose(0, June).ToArbitrary(), Gen.Choose(0, June).ToArbitrary(), (sla, down, more) =>
            sla.CreditShare(down, 0, June) <= sla.CreditShare(down + more, 0, June)).Check(Laws.Thousand);

    // By hand: where clocks change a month has an hour less or more than its days have; a thousandth of that down is just within 99.9%.
    [Theory]
    [InlineData("America/Chicago", 3, 44_580)]
    [InlineData("America/Chicago", 11, 43_260)]
    [InlineData("Europe/Berlin", 3, 44_580)]
    [InlineData("Europe/Berlin", 10, 44_700)]
    [InlineData("Asia/Tokyo", 3, 44_640)]
    public void Minutes_are_those_that_pass_in_the_zone_of_the_contract(string zone, int month, int minutes)
    {
        var terms = With(Fee((Start, 1_000_000m)), Automatic) with { Calendar = Headroom.Core.Time.Calendar.In(zone)! };

        Assert.Equal(minutes, Sla.MinutesOf(Month(2027, month), terms, null));
        Assert.Equal((0m, -100_000m), (CreditOf(terms, null, 2027, month, minutes * 0.001m), CreditOf(terms, null, 2027, month, minutes * 0.001m + 0.001m)));
    }

    // By hand: 10 days are 14,400 minutes, of which 14.4 are a thousandth; a third of the fee is due and a tenth of that credited.
    [Fact]
    public void Of_a_month_that_is_served_in_part_the_minutes_of_that_part_count()
    {
        var (terms, notice) = (With(Fee((Start, 1_000_000m)), Automatic, AfterLockIn), new Notice(Side.Buyer, Day(2026, 8, 1), Day(2026, 9, 10)));

        Assert.Equal((14_400, 0), (Sla.MinutesOf(Month(2026, 9), terms, notice), Sla.MinutesOf(Month(2026, 10), terms, notice)));
        Assert.Equal((0m, -33_333.33m), (CreditOf(terms, notice, 2026, 9, 14.4m), CreditOf(terms, notice, 2026, 9, 14.401m)));
        Assert.Equal(14_400, Sla.MinutesOf(Month(2026, 5), terms with { From = Day(2026, 5, 22) }, null));
    }

    static decimal CreditOf(Terms terms, Notice? notice, int year, int month, decimal down) =>
        terms.Resolve([Clauses.Reading(Clauses.Down, Month(year, month), down)], notice).Month("credit", Month(year, month));

    // Exact arithmetic vectors: a month of 30 days at 1,250,000.
    [Theory]
    [InlineData("B19-0", 44, 0, "1", "125000.00")]
    [InlineData("B19-1", 432, 0, "1", "125000.00")]
    [InlineData("B19-3", 3000, 0, "0.3", "375000.00")]
    [InlineData("B19-4", 44, 240, "1", "125000.00")]
    public void B19_the_credit_of_a_month(string id, int down, int excluded, string cap, string credit)
    {
        var terms = With(Fee((Start, 1_250_000m)), Automatic with { MonthCap = decimal.Parse(cap, CultureInfo.InvariantCulture) });
        var schedule = terms.Resolve([Clauses.Reading(Clauses.Down, Month(2026, 6), down), Clauses.Reading(Clauses.Excluded, Month(2026, 6), excluded)]);

        Assert.Equal((id, credit), (id, (-schedule.Month("credit", Month(2026, 6))).ToString(CultureInfo.InvariantCulture)));
        Assert.True(schedule.Month("credit", Month(2026, 5)) == 0 && schedule.Month("credit", Month(2026, 7)) == 0);
    }

    // Exact arithmetic vector: credits of 30,000, 50,000 and 40,000 under a yearly cap of 100,000, used up in the order of months.
    [Fact]
    public void B22_the_third_credit_is_cut_to_what_the_year_leaves()
    {
        var terms = With(Fee((Start, 1_000_000m)), Automatic with { Tiers = [new(0.99m, 0.03m), new(0.95m, 0.04m), new(0.90m, 0.05m)], YearCap = 100_000m });
        var schedule = terms.Resolve([Down(2026, 6, 1000), Down(2026, 8, 10_000), Down(2026, 10, 4000), Down(2027, 1, 10_000)]);

        Assert.Equal([-30_000m, -50_000m, -20_000m, -50_000m],
            new[] { Month(2026, 6), Month(2026, 8), Month(2026, 10), Month(2027, 1) }.Select(month => schedule.Month("credit", month)));
    }

    // 1,000 nodes of 720 hours, 5,760 node-hours down: 99.200%, which is 345.6 of the month's 43,200 minutes.
    [Fact]
    public void An_uptime_of_99_2_percent_credits_a_tenth_of_the_fee()
    {
        var terms = With(Fee((Start, 10m)), Automatic with { Tiers = [new(0.995m, 0.10m), new(0.99m, 0.25m), new(0.95m, 0.50m)], MonthCap = 0.3m });

        Assert.Equal(-1.0m, terms.Resolve([Clauses.Reading(Clauses.Down, Month(2026, 6), 5760m / 720_000 * June)]).Month("credit", Month(2026, 6)));
    }

    [Fact]
    public void A_month_that_nothing_was_read_for_and_one_without_a_counted_minute_have_no_credit()
    {
        Assert.Single(With(RampFee, Automatic).Resolve(Observations.None).Charges);
        Assert.Equal(0, Automatic.CreditShare(100, June, June));
    }

    // By hand: April's last day served is the 9th; 250 of 12,960 minutes down are 98.1%, a quarter of 9 days of 30 at 1,000: 75.
    [Fact]
    public void The_month_in_which_the_contract_ends_credits_its_share_of_what_was_billed_for_it()
    {
        var terms = With(Fee((Start, 1000m)), Automatic, AtOnce);
        var schedule = terms.Resolve([Down(2027, 4, 250)], new Notice(Side.Buyer, Day(2027, 1, 9), Day(2027, 4, 9)));

        Assert.Equal(300m, schedule.Month("fee", Month(2027, 4)));
        Assert.Equal(-75m, schedule.Month("credit", Month(2027, 4)));
    }

    // A month whose total is negative gives money already; being down in it must not take some of that back.
    [Fact]
    public void A_month_in_which_the_customer_is_given_money_never_charges_for_being_down()
    {
        var terms = With(Fee((Start, 1000m)), new Once("stock", Start, -5000m, "shares given to the customer"), Automatic);

        Assert.True(terms.Resolve([Down(2026, 5, 1000)]).Charges.Where(charge => charge.Name == "credit").All(charge => charge.Due.Total.Numerator.Sign <= 0));
    }

    // By hand: a cap of 100 a year. June's tenth of 1,000 uses it up; the fee of 100 from September on changes nothing about June.
    [Fact]
    public void The_years_cap_holds_across_an_amendment()
    {
        var sla = Automatic with { Tiers = [new(0.99m, 0.1m)], YearCap = 100m };
        var contract = Signed(With(Fee((Start, 1000m)), sla)).Amended(new TermsVersion(Day(2026, 9, 1), With(Fee((Start, 100m)), sla), Treatment.Prospective))
            with
        { Observed = [Down(2026, 6, 10_000), Down(2026, 9, 10_000)] };

        Assert.Equal((Rational)(-100m), contract.Schedule(Day(2026, 12, 31)).Of("credit").At(Day(2027, 1, 1)));
    }

    [Fact]
    public void Tiers_descend_in_bounds_and_ascend_in_credits_and_there_is_something_to_credit()
    {
        Check([RampFee, Automatic with { Tiers = [] }], RefusalCode.OutOfRange, "legs[1].tiers");
        Check([RampFee, Automatic with { Tiers = [.. Enumerable.Range(0, 21).Select(i => new SlaTier(0.9m - i * 0.01m, 0.1m))] }], RefusalCode.OutOfRange, "legs[1].tiers");
        Check([RampFee, Automatic with { Tiers = [Public[1], Public[0]] }], RefusalCode.InvalidTerms, "legs[1].tiers[1]");
        Check([RampFee, Automatic with { Tiers = [Public[0], Public[1] with { Credit = 0.09m }] }], RefusalCode.InvalidTerms, "legs[1].tiers[1]");
        Check([Automatic], RefusalCode.InvalidTerms, "legs[0].sla");
        Assert.Equal([Clauses.Down, Clauses.Excluded], With(Automatic).Meters);
    }

    static Gen<(Monthly Fee, Sla Sla, ImmutableArray<Quantity> Readings)> Cases =>
        from fee in Any.Monthly(Start, 600)
        from sla in Clauses.Sla
        from readings in Clauses.Readings(With() with { Through = Start.PlusDays(599) })
        select (fee, sla, readings);

    static Quantity Down(int year, int month, decimal minutes) => Clauses.Reading(Clauses.Down, Month(year, month), minutes);

    static void Check(Leg[] legs, RefusalCode code, string field)
    {
        var refusal = Assert.Single(With(legs).Check());
        Assert.Equal((code, field), (refusal.Code, refusal.Field));
    }
}
