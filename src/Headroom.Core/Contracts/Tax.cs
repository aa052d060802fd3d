using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// What a tax program outside determined for a contract and month: handed in and billed as lines of their own, no price of any service. A
/// later determination of the month takes the place of the earlier one, and the difference is billed. Nothing of tax is computed here.
/// </summary>
/// <param name="Lines">At most <see cref="MostLines"/>, each with a name of its own in its jurisdiction; none when nothing is owed.</param>
/// <param name="Source">Where it was determined, for whoever doubts it.</param>
public sealed record Tax(YearMonth Month, ImmutableArray<TaxLine> Lines, string Source)
{
    const string Prefix = "tax ", Separator = ": ";

    /// <summary>The most lines that a determination may have.</summary>
    public const int MostLines = 50;

    /// <summary>Whether a charge, or the credit on one, is a tax.</summary>
    public static bool IsCharge(string charge) =>
        Credit.Under(charge) is var own && own.StartsWith(Prefix, StringComparison.Ordinal) && own.Contains(Separator, StringComparison.Ordinal);

    /// <summary>The charge under which a tax is billed.</summary>
    public static string ChargeOf(TaxLine line) => $"{Prefix}{line.Jurisdiction}{Separator}{line.Name}";

    /// <summary>The jurisdiction that a tax charge is owed to.</summary>
    public static Slug JurisdictionOf(string charge) => Slug.Of(charge[Prefix.Length..charge.IndexOf(Separator, StringComparison.Ordinal)]);
}

/// <summary>One tax of one jurisdiction.</summary>
/// <param name="Name">Such as "sales tax"; 1 to 60 characters.</param>
/// <param name="Jurisdiction">Who levies it, as an id such as us-tn.</param>
/// <param name="Rate">As it was applied, 0 to 1; printed, never computed with.</param>
/// <param name="Base">What it was applied to, in the contract's currency.</param>
/// <param name="Amount">What is owed, in the contract's currency; negative when it is given back.</param>
public sealed record TaxLine(string Name, Slug Jurisdiction, decimal Rate, decimal Base, decimal Amount);
