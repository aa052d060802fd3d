using System.Collections.Immutable;
using Headroom.Core.Valuation;

namespace Headroom.Core.Tests.Valuation;

/// <summary>Games that a reader knows: the deal of May 2026 in billions a month, and an option that has a price of its own.</summary>
static class Deals
{
    static readonly ImmutableArray<double> Fees = [0.625, 0.625, .. Enumerable.Repeat(1.25, 35)];
    static readonly ImmutableArray<double> Ramp = [0.5, 0.5, .. Enumerable.Repeat(1.0, 35)];

    /// <summary>Ninety days either side, the market a fifth above the fee and falling, leaving dear for both.</summary>
    public static Game Mutual { get; } = new(Fees, Ramp, 3, new(new(Curve.From(1.5, -0.275), 0.3, 0), Process.None, 0, 0.1, 1, 0.09))
    {
        Buyer = new(0, 0),
        Seller = new(0, 0),
        BuyerCost = 2.5,
        SellerCostIfBuyer = 1.25,
        SellerCostIfSeller = 1.25,
    };

    /// <summary>The same with own products that may want the capacity back.</summary>
    public static Game WithOwnUse { get; } = Mutual with { Market = Mutual.Market with { Need = new(Curve.From(0.75, 0.1), 0.5, 0), Correlation = 0.3 } };

    /// <summary>Leaving costs nobody anything but a fee to the other side: what one gains the other loses.</summary>
    public static Game ZeroSum(double buyerPenalty, double sellerPenalty) => Mutual with
    {
        Market = Mutual.Market with { Haircut = 0 },
        Buyer = new(0, buyerPenalty),
        Seller = new(0, sellerPenalty),
        BuyerCost = 0,
        SellerCostIfBuyer = 0,
        SellerCostIfSeller = 0,
    };

    /// <summary>
    /// An American put as a contract: the buyer pays the interest on the strike every month and the strike in the last, for which it gets the share; it may
    /// leave at any month and buy the share instead. Its cost is the strike less the put.
    /// </summary>
    public static Game Put(double spot, double strike, double rate, double volatility, int months)
    {
        var month = Math.Pow(1 + rate, -1.0 / 12);
        return new([.. Enumerable.Repeat(strike * (1 - month), months), strike], [.. Enumerable.Repeat(0.0, months), 1], 0,
            new(new(Curve.From(spot, rate), volatility, 0), Process.None, 0, 0, 1, rate))
        {
            PaidAfter = 0,
            Buyer = new(0, 0),
        };
    }

    /// <summary>The same put by a binomial tree with exercise at the ends of months only.</summary>
    public static double PutByTree(double spot, double strike, double rate, double volatility, int months, int steps)
    {
        var (time, n) = (1.0 / 12 / steps, months * steps);
        var (up, growth) = (Math.Exp(volatility * Math.Sqrt(time)), Math.Pow(1 + rate, time));
        var p = (growth - 1 / up) / (up - 1 / up);
        var value = Enumerable.Range(0, n + 1).Select(i => Math.Max(0, strike - spot * Math.Pow(up, 2 * i - n))).ToArray();
        for (var step = n - 1; step >= 0; step--)
            for (var i = 0; i <= step; i++)
            {
                value[i] = (p * value[i + 1] + (1 - p) * value[i]) / growth;
                if (step % steps == 0) value[i] = Math.Max(value[i], strike - spot * Math.Pow(up, 2 * i - step));
            }
        return value[0];
    }
}
