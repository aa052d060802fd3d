using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ExplanationTests
{
    static readonly Explanation Deals = Explanation.Of(Agreed, Day(2026, 6, 30), Day(2026, 9, 10));

    // Law: all invoices come to the stated total and the revenue under each policy to that and to the interest of money paid ahead, and no reading binds anybody beyond the term.
    [Fact]
    public void Whatever_the_terms_their_figures_tie() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), (all, at, notice) =>
        {
            var terms = all with { Legs = all.Legs.RemoveAll(leg => leg is ProRata) };
            var explained = Explanation.Of(terms, at, notice);
            return explained.Invoices.Sum(invoice => invoice.Amount) == explained.StatedTotal
                && explained.Revenue.All(revenue => revenue.Months.Sum(month => month.Amount) == Comes(terms, revenue.Policy))
                && explained.Revenue.Count(revenue => revenue.IsStated) == 1
                && explained.Readings.All(reading => reading.EnforceableThrough <= terms.Through && reading.BacklogThrough <= terms.Through && reading.LastDay <= terms.Through)
                && explained.Stated.BacklogEnforceable == explained.Backlog.Enforceable && explained.Stated.BacklogThrough == explained.Backlog.EnforceableThrough;
        }).Check(Laws.Seeded.WithMaxTest(150));

    /// <summary>The stated total, and the interest of money paid ahead that revenue is greater by.</summary>
    static decimal Comes(Terms terms, RevenuePolicy policy) =>
        InvoicedPrice.Total(terms.Resolve(Observations.None), terms.Currency.Digits)
        + Recognition.Of(Signed(terms), policy, null).Interest.Total.Round(terms.Currency.Digits);

    [Fact]
    public void The_deal_in_figures()
    {
        Assert.Equal((45_000_000_000m, 37m, 1_216_216_216.22m), (Deals.StatedTotal, Deals.Months, Deals.StraightLineMonth));
        Assert.Equal(37, Deals.Invoices.Length);
        Assert.Equal([(Month(2026, 5), 625_000_000m), (Month(2026, 6), 625_000_000m), (Month(2026, 7), 1_250_000_000m)], Deals.Invoices.Take(3));
        Assert.Equal((43_750_000_000m, 4_959_677_419.35m, Day(2026, 10, 30)), (Deals.Backlog.Stated, Deals.Backlog.Enforceable, Deals.Backlog.EnforceableThrough));
    }

    // By hand: after the lock-in 625 + 625 + 3 x 1,250 + 1,250 x 30/31, a day less if the end is exclusive; inside it May, June and July.
    [Fact]
    public void The_four_readings_of_its_exit()
    {
        Assert.Equal(
            [
                (false, LastDayRule.DayServed, Day(2026, 10, 30), 6_209_677_419.35m, Day(2026, 12, 9), 362_903_225.81m),
                (false, LastDayRule.EndExclusive, Day(2026, 10, 29), 6_169_354_838.71m, Day(2026, 12, 8), 322_580_645.16m),
                (true, LastDayRule.DayServed, Day(2026, 7, 31), 2_500_000_000m, Day(2026, 12, 9), 362_903_225.81m),
                (true, LastDayRule.EndExclusive, Day(2026, 7, 31), 2_500_000_000m, Day(2026, 12, 8), 322_580_645.16m),
            ],
            Deals.Readings.Select(reading =>
                (reading.InsideLockIn, reading.Rule, reading.EnforceableThrough, reading.EnforceableValue, reading.LastDay, reading.LastInvoice!.Value.Amount)));
        Assert.Equal([4_959_677_419.35m, 4_919_354_838.71m, 3_666_666_666.67m, 3_625_000_000.00m], Deals.Readings.Select(reading => reading.BacklogEnforceable));
    }

    // By hand: of the enforceable 6,209.68 million, two months of each pattern have been earned; the rest are remaining obligations.
    [Theory]
    [InlineData(RevenuePolicy.AvailabilityThenStraightLine, "1250000000.00", "4959677419.35")]
    [InlineData(RevenuePolicy.AsInvoiced, "1250000000.00", "4959677419.35")]
    [InlineData(RevenuePolicy.StraightLineEnforceable, "2069892473.12", "4139784946.23")]
    [InlineData(RevenuePolicy.StraightLineStated, "2432432432.43", "3777244986.92")]
    public void Recognised_and_remaining_on_30_June_under_each_policy(RevenuePolicy policy, string recognised, string remaining)
    {
        var revenue = Assert.Single(Deals.Revenue, each => each.Policy == policy);

        Assert.Equal((recognised, remaining), (Text(revenue.Recognised), Text(revenue.Rpo)));
        Assert.Equal(policy == RevenuePolicy.AvailabilityThenStraightLine, revenue.IsStated);
        Assert.Equal(37, revenue.Months.Length);
    }

    [Fact]
    public void Terms_without_an_exit_have_one_reading_that_binds_to_their_end()
    {
        var reading = Assert.Single(Explanation.Of(With(RampCapacity, RampFee), Day(2026, 6, 30), Day(2026, 9, 10)).Readings);

        Assert.Equal((Through, 45_000_000_000m, Through, 1_250_000_000m),
            (reading.EnforceableThrough, reading.EnforceableValue, reading.LastDay, reading.LastInvoice!.Value.Amount));
    }

    // By hand: 20% of 45 billion ahead, back over the last twelve months; the total is the price of the service and stays what it is.
    [Fact]
    public void A_prepayment_moves_invoices_and_no_total()
    {
        var terms = With(RampCapacity, RampFee, new Prepayment("advance", [(Start, 9_000_000_000m)], Month(2028, 6), 12), AfterLockIn);
        var explained = Explanation.Of(terms, Day(2026, 6, 30), Day(2026, 9, 10));

        Assert.Equal((45_000_000_000m, 9_625_000_000m, 500_000_000m), (explained.StatedTotal, explained.Invoices[0].Amount, explained.Invoices[^1].Amount));
        Assert.Equal(4_959_677_419.35m, explained.Backlog.Enforceable);
        Assert.Equal(-9_000_000_000m + 362_903_225.81m, explained.Stated.LastInvoice!.Value.Amount);
    }

    // By hand: a tenth of what remains after 9 December stands on the last invoice beside nine days of December.
    [Fact]
    public void A_fee_for_leaving_stands_on_the_last_invoice()
    {
        var explained = Explanation.Of(With(RampCapacity, RampFee, AfterLockIn with { FeeShare = 0.1m }), Day(2026, 6, 30), Day(2026, 9, 10));

        Assert.Equal(362_903_225.81m + 3_713_709_677.42m, explained.Stated.LastInvoice!.Value.Amount);
    }

    // Nothing is delivered under terms that nobody signed: after the deadline, too, they are explained as if all were.
    [Fact]
    public void After_a_delivery_deadline_backlog_and_revenue_still_tie_to_the_invoices()
    {
        var terms = With(RampCapacity, Fee((Start, 100m)), new ProRata(Colossus, Day(2026, 9, 30)));
        var explained = Explanation.Of(terms, Day(2026, 12, 31), Day(2026, 12, 31));

        Assert.Equal(2_900m, explained.Invoices.Where(invoice => invoice.Month > Month(2026, 12)).Sum(invoice => invoice.Amount));
        Assert.Equal(2_900m, explained.Backlog.Stated);
        Assert.All(explained.Revenue, revenue => Assert.Equal(3_700m, revenue.Months.Sum(month => month.Amount)));
    }

    // By hand: from the 16th, half of June and all of July are one and a half months.
    [Fact]
    public void A_part_of_a_month_counts_by_its_days()
    {
        var explained = Explanation.Of(With(Fee((Day(2026, 6, 16), 100m))) with { From = Day(2026, 6, 16), Through = Day(2026, 7, 31) }, Day(2026, 6, 30), Day(2026, 6, 30));

        Assert.Equal((150m, 1.5m, 100m), (explained.StatedTotal, explained.Months, explained.StraightLineMonth));
    }

    static string Text(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
