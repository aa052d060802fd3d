using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class BreakageTests
{
    static readonly Usage Committed = new("compute", "gpu-hours", 2m, 1_000_000m, 3, 3m);

    static readonly LocalDate Last = Day(2026, 10, 31);

    /// <summary>The contract of six months from May, with what was read from its first month on.</summary>
    static Contract Used(Leg leg, params decimal[] read) => Signed(With(leg) with { Through = Last }) with
    { Observed = [.. read.Select((amount, i) => Clauses.Reading("gpu-hours", Start.ToYearMonth().PlusMonths(i), amount))] };

    static Contract Expecting(Contract contract, decimal share) =>
        contract with { Accounting = [new AccountingPolicy(null, Start, null, [], Slug.Of("controller"), "use of three years") { ExpectedBreakage = share }] };

    static Cumulative Earned(Contract contract, RevenuePolicy policy = RevenuePolicy.StraightLineStated) => Recognition.Of(contract, policy, Last).Earned;

    static decimal Of(Cumulative earned, int month) => earned.Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);

    // Law: what is expected moves revenue only within a period: at its end as much is earned as without it, in between never less, and never more than the period's commitment and
    // what goes beyond it.
    [Fact]
    public void It_brings_revenue_forward_within_a_period_and_adds_none() =>
        Prop.ForAll(Gen.Choose(0, 700_000).ArrayOf(6).ToArbitrary(), Gen.Choose(1, 95).ToArbitrary(), (read, percent) =>
        {
            var contract = Used(Committed, [.. read.Select(hours => (decimal)hours)]);
            var (plain, expecting) = (Earned(contract), Earned(Expecting(contract, percent / 100m)));
            return Enumerable.Range(1, 6).Select(months => Start.PlusMonths(months)).All(date => (date.Month - Start.Month) % 3 == 0 ? expecting.At(date) == plain.At(date)
                : expecting.At(date) >= plain.At(date) && expecting.At(date) <= plain.At(Start.PlusMonths(date.Month < 8 ? 3 : 6)));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 300, 450 and 150 thousand of an expected 900 thousand hours: a third, a half and a sixth of 2,000,000.
    [Fact]
    public void A_commitment_is_earned_in_proportion_to_what_is_expected_to_be_used()
    {
        var contract = Used(Committed, 300_000m, 450_000m, 150_000m);
        var (plain, expecting) = (Earned(contract), Earned(Expecting(contract, 0.1m)));

        Assert.Equal((600_000.00m, 900_000.00m, 500_000.00m), (Of(plain, 5), Of(plain, 6), Of(plain, 7)));
        Assert.Equal((666_666.67m, 1_000_000.00m, 333_333.33m), (Of(expecting, 5), Of(expecting, 6), Of(expecting, 7)));
        Assert.Equal(600_000.00m, Of(Earned(Expecting(contract, 0.1m), RevenuePolicy.AsInvoiced), 5));
    }

    // By hand: of 200,000 paid for a pack a fifth is expected to lapse; 80,000 used earn 100,000, 40,000 more 50,000, and the last 50,000 when it lapses in August.
    [Fact]
    public void A_pack_is_earned_faster_than_it_is_used_and_whole_when_it_lapses()
    {
        var contract = Used(new BulkCredits("hours", "gpu-hours", [new CreditPack(Day(2026, 5, 10), 100_000m, 2m, Day(2026, 8, 31))], 2.5m, false), 40_000m, 20_000m, 0m, 0m);
        var earned = Earned(Expecting(contract, 0.2m));

        Assert.Equal((100_000.00m, 50_000.00m, 0.00m, 50_000.00m, 0.00m), (Of(earned, 5), Of(earned, 6), Of(earned, 7), Of(earned, 8), Of(earned, 9)));
    }

    // Law: also where units are carried over as much is earned in the end, and never less on the way.
    [Fact]
    public void Carried_units_bring_revenue_forward_and_add_none() =>
        Prop.ForAll(Gen.Choose(0, 900_000).ArrayOf(6).ToArbitrary(), Gen.Choose(1, 95).Two().ToArbitrary(), (read, percents) =>
        {
            var contract = Used(Committed with { EveryMonths = 1, Carry = new CarryOver(percents.Item2 / 100m, 2, percents.Item2 % 2 == 0) },
                [.. read.Select(hours => (decimal)hours)]);
            var (plain, expecting) = (Earned(contract), Earned(Expecting(contract, percents.Item1 / 100m)));
            return expecting.Total == plain.Total && Enumerable.Range(1, 6).Select(months => Start.PlusMonths(months)).All(date => expecting.At(date) >= plain.At(date));
        }).Check(Laws.Thousand);

    // By hand: of a million hours 700,000 are used by July, 100,000 lost and 200,000 carried. With 800,000 expected, 300 of 800 earn 750,000 in May and in June; at July's end 700
    // of 800 have earned 1,750,000. August uses the second million whole and 50,000 carried: 2,000,000, and 750 of 800: 125,000. The last 150,000 lapse in October: 125,000 more.
    [Fact]
    public void Carried_units_count_when_they_are_used()
    {
        var earned = Earned(Expecting(Used(Committed with { Carry = new CarryOver(0.2m, 2, false) }, 300_000m, 300_000m, 100_000m, 1_050_000m), 0.2m));

        Assert.Equal((750_000.00m, 750_000.00m, 250_000.00m, 2_125_000.00m, 0.00m, 125_000.00m),
            (Of(earned, 5), Of(earned, 6), Of(earned, 7), Of(earned, 8), Of(earned, 9), Of(earned, 10)));
    }

    // By hand: from July on an hour costs 2.20, also each of the 100,000 charged unused. A ninth more than was used is expected to be paid for: of 300,000 hours 33,333 1/3 at
    // 2.20, 73,333.33 in May; of 450,000 more 110,000 in June; July has 550,000 less those 183,333.33.
    [Fact]
    public void Unused_units_cost_what_they_will_when_they_are_charged()
    {
        var contract = Used(Committed, 300_000m, 450_000m, 150_000m);
        var rising = contract with
        {
            Versions = [contract.Versions[0]
            with { Terms = contract.Terms with { Legs = contract.Terms.Legs.Add(new Escalator("rise", 0.1m, Day(2026, 7, 1), 12)) } }]
        };
        var earned = Earned(Expecting(rising, 0.1m));

        Assert.Equal((673_333.33m, 1_010_000.00m, 366_666.67m), (Of(earned, 5), Of(earned, 6), Of(earned, 7)));
    }

    [Fact]
    public void What_nobody_commits_to_is_earned_as_it_is_used()
    {
        var free = Committed with { Commit = 0m };

        Assert.Equal(Of(Earned(Used(free, 300_000m)), 5), Of(Earned(Expecting(Used(free, 300_000m), 0.1m)), 5));
    }
}
