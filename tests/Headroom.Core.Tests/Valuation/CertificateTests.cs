using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class CertificateTests
{
    [Fact]
    public void In_a_zero_sum_game_the_bounds_bracket_the_exact_value()
    {
        var game = ZeroSum(0.1, 0.1);
        var (exact, found) = (Quadrature.Solve(game).Value.Seller, new Simulation(game, 100_000, 11, Cores.All).Certify(game));

        Assert.InRange(exact, found.Lower - 3 * found.LowerError, found.Upper + 3 * found.UpperError);
        Assert.InRange(found.Upper - found.Lower, -0.01, 0.05);
    }

    [Fact]
    public void In_the_deal_neither_side_could_gain_a_thousandth_by_another_policy()
    {
        var found = new Simulation(WithOwnUse, 100_000, 11, Cores.All).Certify(WithOwnUse);

        Assert.InRange(found.SellerGain, -0.002, 0.03);
        Assert.InRange(found.BuyerGain, -0.002, 0.03);
        Assert.Equal(33.4116, found.Policy.Seller, 0.02);
        Assert.Equal(32.1204, found.Policy.Buyer, 0.02);
    }

    [Fact]
    public void It_is_the_same_whoever_does_the_work() => Assert.Equal(
        new Simulation(Mutual, 8_000, 2, Spreading.InTurn).Certify(Mutual), new Simulation(Mutual, 8_000, 2, Cores.Two).Certify(Mutual));
}
