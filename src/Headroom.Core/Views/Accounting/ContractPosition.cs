namespace Headroom.Core.Views;

/// <summary>
/// Where a contract stands between what was billed and what was earned. What is billed first settles the asset and only then becomes a
/// liability; what is earned first uses up the liabilities and only then becomes an asset. So it is never an asset and a liability at once.
/// </summary>
/// <param name="Asset">Earned and not billed; never negative.</param>
/// <param name="Liability">Billed and not earned; never negative.</param>
/// <param name="Refundable">Of what is billed and not earned, what lies beyond the enforceable term: the customer liability; never negative.</param>
public readonly record struct ContractPosition(decimal Asset, decimal Liability, decimal Refundable)
{
    /// <summary>Billed and accreted, less earned: negative for an asset.</summary>
    public decimal Net => Liability + Refundable - Asset;

    /// <summary>The position after more was billed or accreted (positive), or earned or given back (negative).</summary>
    public ContractPosition After(decimal amount)
    {
        if (amount >= 0)
        {
            var settled = Math.Min(Asset, amount);
            return this with { Asset = Asset - settled, Liability = Liability + amount - settled };
        }
        var used = Math.Min(Liability, -amount);
        var given = Math.Min(Refundable, -amount - used);
        return new(Asset - amount - used - given, Liability - used, Refundable - given);
    }

    /// <summary>The same position of which so much is refundable, as far as there is a liability at all.</summary>
    public ContractPosition Holding(decimal refundable)
    {
        var held = Math.Clamp(refundable, 0, Liability + Refundable);
        return this with { Liability = Liability + Refundable - held, Refundable = held };
    }
}
