using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class RevenueTests
{
    static readonly RevenuePolicy[] Policies = Enum.GetValues<RevenuePolicy>();

    // Law: policies differ in when, never in how much. When the contract has ended every one has earned exactly what is due.
    [Fact]
    public void Every_policy_earns_in_total_exactly_what_is_due() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms => EarnsWhatIsDue(Signed(terms))).Check(Laws.Seeded);

    [Fact]
    public void Also_when_notice_was_served() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), (terms, offset) => EarnsWhatIsDue(Ended(Signed(terms), offset))).Check(Laws.Seeded);

    [Fact]
    public void Also_when_the_terms_were_amended_each_time_by_another_treatment() =>
        Prop.ForAll(Amended.ToArbitrary(), Gen.Choose(0, 2000).ToArbitrary(), (contract, offset) =>
            EarnsWhatIsDue(contract) && EarnsWhatIsDue(Ended(contract, offset))).Check(Laws.Seeded);

    // Law: nothing is earned before the first day served.
    [Fact]
    public void Nothing_is_earned_before_the_first_day() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Gen.Choose(-60, 900).ToArbitrary(), (terms, offset) =>
            Policies.All(policy => Revenue.Earned(Ended(Signed(terms), offset), policy, null).At(terms.From).IsZero)).Check(Laws.Seeded);

    // Law: fees that are never negative are never earned back after the month of a notice: from the day that it is known, no more is recognised than will fall due.
    [Fact]
    public void No_month_after_that_of_a_notice_is_negative() =>
        Prop.ForAll(Gen.OneOf(Any.Terms.Select(Signed), Amended).ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), (contract, offset) =>
            Ended(contract, offset) is var ended && (ended.Notice is not { } notice || Policies.All(policy => NeverEarnsBack(ended, notice, policy)))).Check(Laws.Thousand);

    static bool NeverEarnsBack(Contract ended, Notice notice, RevenuePolicy policy)
    {
        var earned = Revenue.Earned(ended, policy, null);
        var first = notice.Served.ToYearMonth();
        return Enumerable.Range(1, 60).Select(i => first.PlusMonths(i).OnDayOfMonth(1)).All(month => earned.Over(month, month.PlusMonths(1)) >= Rational.Zero);
    }

    // Exact arithmetic vectors: 45 billion evenly over 37 months.
    [Fact]
    public void B30_straight_line_over_the_stated_term_by_months()
    {
        var earned = Earned(Agreed, RevenuePolicy.StraightLineStated);
        var (due, months) = (Agreed.Resolve(Observations.None).Due, Enumerable.Range(0, 37).Select(i => MonthOf(earned, Start.PlusMonths(i))).ToList());

        Assert.Equal([1_216_216_216.22m, 1_216_216_216.21m, 1_216_216_216.22m, 1_216_216_216.22m], [months[0], months[1], months[2], months[36]]);
        Assert.Equal(45_000_000_000.00m, months.Sum());
        Assert.Equal(1_182_432_432.43m, (earned - due).At(Day(2026, 7, 1)).Round(2));
        Assert.Equal(844_594_594.59m, (earned - due).At(Day(2027, 5, 1)).Round(2));
    }

    // By hand: two charges of 0.125 are billed as 0.13 each; 0.25 of revenue would leave a cent on the contract for ever.
    [Fact]
    public void Where_all_that_is_due_is_earned_it_is_rounded_as_it_was_billed()
    {
        var contract = Signed(With(new Once("one", Start, 0.125m, "a tie"), new Once("other", Start, 0.125m, "a tie")) with { Through = Day(2026, 5, 31) });

        Assert.Equal(0.26m, Revenue.Recognise(contract, Month(2026, 5), new Dictionary<Slug, decimal>()));
    }

    [Fact]
    public void B31_the_three_months_that_both_must_perform_evenly_by_months()
    {
        var earned = Earned(Agreed with { Through = Day(2026, 7, 31) }, RevenuePolicy.StraightLineStated);

        Assert.Equal([833_333_333.33m, 833_333_333.34m, 833_333_333.33m], Enumerable.Range(0, 3).Select(i => MonthOf(earned, Start.PlusMonths(i))));
        Assert.Equal(416_666_666.67m, earned.At(Day(2026, 7, 1)).Round(2) - 1_250_000_000m);
    }

    // 6,209.68 million over the 183 days to 30 October 2026, then each day at its own fee.
    [Fact]
    public void Straight_line_over_the_enforceable_term_by_days()
    {
        var earned = Earned(Agreed, RevenuePolicy.StraightLineEnforceable);

        Assert.Equal(
            [1_051_912_568.31m, 1_017_979_904.81m, 1_051_912_568.30m, 1_051_912_568.31m, 1_017_979_904.81m],
            Enumerable.Range(0, 5).Select(i => MonthOf(earned, Start.PlusMonths(i))));
        Assert.Equal(6_209_677_419.35m, earned.At(Day(2026, 10, 31)).Round(2));
        Assert.Equal(1_250_000_000.00m, MonthOf(earned, Day(2026, 11, 1)));
    }

    [Fact]
    public void Capacity_over_the_term_follows_forty_seventy_and_a_hundred_percent()
    {
        var ramp = With(Reserving((Start, 88_000), (Day(2026, 6, 1), 154_000), (Day(2026, 7, 1), 220_000)), RampFee, AfterLockIn);
        var earned = Earned(ramp, RevenuePolicy.CapacityOverTerm);

        Assert.Equal([490.13m, 857.73m, 1225.33m, 1225.33m, 1225.33m], Enumerable.Range(0, 5).Select(i => Millions(earned, Start.PlusMonths(i), Start.PlusMonths(i + 1))));
        Assert.Equal(1185.81m, Millions(earned, Day(2026, 10, 1), Day(2026, 10, 31)));
    }

    [Fact]
    public void Availability_earns_625_in_each_month_of_an_even_ramp_and_then_1250()
    {
        var earned = Earned(Agreed, RevenuePolicy.AvailabilityThenStraightLine);

        Assert.Equal([625_000_000.00m, 625_000_000.00m, 1_250_000_000.00m], Enumerable.Range(0, 3).Select(i => MonthOf(earned, Start.PlusMonths(i))));
    }

    [Fact]
    public void As_invoiced_earns_what_is_due_every_day() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, date) =>
            Earned(terms, RevenuePolicy.AsInvoiced).At(date) == terms.Resolve(Observations.None).Due.At(date)).Check(Laws.Seeded);

    // Terminated after eight months under the stated straight line: 979.73 million of ramp discount were earned and will never be billed.
    [Fact]
    public void B34_an_asset_that_will_never_be_billed_falls_on_the_rest_of_the_term()
    {
        var ended = Anthropic with { Notice = new Notice(Side.Buyer, Day(2026, 10, 2), Day(2026, 12, 31)) };
        var earned = Revenue.Earned(ended, RevenuePolicy.StraightLineStated, null);

        Assert.Equal(979_729_729.73m, Earned(Agreed, RevenuePolicy.StraightLineStated).At(Day(2027, 1, 1)).Round(2) - 8_750_000_000m);
        Assert.Equal((Rational)8_750_000_000m, earned.Total);
    }

    // Six months free, then six at 2,400: 1,200 a month. Notice on 15 October ends it on 15 November, half of whose 2,400 is all that will ever be invoiced. By 15 October
    // 5 x 1,200 + 1,200 x 15/31 = 6,580.65 were earned: 5,380.65 are reversed on that day, 1,200 stand until they are invoiced.
    [Fact]
    public void What_was_earned_beyond_all_that_will_be_invoiced_is_reversed_on_the_day_of_the_notice()
    {
        var ended = Half(RevenuePolicy.StraightLineStated, Day(2026, 10, 15), Day(2026, 11, 15));

        Assert.Equal([1_200.00m, -4_800.00m, 0m, 0m], new[] { 9, 10, 11, 12 }.Select(month => MonthOf(ended, Day(2026, month, 1))));
        Assert.Equal((1_200.00m, 1_200.00m), (ended.At(Day(2026, 10, 16)).Round(2), ended.Total.Round(2)));
    }

    // The same served on 30 September, to end in the free months: the five months' 6,000 will never be invoiced. The books of September say so, not those of October.
    [Fact]
    public void Notice_on_the_last_day_of_a_month_is_reversed_in_that_month()
    {
        var ended = Half(RevenuePolicy.StraightLineStated, Day(2026, 9, 30), Day(2026, 10, 31));

        Assert.Equal([1_200.00m, -4_800.00m, 0m], new[] { 8, 9, 10 }.Select(month => MonthOf(ended, Day(2026, month, 1))));
        Assert.Equal(Rational.Zero, ended.Total);
    }

    /// <summary>Twelve months from May 2026, six of them free and six at 2,400, with notice.</summary>
    static Cumulative Half(RevenuePolicy policy, LocalDate served, LocalDate last) => Revenue.Earned(
        Signed(With(Fee((Start, 0m), (Day(2026, 11, 1), 2_400m))) with { Through = Day(2027, 4, 30) }) with { Notice = new Notice(Side.Buyer, served, last) }, policy, null);

    // 24 months at 100; at month 12 the remaining twelve go to 90 and twelve more at 80 follow: (1,080 + 960) / 24 = 85 a month.
    [Fact]
    public void Blend_and_extend_is_spread_prospectively()
    {
        var signed = With(Fee((Start, 100m))) with { Through = Day(2028, 4, 30) };
        var blended = With(Fee((Start, 100m), (Day(2027, 5, 1), 90m), (Day(2028, 5, 1), 80m))) with { Through = Day(2029, 4, 30) };
        var contract = Signed(signed).Amended(new TermsVersion(Day(2027, 5, 1), blended, Treatment.Prospective));
        var earned = Revenue.Earned(contract, RevenuePolicy.StraightLineStated, null);

        Assert.Equal((Rational)1200m, earned.At(Day(2027, 5, 1)));
        Assert.Equal((Rational)3240m, earned.Total);
        Assert.Equal((Rational)85m, earned.Over(Day(2027, 5, 1), Day(2027, 6, 1)));
        Assert.Equal((Rational)85m, earned.Over(Day(2029, 4, 1), Day(2029, 5, 1)));
    }

    // 45.0 bn, after twelve months the fee falls so that 41.25 bn are the total: the difference to the new pattern is earned at once.
    [Fact]
    public void B36_a_catch_up_earns_the_difference_on_its_date()
    {
        var cheaper = With(RampCapacity, Fee((Start, 625_000_000m), (Day(2026, 7, 1), 1_250_000_000m), (Day(2027, 5, 1), 1_100_000_000m)), AfterLockIn);
        var earned = Revenue.Earned(Anthropic.Amended(new TermsVersion(Day(2027, 5, 1), cheaper, Treatment.CatchUp)), RevenuePolicy.StraightLineStated, null);

        Assert.Equal(-1_216_216_216.22m, (earned.PerDayOn(Day(2027, 5, 1)) - earned.PerDayOn(Day(2027, 5, 2))).Round(2));
        Assert.Equal(41_250_000_000m, earned.Total.Round(2));
        Assert.Equal(1_114_864_864.86m, earned.Over(Day(2027, 6, 1), Day(2027, 7, 1)).Round(2));
    }

    // 1,000 a month for 36 months; after twelve 30,000 are agreed for the rest: 12/36 of 42,000 are 14,000, so 2,000 are earned at once and 1,166.67 a month from then on.
    [Fact]
    public void B37_a_catch_up_to_a_third_of_the_renegotiated_total()
    {
        Terms Of(decimal later) => With(Fee((Start, 1_000m), (Day(2027, 5, 1), later))) with { Through = Day(2029, 4, 30) };
        var earned = Revenue.Earned(Signed(Of(1_000m)).Amended(new TermsVersion(Day(2027, 5, 1), Of(1_250m), Treatment.CatchUp)), RevenuePolicy.StraightLineStated, null);

        Assert.Equal((12_000m, 2_000m), (earned.At(Day(2027, 5, 1)).Round(2), (earned.PerDayOn(Day(2027, 5, 1)) - earned.PerDayOn(Day(2027, 5, 2))).Round(2)));
        Assert.Equal((1_166.67m, 42_000m), (earned.Over(Day(2027, 6, 1), Day(2027, 7, 1)).Round(2), earned.Total.Round(2)));
    }

    // A later correction is kept when a prospective change stands before it.
    [Fact]
    public void A_correction_after_a_prospective_change_holds()
    {
        var (raised, corrected) = (With(Fee((Start, 20m))) with { Through = Day(2026, 12, 31) }, With(Fee((Start, 30m))) with { Through = Day(2026, 12, 31) });
        var contract = Signed(With(Fee((Start, 10m))) with { Through = Day(2026, 12, 31) })
            .Amended(new TermsVersion(Day(2026, 7, 1), raised, Treatment.Prospective)).Amended(new TermsVersion(Day(2026, 10, 1), corrected, Treatment.Correction));

        Assert.Equal((Rational)(20 + 60 + 90), Revenue.Earned(contract, RevenuePolicy.StraightLineStated, null).Total);
    }

    // Notice may be served before the first day; service, and so revenue, still starts on it.
    [Fact]
    public void Notice_served_before_the_start_earns_nothing_before_it()
    {
        var early = Signed(With(RampCapacity, RampFee, AtOnce with { NoticeFrom = Day(2026, 3, 1) })) with { Notice = new Notice(Side.Buyer, Day(2026, 4, 1), Day(2026, 6, 30)) };

        Assert.All(Policies, policy => Assert.Equal((policy, Rational.Zero), (policy, Revenue.Earned(early, policy, null).At(Start))));
    }

    // Where nothing is reserved there is no pattern of capacity, and the fees of the term are still earned.
    [Fact]
    public void A_contract_that_reserves_nothing_earns_its_fees_by_capacity_too() =>
        Assert.Equal((Rational)44_375_000_000m + 625_000_000m, Earned(With(RampFee, AfterLockIn), RevenuePolicy.CapacityOverTerm).Total);

    static bool EarnsWhatIsDue(Contract contract)
    {
        Assert.All(Policies, policy => Assert.Equal((policy, contract.Schedule(null).Due.Total), (policy, Revenue.Earned(contract, policy, null).Total)));
        return true;
    }

    /// <summary>The contract with notice by whoever may serve it, when that ends it early.</summary>
    static Contract Ended(Contract contract, int offset)
    {
        var served = contract.Versions[0].Terms.From.PlusDays(offset);
        if (contract.Terms.Exits.FirstOrDefault() is not { } exit) return contract;
        var (from, last) = (LocalDate.Max(served, exit.NoticeFrom), exit.LastDayIfServed(served));
        return last >= contract.Terms.Through || last < contract.Versions[0].Terms.From ? contract : contract with { Notice = new Notice(Side.Buyer, from, last) };
    }

    static Gen<Contract> Amended =>
        from terms in Any.Terms
        from first in Any.Amendment(terms)
        from second in Any.Amendment(terms)
        from offsets in Gen.Choose(0, 899).ArrayOf(2)
        from treatments in Gen.Elements(Enum.GetValues<Treatment>()).ArrayOf(2)
        let exits = terms.Exits
        let one = new TermsVersion(LocalDate.Min(terms.From.PlusDays(offsets.Min()), first.Through),
            first with { Legs = [.. first.Legs, .. exits.Where(exit => !exit.Check(first).Any())] }, treatments[0])
        let two = new TermsVersion(LocalDate.Min(terms.From.PlusDays(offsets.Max()), second.Through),
            second with { Legs = [.. second.Legs, .. exits.Where(exit => !exit.Check(second).Any())] }, treatments[1])
        select Signed(terms).Amended(one).Amended(two);

    static Cumulative Earned(Terms terms, RevenuePolicy policy) => Revenue.Earned(Signed(terms), policy, null);

    static decimal MonthOf(Cumulative earned, LocalDate first) => earned.Amount(first, first.PlusMonths(1), 2);

    static decimal Millions(Cumulative earned, LocalDate from, LocalDate end) => (earned.Over(from, end) / 1_000_000).Round(2);
}
