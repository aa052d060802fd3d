using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class PowerTests
{
    static readonly Power Energy = new("energy", "kwh", [new(Start, 0.10m), new(Day(2026, 11, 1), 0.12m)], null, new("computers-kwh", 1.3m), 50_000m, 3);

    // Law: when all was read, the buyer has paid what it cost and no more, whatever was estimated and however often it was trued up.
    [Fact]
    public void Estimates_change_when_money_is_paid_and_not_how_much() =>
        Prop.ForAll(Gen.Choose(0, 900_000).ArrayOf(12).ToArbitrary(), Gen.Choose(0, 100_000).ToArbitrary(), Gen.Choose(1, 7).ToArbitrary(), (kwh, estimate, every) =>
        {
            var readings = kwh.SelectMany((read, i) => Read(i, read, read * 4 / 5)).ToList();
            Rational Total(Power power) => Year(power).Resolve(readings).Due.Total;
            return Total(Energy with { Estimate = estimate, EveryMonths = every }) == Total(Energy with { Estimate = null, EveryMonths = 1 });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: never more than the computers' energy times the cap at the tariff.
    [Fact]
    public void Overhead_above_the_cap_is_not_passed_on() =>
        Prop.ForAll(Gen.Choose(0, 900_000).ToArbitrary(), Gen.Choose(0, 900_000).ToArbitrary(), (kwh, computers) =>
        {
            var due = Year(Energy with { Estimate = null, EveryMonths = 1 }).Resolve(Read(0, kwh, computers)).Due.Total;
            return due == Math.Min(kwh, computers * 1.3m) * 0.10m;
        }).Check(Laws.Seeded);

    // By hand: 600,000 kWh, the computers 440,000: 572,000 at 0.10 are 57,200 a month, 7,200 more than was estimated.
    [Fact]
    public void A_quarter_is_trued_up_on_its_last_day()
    {
        var due = Year(Energy).Resolve(Enumerable.Range(0, 3).SelectMany(i => Read(i, 600_000, 440_000))).Due;

        Assert.Equal([50_000m, 50_000m, 71_600m, 50_000m], Enumerable.Range(0, 4).Select(i => due.Amount(Start.PlusMonths(i), Start.PlusMonths(i + 1), 2)));
    }

    // By hand: it cost 66,000 for 600,000 kWh; 572,000 of them are passed on: 62,920. A month without a kilowatt-hour that cost 66,000 all the same cost that.
    [Theory]
    [InlineData(600_000, 440_000, 62_920)]
    [InlineData(0, 0, 66_000)]
    public void A_metered_cost_is_passed_on_by_the_same_share(int kwh, int computers, int passed) =>
        Assert.Equal(passed, Year(Energy with { Tariff = [], CostMeter = "cost", Estimate = null, EveryMonths = 1 })
            .Resolve(Read(0, kwh, computers).Append(Clauses.Reading("cost", Month(2026, 5), 66_000m))).Due.Total);

    [Fact]
    public void A_month_takes_the_tariff_of_its_first_day_and_one_that_was_not_read_the_estimate()
    {
        var due = Year(Energy with { EveryMonths = 1 }).Resolve(Read(6, 500_000, 400_000)).Due;

        Assert.Equal(60_000m, due.Amount(Day(2026, 11, 1), Day(2026, 12, 1), 2));
        Assert.Equal(50_000m, due.Amount(Day(2026, 12, 1), Day(2027, 1, 1), 2));
    }

    // Notice ends it on 15 June: half of June's estimate, and the true-up comes then.
    [Fact]
    public void Notice_trues_up_on_the_last_day()
    {
        var terms = Year(Energy) with { Legs = [Energy, AtOnce] };
        var due = terms.Resolve(Read(0, 600_000, 440_000), new Notice(Side.Buyer, Start, Day(2026, 6, 15))).Due;

        Assert.Equal(50_000m + 25_000m + 7_200m, due.Total);
    }

    [Fact]
    public void Bounds_and_what_does_not_go_together()
    {
        Assert.Equal("legs[0].true-up", Assert.Single(With(Energy with { EveryMonths = 61 }).Check()).Field);
        Assert.Equal("legs[0].overhead.pue-cap", Assert.Single(With(Energy with { Overhead = new("it", 0.9m) }).Check()).Field);
        Assert.Equal("legs[0].tariff", Assert.Single(With(Energy with { CostMeter = "cost" }).Check()).Field);
        Assert.Equal(["kwh", "computers-kwh"], With(Energy).Meters);
    }

    static Terms Year(Power power) => With(power) with { Through = Day(2027, 4, 30) };

    static IEnumerable<Quantity> Read(int month, int kwh, int computers) =>
        [Clauses.Reading("kwh", Month(2026, 5).PlusMonths(month), kwh), Clauses.Reading("computers-kwh", Month(2026, 5).PlusMonths(month), computers)];
}
