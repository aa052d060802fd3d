namespace Headroom.Core.Valuation;

/// <summary>
/// One month's part of what is committed by letting a date pass without notice: the fee for it against what either side could have done with it.
/// What both expect is known in closed form from the state of the two noises (W. Margrabe, 1978, for the better of market and own use), so that
/// no simulation inside a simulation is needed.
/// </summary>
/// <param name="Worth">Share of the month's capacity, discounted from its payment to the date.</param>
/// <param name="LogMarket">Logarithm of the market's price of the month when its noise is nought on the date.</param>
/// <param name="MarketLeft">The share of the market's noise that will be left in that month.</param>
/// <param name="LogNeed">The same of the need; not finite when there is none.</param>
/// <param name="NeedLeft">The share of the need's noise that will be left.</param>
/// <param name="Spread">Standard deviation, gathered until that month, of the logarithm of one against the other.</param>
public readonly record struct Slice(double Worth, double LogMarket, double MarketLeft, double LogNeed, double NeedLeft, double Spread)
{
    /// <summary>The slice of a month as seen on a date.</summary>
    public static Slice Of(Market market, double now, double month, double worth)
    {
        var (price, need) = (market.Price, market.Need);
        var (left, needLeft) = (price.Left(month - now), need.Left(month - now));
        var over = Math.Max(0, month - now);
        var variance = price.Variance(over) + need.Variance(over) - 2 * Process.Covariance(price, need, market.Correlation, over);
        return new(worth, Math.Log(price.Expected.At(month)) - left * left * price.Variance(now) / 2, left,
            Math.Log(need.Expected.At(month)) - needLeft * needLeft * need.Variance(now) / 2, needLeft, need.IsNone ? 0 : Math.Sqrt(Math.Max(0, variance)));
    }

    /// <summary>The market's price that is expected of the month.</summary>
    public double MarketAt(double x) => Math.Exp(LogMarket + MarketLeft * x);

    /// <summary>What the seller expects to make of the month otherwise: the better of reselling and own use.</summary>
    public double SellerAt(double x, double y, double haircut)
    {
        var resale = (1 - haircut) * MarketAt(x);
        if (double.IsNegativeInfinity(LogNeed)) return resale;
        var need = Math.Exp(LogNeed + NeedLeft * y);
        if (Spread < 1e-9 || resale <= 0) return Math.Max(resale, need);
        var d = Math.Log(resale / need) / Spread + Spread / 2;
        return resale * Normal.AtMost(d) + need * Normal.AtMost(Spread - d);
    }
}
