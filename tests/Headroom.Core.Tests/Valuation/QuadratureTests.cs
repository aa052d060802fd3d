using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class QuadratureTests
{
    static readonly Gen<Game> Games =
        from price in Gen.Choose(80, 220)
        from fall in Gen.Choose(-20, 40)
        from volatility in Gen.Choose(5, 60)
        from reversion in Gen.Elements(0.0, 0.5, 1.5)
        from notice in Gen.Elements(0.0, 1, 2.5, 3, 6)
        from locked in Gen.Choose(0, 8)
        from cost in Gen.Choose(0, 40)
        from months in Gen.Choose(8, 20)
        select Mutual with
        {
            Billable = Mutual.Billable[..months],
            Delivered = Mutual.Delivered[..months],
            Notice = notice,
            Market = Mutual.Market with { Price = new(Curve.From(price / 100.0, -fall / 100.0), volatility / 100.0, reversion) },
            Buyer = new(locked, 0),
            Seller = new(locked, 0),
            BuyerCost = cost / 10.0,
        };

    [Theory]
    [InlineData("V01")]
    [InlineData("V02")]
    [InlineData("V07")]
    [InlineData("V08")]
    [InlineData("V10")]
    [InlineData("V11")]
    [InlineData("V13")]
    [InlineData("V14")]
    [InlineData("V16")]
    [InlineData("V17")]
    [InlineData("V19")]
    [InlineData("V20")]
    public void The_reference_cases_of_one_factor_agree(string id) => Vectors.Agrees(id, Quadrature.Solve(Vectors.Of(id).Game));

    [Theory]
    [InlineData("V07")]
    [InlineData("V11")]
    [InlineData("V17")]
    public void The_prices_at_which_each_side_leaves_agree_with_the_reference(string id)
    {
        var (game, expected, _) = Vectors.Of(id);
        var found = Quadrature.Solve(game).Thresholds.ToDictionary(threshold => threshold.Month);
        foreach (var row in expected.GetProperty("thresholds").EnumerateArray())
        {
            var mine = found[row.GetProperty("t").GetDouble()];
            foreach (var (name, figure) in new[] { ("buyer_walks_below", mine.WalksBelow), ("seller_recalls_above", mine.RecallsAbove) })
                if (row.GetProperty(name).ValueKind is System.Text.Json.JsonValueKind.Null) Assert.Null(figure);
                else Assert.Equal(row.GetProperty(name).GetDouble(), figure!.Value, 5e-4);
            Assert.Equal(row.GetProperty("static_breakeven").GetDouble(), new Decision(game, (int)mine.Month).BreakEven()!.Value, 1e-5);
        }
    }

    // Law: without rights the contract is its annuity, to both sides, whatever the market.
    [Fact]
    public void Without_rights_a_contract_is_its_annuity() => Prop.ForAll(Games.ToArbitrary(), game =>
    {
        var value = Quadrature.Solve(game.With(false, false)).Value;
        var annuity = game.Billable.Select((fee, month) => fee * game.Market.Worth(month + 1)).Sum();
        return Math.Abs(value.Seller - annuity) < 1e-9 && Math.Abs(value.Buyer - annuity) < 1e-9;
    }).Check(Laws.Seeded.WithMaxTest(100));

    // Law (frictionless theorem): when leaving is free for both, only the fees of the locked window count, and the market after it.
    [Fact]
    public void When_leaving_is_free_only_the_locked_window_is_worth_more_than_the_market() => Prop.ForAll(Games.ToArbitrary(), game =>
    {
        var free = game with { Market = game.Market with { Haircut = 0 }, BuyerCost = 0, SellerCostIfBuyer = 0, SellerCostIfSeller = 0 };
        var (value, window) = (Quadrature.Solve(free, Quadrature.Rough).Value, Decision.FreeNotice(free, free.MonthOf(free.FirstDate)));
        return Math.Abs(value.Seller - window.Seller) < 1e-7 && Math.Abs(value.Buyer - window.Buyer) < 1e-7;
    }).Check(Laws.Seeded.WithMaxTest(25));

    // Law: where one side's gain is the other's loss, a right is never worth less than nothing to its holder.
    [Fact]
    public void In_a_zero_sum_game_a_right_never_harms_its_holder() => Prop.ForAll(Games.ToArbitrary(), Gen.Choose(0, 20).ToArbitrary(), (game, penalty) =>
    {
        var zero = game with
        {
            Market = game.Market with { Haircut = 0 },
            BuyerCost = 0,
            SellerCostIfBuyer = 0,
            SellerCostIfSeller = 0,
            Buyer = new(game.Buyer!.From, penalty / 100.0),
            Seller = new(game.Seller!.From, penalty / 100.0),
        };
        var (none, buyer, seller, both) = (Of(zero.With(false, false)), Of(zero.With(true, false)), Of(zero.With(false, true)), Of(zero));
        const double Slack = 1e-4;
        return buyer.Buyer <= none.Buyer + Slack && both.Buyer <= seller.Buyer + Slack && seller.Seller >= none.Seller - Slack && both.Seller >= buyer.Seller - Slack
            && Math.Abs(both.Seller - both.Buyer) < Slack;
        Payoff Of(Game each) => Quadrature.Solve(each, Quadrature.Rough).Value;
    }).Check(Laws.Seeded.WithMaxTest(15));

    [Fact]
    public void An_american_put_written_as_a_contract_costs_what_a_tree_says()
    {
        var cost = Quadrature.Solve(Put(1, 1.1, 0.06, 0.25, 36)).Value.Buyer;

        Assert.Equal(1.1 - PutByTree(1, 1.1, 0.06, 0.25, 36, 40), cost, 2e-4);
    }

    [Fact]
    public void The_deal_of_may_2026_is_worth_the_market_and_not_its_headline()
    {
        var found = Quadrature.Solve(Mutual);

        Assert.Equal(26.3174, found.Value.Seller, 1e-4);
        Assert.Equal(31.9660, found.Value.Buyer, 1e-4);
        Assert.Equal(8.7607, Lifetime.Of(Mutual, found.Leaving).BilledInAll.Mean, 1e-3);
    }
}
