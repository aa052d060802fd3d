using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Views;

namespace Headroom.Core.Tests.Views;

public sealed class ContractPositionTests
{
    // Law: whatever is billed, earned and held for refund in whatever order, the net is the sum, no side is negative, and asset and liability are never there at once.
    [Fact]
    public void It_is_never_an_asset_and_a_liability_at_once() =>
        Prop.ForAll(Gen.Choose(-100_000, 100_000).ArrayOf(20).ToArbitrary(), amounts =>
        {
            var (position, net) = (default(ContractPosition), 0m);
            return amounts.All(amount =>
            {
                net += amount / 100m;
                position = position.After(amount / 100m).Holding(amount % 977 / 10m);
                return position.Net == net && position is { Asset: >= 0, Liability: >= 0, Refundable: >= 0 }
                    && (position.Asset == 0 || position.Liability + position.Refundable == 0);
            });
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 100 billed, 130 earned: 30 to be billed. 50 billed: 20 to be earned, of which 15 may have to be given back; 8 earned use up the rest first.
    [Fact]
    public void A_bill_settles_the_asset_first_and_what_is_earned_uses_the_liability_first()
    {
        Assert.Equal(new ContractPosition(30, 0, 0), default(ContractPosition).After(100).After(-130));
        Assert.Equal(new ContractPosition(0, 20, 0), new ContractPosition(30, 0, 0).After(50));
        Assert.Equal(new ContractPosition(0, 5, 15), new ContractPosition(0, 20, 0).Holding(15));
        Assert.Equal(new ContractPosition(0, 0, 12), new ContractPosition(0, 5, 15).After(-8));
        Assert.Equal(new ContractPosition(0, 20, 0), new ContractPosition(0, 5, 15).Holding(0));
    }
}
