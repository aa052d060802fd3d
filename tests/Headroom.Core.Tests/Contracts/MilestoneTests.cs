using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class MilestoneTests
{
    // Law: a clause that an amendment replaced sets no more dates, and nothing is set after the last day served.
    [Fact]
    public void No_date_lies_after_the_last_day_served_or_comes_from_terms_that_no_longer_hold() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, at) =>
        {
            var cut = Signed(terms) with { Notice = new Notice(Side.Buyer, terms.From, LocalDate.Min(LocalDate.Max(at, terms.From), terms.Through)) };
            var amended = Signed(terms).Amended(new TermsVersion(terms.From, terms with { Legs = [] }, Treatment.Correction));
            return cut.Milestones(at).All(milestone => milestone.Date <= cut.LastDay)
                && amended.Milestones(at).All(milestone => milestone.Date < terms.From);
        }).Check(Laws.Seeded);

    [Fact]
    public void Steps_of_the_fee_and_rises_tell_the_fee_from_then_on()
    {
        var terms = With(RampCapacity, Fee((Start, 1_000_000m)), new Escalator("rise", 0.03m, Day(2027, 5, 1), 12));

        Assert.Equal(
            [
                (Start, "fee becomes 1,000,000.00 a month", 1_000_000m), (Day(2027, 5, 1), "rise: charges rise by 3 percent", 1_030_000m),
                (Day(2028, 5, 1), "rise: charges rise by 3 percent", 1_060_900m), (Day(2029, 5, 1), "rise: charges rise by 3 percent", 1_092_727m),
            ],
            Told(terms));
        Assert.All(Signed(terms).Milestones(Start), milestone => Assert.Equal(AmountOf.Monthly, milestone.AmountOf));
    }

    [Fact]
    public void Amounts_on_single_dates_and_prepayments_tell_what_moves_on_the_day()
    {
        var terms = With(
            RampCapacity, new Once("set-up", Day(2026, 5, 20), -500m, "moving allowance"), new Prepayment("advance", [(Start, 1_200m)], Month(2026, 6), 12));

        Assert.Equal(
            [
                (Day(2026, 5, 20), "set-up is given to the buyer: moving allowance", -500m), (Start, "advance is paid ahead", 1_200m),
                (Day(2026, 6, 30), "first of 12 monthly credits of advance", -100m), (Day(2027, 5, 31), "last of 12 monthly credits of advance", -100m),
            ],
            Told(terms));
    }

    [Fact]
    public void A_commitment_tells_the_end_of_every_period_and_what_it_has_come_to()
    {
        var terms = With(RampCapacity, new Usage("compute", "gpu-hours", 2m, 1_000m, 12, 3m)) with { Through = Day(2027, 10, 31) };

        Assert.Equal(
            [
                (Day(2027, 4, 30), "commitment of 1,000 gpu-hours ends; what was not used is charged at 2", 2_000m),
                (Day(2027, 10, 31), "commitment of 500 gpu-hours ends; what was not used is charged at 2", 1_000m),
            ],
            Told(terms));
    }

    static IEnumerable<(LocalDate, string, decimal?)> Told(Terms terms) =>
        Signed(terms).Milestones(null).Select(milestone => (milestone.Date, milestone.What, milestone.Amount));
}
