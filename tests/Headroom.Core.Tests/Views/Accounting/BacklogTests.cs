using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class BacklogTests
{
    // Law: nobody can enforce more than was stated, and nothing is below zero.
    [Fact]
    public void Enforceable_is_never_above_stated() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, at) =>
        {
            var backlog = Backlog.Of(Signed(terms), at);
            return backlog.Enforceable <= backlog.Stated && backlog.Enforceable >= 0 && backlog.EnforceableThrough <= terms.Through;
        }).Check(Laws.Seeded);

    // Law: what was served through a date and what remains after it are all that is ever invoiced, charge by charge, where nobody can leave.
    [Fact]
    public void Without_an_exit_served_and_remaining_are_the_total() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, at) =>
        {
            var contract = Signed(terms with { Legs = [.. terms.Legs.Where(leg => leg is not Exit)] });
            var (backlog, charges) = (Backlog.Of(contract, at), contract.Schedule(at).Charges);
            var served = charges.Sum(charge => charge.Due.Rounded(LocalDate.Min(at.PlusDays(1), terms.End), terms.Currency.Digits));
            return served + backlog.Stated == Billing.Plan(terms, contract.Schedule(at)).Sum(month => month.Amount)
                && backlog.Enforceable == backlog.Stated && backlog.EnforceableThrough == terms.Through;
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors: notice may be served from the first day, so at the end of June the enforceable term ends on 28 September.
    [Fact]
    public void B33_ninety_days_from_30_June_against_the_stated_term()
    {
        var backlog = Backlog.Of(Signed(With(RampCapacity, RampFee, AtOnce)), Day(2026, 6, 30));

        Assert.Equal((3_666_666_666.67m, 43_750_000_000.00m, Day(2026, 9, 28)), (backlog.Enforceable, backlog.Stated, backlog.EnforceableThrough));
    }

    [Fact]
    public void With_notice_only_from_1_August_the_enforceable_backlog_runs_to_30_October()
    {
        var backlog = Backlog.Of(Anthropic, Day(2026, 6, 30));

        Assert.Equal((4_959_677_419.35m, Day(2026, 10, 30)), (backlog.Enforceable, backlog.EnforceableThrough));
    }

    [Theory]
    [InlineData(2026, 9, 30, 3_669_354_838.71, 40_000_000_000)]
    [InlineData(2026, 12, 31, 3_750_000_000.00, 36_250_000_000)]
    [InlineData(2027, 3, 31, 3_708_333_333.33, 32_500_000_000)]
    [InlineData(2029, 3, 31, 2_500_000_000.00, 2_500_000_000)]
    public void Ninety_rolling_days_and_the_headline(int year, int month, int day, decimal enforceable, decimal stated)
    {
        var backlog = Backlog.Of(Anthropic, Day(year, month, day));

        Assert.Equal((enforceable, stated), (backlog.Enforceable, backlog.Stated));
    }

    [Fact]
    public void Google_is_enforceable_for_six_months_and_a_day_and_Reflection_for_895_million()
    {
        var google = new Terms(Slug.Of("google"), Us, Deal.Other, Chicago, Currency.Usd, Day(2026, 10, 1), Day(2029, 6, 30),
            [Fee((Day(2026, 10, 1), 920_000_000m)), AfterLockIn with { NoticeFrom = Day(2027, 1, 1) }]);
        var reflection = new Terms(Slug.Of("reflection"), Us, Deal.Other, Chicago, Currency.Usd, Day(2026, 7, 1), Day(2029, 12, 31),
            [Fee((Day(2026, 7, 1), 150_000_000m)), AfterLockIn with { NoticeFrom = Day(2026, 10, 1) }]);

        Assert.Equal((5_550_666_666.67m, 30_360_000_000m), (Backlog.Of(Signed(google), Day(2026, 9, 30)).Enforceable, Backlog.Of(Signed(google), Day(2026, 9, 30)).Stated));
        Assert.Equal((895_161_290.32m, 6_300_000_000m), (Backlog.Of(Signed(reflection), Day(2026, 6, 30)).Enforceable, Backlog.Of(Signed(reflection), Day(2026, 6, 30)).Stated));
    }

    // By hand: 1,000 a month and 3,000 hours a quarter at 2, none read; notice on 31 January ends it on 2 March. 1,000 + 64.52, and of 6,000 two months and 2/31 of three.
    [Fact]
    public void A_commitment_that_the_exit_cuts_short_counts_by_its_days()
    {
        var terms = With(Fee((Day(2026, 1, 1), 1_000m)), new Usage("compute", Clauses.Used, 2m, 3_000m, 3, 2m), AtOnce with { NoticeFrom = Day(2026, 1, 1), Length = Days(30) })
            with
        { From = Day(2026, 1, 1), Through = Day(2026, 12, 31) };

        Assert.Equal((5_193.55m, Day(2026, 3, 2)), (Backlog.Of(Signed(terms), Day(2026, 1, 31)).Enforceable, Backlog.Of(Signed(terms), Day(2026, 1, 31)).EnforceableThrough));
    }

    [Fact]
    public void After_notice_the_stated_backlog_ends_with_it_too()
    {
        var backlog = Backlog.Of(Anthropic with { Notice = new Notice(Side.Buyer, Day(2026, 9, 10), Day(2026, 12, 9)) }, Day(2026, 11, 30));

        Assert.Equal((362_903_225.81m, 362_903_225.81m), (backlog.Stated, backlog.Enforceable));
    }
}
