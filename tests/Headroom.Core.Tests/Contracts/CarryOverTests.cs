using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class CarryOverTests
{
    // A million a quarter at 2.00, beyond it 3.00, beyond 200,000 more 2.50.
    static readonly Usage Quarterly = new("compute", Clauses.Used, 2m, 1_000_000m, 3, 3m) { Bands = [new(200_000m, 2.50m)], Carry = new(0.2m, 2, true) };

    static Gen<Usage> Carried =>
        from usage in Clauses.Usage.Where(usage => usage.Commit > 0)
        from share in Gen.Choose(0, 100)
        from periods in Gen.Choose(1, 4)
        from surplus in Gen.Elements(true, false)
        select usage with { Carry = new(share / 100m, periods, surplus) };

    static Terms Over(Usage usage, int months = 21) => With(usage, AtOnce) with { Through = Start.PlusMonths(months).PlusDays(-1) };

    // Law: what was paid ahead comes to nothing in the end, and at no time is less than nothing held.
    [Fact]
    public void What_is_paid_ahead_is_never_negative_and_all_used_or_lapsed_at_the_end() =>
        Prop.ForAll(Carried.ToArbitrary(), Gen.Choose(0, 2_000_000).ArrayOf(21).ToArbitrary(), Gen.Choose(0, 700).ToArbitrary(), (usage, amounts, days) =>
        {
            var terms = Over(usage);
            var last = LocalDate.Min(Start.PlusDays(days), terms.Through);
            var ahead = terms.Resolve(Readings(amounts), last < terms.Through ? new Notice(Side.Buyer, Start, last) : null).Of("compute paid ahead");
            return ahead.Total.IsZero && ahead.Changes.All(date => ahead.At(date).Numerator.Sign >= 0);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: carry-over never costs the buyer more, and never lets a unit be used that is paid for nowhere.
    [Fact]
    public void Carry_over_saves_the_buyer_money_and_gives_nothing_away() =>
        Prop.ForAll(Carried.ToArbitrary(), Gen.Choose(0, 2_000_000).ArrayOf(21).ToArbitrary(), (usage, amounts) =>
        {
            var flat = usage with { Overage = usage.Price, Carry = usage.Carry! with { Surplus = false } };
            Rational Cost(Usage one) => Over(one).Resolve(Readings(amounts)).Due.Total;
            var used = (Rational)amounts.Sum(amount => (long)amount) * usage.Price;
            return !(Cost(usage) > Cost(usage with { Carry = null })) && !(Cost(flat) < used);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 850,000, 1,100,000, 1,350,000 and 900,000 used, as in examples/commercial.
    [Fact]
    public void Four_quarters_by_hand()
    {
        var terms = Over(Quarterly, 12);
        var schedule = terms.Resolve(Readings(250_000, 300_000, 300_000, 400_000, 400_000, 300_000, 450_000, 450_000, 450_000, 300_000, 300_000, 300_000));
        decimal[] Quarters(Cumulative sum) => [.. Enumerable.Range(0, 4).Select(i => sum.Amount(Start.PlusMonths(3 * i), Start.PlusMonths(3 * i + 3), 2))];

        Assert.Equal([1_700_000m, 2_200_000m, 2_950_000m, 1_800_000m], Quarters(schedule.Due));
        Assert.Equal([300_000m, -200_000m, -100_000m, 0m], Quarters(schedule.Of("compute paid ahead")));
        Assert.Equal(8_650_000m, schedule.Due.Total);
    }

    // By hand: 500,000 missing, a fifth carried; nothing used beyond in the two quarters after, so it is earned with the third.
    [Fact]
    public void What_is_not_used_in_time_lapses_and_is_earned_then()
    {
        var schedule = Over(Quarterly, 12).Resolve(Readings(0, 0, 500_000, 0, 0, 1_000_000, 0, 0, 1_000_000, 0, 0, 1_200_000));

        Assert.Equal((Rational)400_000m, schedule.Of("compute paid ahead").At(Day(2027, 1, 1)));
        Assert.Equal(2_000_000m + 400_000m, schedule.Month("compute", Month(2027, 1)));
        Assert.Equal(2_000_000m + 600_000m, schedule.Month("compute", Month(2027, 4)));
    }

    // An amendment that knows nothing of the carry-over still earns what was paid under it.
    [Fact]
    public void What_was_paid_ahead_is_not_lost_by_an_amendment()
    {
        var signed = Signed(Over(Quarterly, 12)) with { Observed = [.. Readings(250_000, 300_000, 300_000)] };
        var amended = signed.Amended(new TermsVersion(Day(2026, 8, 1), Over(Quarterly with { Commit = 100_000m }, 12), Treatment.Prospective));

        Assert.True(amended.Schedule(null).Of("compute paid ahead").Total.IsZero);
    }

    [Fact]
    public void Bounds_and_what_does_not_go_together()
    {
        Assert.Equal("legs[0].commit.carry-over.share", Assert.Single(With(Quarterly with { Carry = new(1.1m, 1, false) }).Check()).Field);
        Assert.Equal("legs[0].commit.carry-over.periods", Assert.Single(With(Quarterly with { Carry = new(1m, 61, false) }).Check()).Field);
        Assert.Equal("legs[0].commit", Assert.Single(With(Quarterly with { Commit = 0 }).Check()).Field);
        Assert.Equal("legs[0].commit.carry-over", Assert.Single(With(Quarterly, new Escalator("rise", 0.03m, Day(2027, 5, 1), 12)).Check()).Field);
        Assert.Equal("legs[0].overage-tiers[1].beyond", Assert.Single(With(Quarterly with { Bands = [new(5m, 1m), new(5m, 1m)] }).Check()).Field);
        Assert.Equal("legs[0]", Assert.Single(With(Quarterly, new Once("compute paid ahead", Start, 1m, "a name that is taken")).Check()).Field);
    }

    static IEnumerable<Quantity> Readings(params int[] amounts) => amounts.Select((amount, i) => Clauses.Reading(Clauses.Used, Month(2026, 5).PlusMonths(i), amount));
}
