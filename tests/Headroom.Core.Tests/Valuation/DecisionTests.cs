using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class DecisionTests
{
    // Law: what the dates between two notices commit is the difference of the two free notices.
    [Fact]
    public void Letting_dates_pass_commits_the_difference_of_two_notices() =>
        Prop.ForAll(Gen.Choose(0, 30).ToArbitrary(), Gen.Choose(0, 8).ToArbitrary(), Gen.Elements(0.0, 2.9568788501026693, 3).ToArbitrary(), (from, dates, notice) =>
        {
            var game = Mutual with { Notice = notice, Market = Mutual.Market with { Price = new(Curve.From(1.5, -0.275), 0, 0) } };
            var last = Math.Min(game.Dates, from + dates);
            var committed = Enumerable.Range(from, Math.Max(0, last - from))
                .Aggregate(default(Payoff), (sum, date) => sum + game.Market.Worth(date) * new Decision(game, date).Commits(0, 0));
            var difference = Decision.FreeNotice(game, Math.Max(from, last)) - Decision.FreeNotice(game, from);
            return Math.Abs(committed.Seller - difference.Seller) < 1e-9 && Math.Abs(committed.Buyer - difference.Buyer) < 1e-9;
        }).Check(Laws.Seeded.WithMaxTest(100));

    // By hand: three months' notice on the first day; 45 less 2.5 is left, a tenth of it due three months on.
    [Fact]
    public void A_penalty_is_a_share_of_what_remains_and_passes_from_one_to_the_other()
    {
        var notice = new Decision(ZeroSum(0.1, 0.05), 0).OnNotice;
        var later = Math.Pow(1.09, -0.25);

        Assert.Equal(4.25 * later, notice[(int)Leaver.Buyer].Seller, 1e-12);
        Assert.Equal(4.25 * later, notice[(int)Leaver.Buyer].Buyer, 1e-12);
        Assert.Equal(-2.125 * later, notice[(int)Leaver.Seller].Seller, 1e-12);
        Assert.Equal(new Payoff(0, 0), notice[(int)Leaver.Both]);
    }

    [Theory]
    [InlineData(Tie.Mutual, Leaver.Both)]
    [InlineData(Tie.Buyer, Leaver.Buyer)]
    [InlineData(Tie.Seller, Leaver.Seller)]
    public void When_both_want_to_leave_the_rule_decides(Tie tie, Leaver who)
    {
        var date = new Decision(Mutual with { Tie = tie }, 0);

        Assert.Equal(who, date.Who(new Payoff(-100, 100), 0, 0));
        Assert.Equal(Leaver.Buyer, date.Who(new Payoff(100, 100), 0, 0));
        Assert.Equal(Leaver.Seller, date.Who(new Payoff(-100, -100), 0, 0));
        Assert.Equal(Leaver.Nobody, date.Who(new Payoff(100, -100), 0, 0));
    }

    [Fact]
    public void Nobody_leaves_before_its_right_begins_or_when_notice_would_outlast_the_term()
    {
        var late = Mutual with { Buyer = new(5, 0), Seller = null };

        Assert.False(new Decision(late, 4).BuyerMay);
        Assert.True(new Decision(late, 5).BuyerMay);
        Assert.False(new Decision(late, 5).SellerMay);
        Assert.Equal((34, 5), (late.Dates, late.FirstDate));
        Assert.Equal(34, (Mutual.With(false, false)).FirstDate);
    }

    // By hand: with a market at 1.5 falling 27.5% a year and own use of nothing, ending destroys both costs and a tenth of the market.
    [Fact]
    public void The_room_to_re_price_is_what_ending_destroys()
    {
        var date = new Decision(Mutual, 0);
        var haircut = Enumerable.Range(3, 34).Sum(month => Mutual.Market.Worth(month + 1) * 0.1 * Mutual.Market.Price.Expected.At(month));

        Assert.Equal(3.75 * Mutual.Market.Worth(3) + haircut, date.Room(Leaver.Buyer, 0, 0), 1e-9);
    }

    [Theory]
    [InlineData("V04")]
    [InlineData("V05")]
    [InlineData("V26")]
    public void The_reference_cases_without_chance_agree(string id) => Vectors.Agrees(id, Certain.Solve(Vectors.Of(id).Game));
}
