using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// What a unit brings and costs over the same time, all in one currency: how much to sell is then a trade of the cost of a shortfall against the value of idle capacity.
/// </summary>
/// <param name="Price">What a unit brings that is sold firm.</param>
/// <param name="Shortfall">What a unit costs that was sold and is needed: the service credit, its replacement at market, the loss of the own product.</param>
/// <param name="Idle">What a unit brings that is not sold firm: the interruptible price by its fill rate.</param>
public readonly record struct Stakes(decimal Price, decimal Shortfall, decimal Idle)
{
    /// <summary>
    /// The probability with which a unit must stay free for its firm sale to pay: (shortfall - price) / (shortfall - idle), between 0 and 1. One when a firm sale brings
    /// no more than idle capacity does.
    /// </summary>
    public Rational Reserve => Price <= Idle ? Rational.One : SellsAll ? Rational.Zero : ((Rational)Shortfall - Price) / ((Rational)Shortfall - Idle);

    /// <summary>Whether a shortfall costs no more than the price brings. Then everything would be sold, needed or not, and the cost is most likely stated wrongly.</summary>
    public bool SellsAll => Price > Idle && Shortfall <= Price;
}

/// <summary>
/// The newsvendor's answer: the quantity with the greatest expected gain, E[price q - shortfall (q - X)+ + idle (X - q)+], and of several the smallest.
/// </summary>
/// <param name="Quantity">How many units to sell firm; whole, 0 to the most that may be sold.</param>
/// <param name="Gain">What is expected of it.</param>
/// <param name="Short">How many of them are missing, in the mean.</param>
/// <param name="Risk">The probability that any is missing.</param>
public sealed record Newsvendor(Stakes Stakes, long Quantity, Rational Gain, Rational Short, Rational Risk)
{
    /// <summary>The answer for what is free, when at most so many units may be sold.</summary>
    public static Newsvendor Of(Distribution free, Stakes stakes, long most) => At(free, stakes, Math.Clamp(Best(free, stakes) ?? most, 0, most));

    /// <summary>What is expected of selling so many.</summary>
    public static Newsvendor At(Distribution free, Stakes stakes, long quantity)
    {
        var missing = free.ShortOf(quantity);
        return new(stakes, quantity, (Rational)stakes.Price * quantity - missing * stakes.Shortfall + free.LeftAbove(quantity) * stakes.Idle, missing, free.Below(quantity));
    }

    // The unit after q pays as long as P(X <= q) stays below one less the reserve level, so the first value at which it does not is the quantity.
    static long? Best(Distribution free, Stakes stakes)
    {
        if (stakes.SellsAll && stakes.Price > stakes.Shortfall) return null;
        var (most, reached) = (Rational.One - stakes.Reserve, Rational.Zero);
        if (most.IsZero) return 0;
        foreach (var (value, chance) in free.Outcomes)
            if (!((reached += chance) < most)) return value;
        return free.Outcomes[^1].Value;
    }
}
