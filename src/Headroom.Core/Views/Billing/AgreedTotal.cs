using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a contract comes to as it was signed and amended, and as things stand, charge by charge: what pauses, credits, endings and readings have made of the agreed total. Each
/// rounded to the currency's minor unit.
/// </summary>
/// <param name="Agreed">With nothing observed and no event: everything delivered and used as agreed, to the stated end.</param>
/// <param name="Now">With all that is known at the date, the days to come as they are estimated.</param>
public sealed record AgreedTotal(string Charge, decimal Agreed, decimal Now)
{
    /// <summary>What is due more (or less) than agreed.</summary>
    public decimal Difference => Now - Agreed;

    /// <summary>The charges of the price in the order of the clauses; means of payment are no price.</summary>
    public static ImmutableArray<AgreedTotal> Of(Contract contract, LocalDate at)
    {
        var (agreed, now, digits) = (contract.AsAgreed.Schedule(null), contract.Schedule(at), contract.Terms.Currency.Digits);
        return [.. agreed.Charges.Concat(now.Charges).Where(charge => !charge.IsMeans).Select(charge => charge.Name).Distinct()
            .Select(name => new AgreedTotal(name, agreed.DueUnder(name).Total.Round(digits), now.DueUnder(name).Total.Round(digits)))];
    }
}
