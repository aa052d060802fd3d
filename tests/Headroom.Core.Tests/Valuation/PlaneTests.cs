using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class PlaneTests
{
    [Theory]
    [InlineData("V22")]
    [InlineData("V23")]
    [InlineData("V25")]
    public void The_reference_cases_of_two_factors_agree(string id) => Vectors.Agrees(id, Plane.Solve(Vectors.Of(id).Game, Cores.All));

    // Law: a need that is never near the market's price changes nothing. The boundary then lies along the grid, its worst case: good to 2e-4 of the value.
    [Fact]
    public void A_need_too_small_to_matter_leaves_the_value_of_one_factor()
    {
        var small = WithOwnUse with { Market = WithOwnUse.Market with { Need = new(Curve.From(1e-4, 0), 0.2, 0) } };

        var (plane, line) = (Plane.Solve(small, Cores.All), Quadrature.Solve(Mutual));

        Assert.Equal(1, plane.Value.Seller / line.Value.Seller, 2e-4);
        Assert.Equal(1, plane.Value.Buyer / line.Value.Buyer, 2e-4);
        Assert.Equal(line.Thresholds[10].WalksBelow!.Value, plane.Thresholds[10].WalksBelow!.Value, 5e-3);
    }

    [Fact]
    public void The_need_above_which_the_seller_recalls_lies_above_the_fee_less_what_leaving_costs()
    {
        var thresholds = Plane.Thresholds(WithOwnUse, Cores.All);

        Assert.All(thresholds.Skip(3).Take(20), threshold => Assert.InRange(threshold.NeedAbove!.Value, 1.0, 1.6));
        Assert.All(thresholds.Skip(3).Take(20), threshold => Assert.True(threshold.WalksBelow < threshold.RecallsAbove));
    }

    [Fact]
    public void It_does_not_fit_noises_that_revert_unlike()
    {
        Assert.True(Plane.Fits(WithOwnUse));
        Assert.False(Plane.Fits(WithOwnUse with { Market = WithOwnUse.Market with { Need = WithOwnUse.Market.Need with { Reversion = 1 } } }));
        Assert.False(Plane.Fits(Mutual));
    }
}
