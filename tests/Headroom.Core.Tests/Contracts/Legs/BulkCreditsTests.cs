using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class BulkCreditsTests
{
    static readonly CreditPack First = new(Day(2026, 5, 10), 100_000m, 2m, Day(2026, 10, 31)), Second = new(Day(2026, 9, 1), 200_000m, 1.80m, Day(2027, 4, 30));

    static readonly BulkCredits Hours = new("hours", Clauses.Used, [First, Second], 2.50m, false);

    static Gen<BulkCredits> Packs =>
        from dates in Gen.Choose(0, 600).ArrayOf(3)
        from lives in Gen.Choose(0, 400).ArrayOf(3)
        from units in Gen.Choose(1, 500_000).ArrayOf(3)
        from prices in Gen.Choose(0, 5_000).ArrayOf(3)
        from refunds in Gen.Elements(true, false)
        let packs = dates.Distinct().Order().Select((date, i) => new CreditPack(Start.PlusDays(date), units[i], prices[i] / 1000m, Start.PlusDays(date + lives[i])))
        select new BulkCredits("hours", Clauses.Used, [.. packs], 0m, refunds);

    // Law: bought = used + lapsed + left, in money; so what was paid ahead is never negative and comes to nothing in the end.
    [Fact]
    public void All_that_was_bought_is_used_or_lapses_or_is_given_back() =>
        Prop.ForAll(Packs.ToArbitrary(), Gen.Choose(0, 200_000).ArrayOf(21).ToArbitrary(), Gen.Choose(0, 700).ToArbitrary(), (credits, amounts, days) =>
        {
            var terms = With(credits, AtOnce) with { Through = Start.PlusMonths(21).PlusDays(-1) };
            var last = LocalDate.Min(Start.PlusDays(days), terms.Through);
            var schedule = terms.Resolve(Readings(amounts), last < terms.Through ? new Notice(Side.Buyer, Start, last) : null);
            var (ahead, earned) = (schedule.Of("hours paid ahead"), schedule.Of("hours").Total);
            var bought = credits.Packs.Where(pack => pack.On <= last).Aggregate(Rational.Zero, (sum, pack) => sum + (Rational)pack.Units * pack.Price);
            return ahead.Total.IsZero && ahead.Changes.All(date => ahead.At(date).Numerator.Sign >= 0)
                && (credits.Refunds ? !(earned > bought) : earned == bought);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 90,000 of the first pack used, 10,000 lapse on 31 October; of the second all, and 10,000 more at 2.50: 200,000 + 360,000 + 25,000.
    [Fact]
    public void Packs_are_used_oldest_first_and_what_lapses_is_earned_then()
    {
        var schedule = With(Hours).Resolve(Readings(30_000, 20_000, 0, 0, 30_000, 10_000, 0, 150_000, 0, 60_000));

        Assert.Equal(60_000m, schedule.Month("hours", Month(2026, 9)));
        Assert.Equal(20_000m + 20_000m, schedule.Month("hours", Month(2026, 10)));
        Assert.Equal(50_000 * 1.80m + 25_000m, schedule.Month("hours", Month(2027, 2)));
        Assert.Equal(585_000m, schedule.Due.Total);
        Assert.Equal(200_000m, schedule.Of("hours paid ahead").At(Day(2026, 5, 11)));
    }

    // By hand: nothing used; notice ends it on 15 September. 300,000 units are left: 560,000 are given back, or earned.
    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 560_000)]
    public void What_is_left_when_the_contract_ends_early_is_given_back_or_lost(bool refunds, int earned)
    {
        var schedule = With(Hours with { Refunds = refunds }, AtOnce).Resolve([], new Notice(Side.Buyer, Start, Day(2026, 9, 15)));

        Assert.Equal((Rational)earned, schedule.Due.Total);
        Assert.Equal((Rational)(-560_000m), schedule.Of("hours paid ahead").PerDayOn(Day(2026, 9, 15)));
    }

    // A reading that comes later is the difference: what had lapsed was used after all, and nothing is billed for it.
    [Fact]
    public void A_late_reading_within_a_pack_changes_no_total_of_a_month()
    {
        var (before, after) = (With(Hours).Resolve(Readings(100)), With(Hours).Resolve(Readings(100, 0, 0, 0, 0, 5_000)));
        decimal October(Schedule schedule) => schedule.Month("hours", Month(2026, 10)) + schedule.Month("hours paid ahead", Month(2026, 10));

        Assert.Equal(October(before), October(after));
    }

    [Fact]
    public void A_pack_lies_in_the_term_and_its_meter_is_charged_once()
    {
        Assert.Equal("legs[0].packs[0].through", Assert.Single(With(Hours with { Packs = [First with { Through = Day(2026, 5, 9) }] }).Check()).Field);
        Assert.Equal("legs[0].packs[0].on", Assert.Single(With(Hours with { Packs = [First with { On = Day(2026, 4, 30) }] }).Check()).Field);
        Assert.All(With(Hours, new Usage("more", Clauses.Used, 1m, 0, 1, 1m)).Check(), refusal => Assert.EndsWith(".meter", refusal.Field));
        Assert.Contains("lapses", string.Join(' ', Signed(With(Hours)).Milestones(null).Select(milestone => milestone.What)));
    }

    static IEnumerable<Quantity> Readings(params int[] amounts) => amounts.Select((amount, i) => Clauses.Reading(Clauses.Used, Month(2026, 5).PlusMonths(i), amount));
}
