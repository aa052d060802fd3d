namespace Headroom.Core.Valuation;

/// <summary>What both sides could do instead of the contract, and what money later is worth now. All of it is assumed; reports name the sources.</summary>
/// <param name="Price">The market's price of the whole capacity for a month, in the money unit of the game.</param>
/// <param name="Need">What a month of the whole capacity is worth to the seller's own products.</param>
/// <param name="Correlation">Between the two noises, -1 to 1.</param>
/// <param name="Haircut">What the seller loses when it resells at the market, a share from 0 to 1.</param>
/// <param name="BuyerMultiple">What the buyer pays elsewhere, as a multiple of the market's price.</param>
/// <param name="Discount">The effective rate a year by which money is discounted.</param>
public sealed record Market(Process Price, Process Need, double Correlation, double Haircut, double BuyerMultiple, double Discount)
{
    /// <summary>Whether the need moves by chance of its own: then two things are uncertain and not one.</summary>
    public bool HasTwoFactors => !Need.IsNone && Need.Volatility > 0;

    /// <summary>What 1 in so many months is worth now.</summary>
    public double Worth(double months) => Math.Pow(1 + Discount, -months / 12);
}
