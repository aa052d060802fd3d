using Headroom.Core.Units;
using Headroom.Core.Valuation;

namespace Headroom.Core.Tests.Valuation;

public sealed class OutlookTests
{
    [Fact]
    public void What_nobody_stated_is_assumed_in_multiples_of_the_fee_each_with_its_source()
    {
        var outlook = Outlook.Assumed(1_250_000_000m, Currency.Usd);

        Assert.Equal((1_500_000_000m, 750_000_000m), (outlook.Price.Table[0].Value, outlook.Need!.Table[0].Value));
        Assert.Equal((2_500_000_000m, 1_250_000_000m), (outlook.BuyerCost, outlook.SellerCostIfBuyer));
        Assert.Contains(outlook.BuyerCost, outlook.BuyerCosts);
        Assert.All(outlook.Assumptions, assumption => Assert.NotEmpty(assumption.Source));
        Assert.All(outlook.Assumptions, assumption => Assert.InRange(assumption.Value, assumption.Low, assumption.High));
    }
}
