using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ExitFeeTests
{
    static readonly Exit Tenth = AfterLockIn with { FeeShare = 0.1m };

    // Law: the fee is the agreed share of exactly what the rest of the stated term would have come to, on the last day served.
    [Fact]
    public void It_is_the_share_of_what_would_still_have_come() =>
        Prop.ForAll(Any.Monthly(Start, 900).ToArbitrary(), Gen.Choose(0, 898).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), (fee, ends, percent) =>
        {
            var terms = With(fee, AtOnce with { FeeShare = percent / 100m }) with { Through = Start.PlusDays(899) };
            var last = Start.PlusDays(ends);
            var left = terms.Resolve(Observations.None).Due.Over(last.PlusDays(1), terms.End);
            var ended = terms.Resolve(Observations.None, new Notice(Side.Buyer, Start, last));
            return percent == 0 ? ended.Charges.Length == 1
                : ended.Of(Exit.FeeCharge).Total == left * (percent / 100m) && ended.Of(Exit.FeeCharge).PerDayOn(last) == left * (percent / 100m);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Exact arithmetic vector: a tenth of what remains after 9 December 2026, 37,137,096,774.19.
    [Fact]
    public void B42_a_tenth_of_the_remaining_fees() => Assert.Equal(3_713_709_677.42m, FeeOf(Side.Buyer, Tenth));

    [Fact]
    public void The_seller_that_ends_gives_it_to_the_buyer() => Assert.Equal(-3_713_709_677.42m, FeeOf(Side.Seller, Tenth));

    [Fact]
    public void A_side_that_ends_by_the_other_sides_right_owes_nothing_of_it() =>
        Assert.Equal(0m, FeeOf(Side.Seller, Tenth with { By = Side.Buyer }));

    // Each side has a right and a fee of its own: which of them was written down first says nothing.
    [Fact]
    public void The_fee_is_that_of_the_side_that_ends_in_whatever_order_the_rights_are_written()
    {
        var (seller, buyer) = (Tenth with { By = Side.Seller, FeeShare = 0.2m }, Tenth with { By = Side.Buyer });

        Assert.Equal((3_713_709_677.42m, -7_427_419_354.84m), (FeeOf(Side.Buyer, buyer, seller), FeeOf(Side.Seller, buyer, seller)));
        Assert.Equal((3_713_709_677.42m, -7_427_419_354.84m), (FeeOf(Side.Buyer, seller, buyer), FeeOf(Side.Seller, seller, buyer)));
    }

    // Free with half a year's notice, for a tenth with ninety days': the buyer that uses the short notice owes the tenth.
    [Fact]
    public void Of_two_rights_of_one_side_the_fee_is_that_of_the_right_used()
    {
        var slow = AfterLockIn with { By = Side.Buyer, Length = Days(180) };
        var quick = Tenth with { By = Side.Buyer };

        Assert.Equal(3_713_709_677.42m, FeeOf(Side.Buyer, quick, slow));
        Assert.Equal(3_713_709_677.42m, FeeOf(Side.Buyer, slow, quick));
        Assert.Equal(0m, FeeOf(Side.Buyer, quick with { Length = Days(180) }, slow with { Length = Days(90) }));
    }

    // What is committed for the rest of the term is what remains of it: 29 months at a million, used or not.
    [Fact]
    public void Of_take_or_pay_it_is_a_share_of_the_commitments_that_remain()
    {
        var terms = With(new Usage("compute", Clauses.Used, 1m, 1_000_000m, 1, 1m), Tenth);

        Assert.Equal(2_900_000m, terms.Resolve(Observations.None, new Notice(Side.Buyer, Day(2026, 10, 2), Day(2026, 12, 31)))
            .Charges.Where(charge => charge.Name == Exit.FeeCharge).Sum(charge => charge.Due.Total.Round(2)));
    }

    // Quarters of three million: of the one from November a month and 15 days of 31 are owed by 15 December, so that 37 - 3 - 3 - 1 15/31 months at a million remain.
    [Fact]
    public void What_a_period_cut_short_owes_is_not_paid_a_share_of_again()
    {
        var terms = With(new Usage("compute", Clauses.Used, 1m, 3_000_000m, 3, 1m), Tenth);

        Assert.Equal(2_951_612.90m, terms.Resolve(Observations.None, new Notice(Side.Buyer, Day(2026, 9, 16), Day(2026, 12, 15))).Of(Exit.FeeCharge).Total.Round(2));
    }

    // Half of the GPUs were given back in summer: four months at half a million remain after December, and a tenth of them is due.
    [Fact]
    public void What_was_given_back_before_is_not_paid_for()
    {
        var release = new PartialRelease("less", Colossus, Side.Buyer, Start, 30, new Gpus(100), new Gpus(100), [], null, 0);
        var terms = With(Reserving((Start, 200)) with { Whole = null }, Fee((Start, 1_000_000m)), release, Tenth) with { Through = Day(2027, 4, 30) };
        var released = Observations.None with { Events = [new PartReleased(Day(2026, 7, 2), "less", new Gpus(100))] };

        Assert.Equal(200_000m, terms.Resolve(released, new Notice(Side.Buyer, Day(2026, 10, 2), Day(2026, 12, 31))).Of(Exit.FeeCharge).Total.Round(2));
    }

    [Fact]
    public void Power_that_nobody_draws_is_no_part_of_it() =>
        Assert.Equal(Rational.Zero,
            With(new Power("energy", "kwh", [new(Start, 0.1m)], null, null, 100_000m, 1), Tenth).Resolve(Observations.None,
                new Notice(Side.Buyer, Day(2026, 9, 10), Day(2026, 12, 9)))
            .Of(Exit.FeeCharge).Total);

    // A credit for December lowers December's bill; the fee is a share of fees and stays what it is.
    [Fact]
    public void A_credit_of_the_last_month_does_not_change_it()
    {
        var terms = With(RampFee, new Sla("credit", Clauses.Down, Clauses.Excluded, [new(0.99m, 0.1m)], 1m, null), Tenth);
        var notice = new Notice(Side.Buyer, Day(2026, 9, 10), Day(2026, 12, 9));

        Assert.Equal(3_713_709_677.42m, terms.Resolve([Clauses.Reading(Clauses.Down, Month(2026, 12), 44_640m)], notice).Of(Exit.FeeCharge).Total.Round(2));
    }

    [Fact]
    public void At_the_end_of_the_term_there_is_nothing_left_to_pay_a_share_of() =>
        Assert.Single(With(RampFee, Tenth).Resolve(Observations.None, new Notice(Side.Buyer, Start, Through)).Charges);

    [Fact]
    public void A_share_lies_between_nothing_and_everything()
    {
        Assert.Equal("legs[1].fee", Assert.Single(With(RampFee, Tenth with { FeeShare = 1.01m }).Check()).Field);
        Assert.Equal("legs[1].fee", Assert.Single(With(RampFee, Tenth with { FeeShare = -0.01m }).Check()).Field);
    }

    static decimal FeeOf(Side by, params Exit[] exits) =>
        With([RampCapacity, RampFee, .. exits]).Resolve(Observations.None, new Notice(by, Day(2026, 9, 10), Day(2026, 12, 9)))
            .Charges.Where(charge => charge.Name == Exit.FeeCharge).Sum(charge => charge.Due.Total.Round(2));
}
