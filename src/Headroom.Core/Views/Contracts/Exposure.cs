using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How long each side of a contract can rely on it, seen from a date, and when its capacity could be back with us.
/// </summary>
/// <param name="SellerUntil">The seller is guaranteed the fees through this day: the earliest on which the buyer can end.</param>
/// <param name="BuyerUntil">The buyer is guaranteed the capacity through this day: the earliest on which the seller can end.</param>
/// <param name="CapacityBack">The first day its capacity is usable again if we serve notice as soon as we may (or at its end).</param>
/// <param name="Gpus">What it has reserved on the date.</param>
/// <param name="MonthlyFee">What a whole month costs at the rate of the date.</param>
public sealed record Exposure(
    Slug Contract, LocalDate At, LocalDate SellerUntil, LocalDate BuyerUntil, LocalDate CapacityBack, Gpus Gpus, decimal MonthlyFee, Currency Currency)
{
    /// <summary>What stands to be lost, and who answers for how much of it; null when nobody does.</summary>
    public Cover? Cover { get; init; }

    public static Exposure Of(Book book, Contract contract, LocalDate at)
    {
        var on = LocalDate.Max(at, contract.Versions[0].Terms.From);
        var schedule = contract.Schedule(at);
        var buyerUntil = contract.GuaranteedUntil(Side.Buyer, on);
        return new(contract.Id, at, contract.GuaranteedUntil(Side.Seller, on), buyerUntil,
            contract.WindDown(buyerUntil).PlusDays(1 + book.Policy.HandoverDays),
            schedule.ReservedInAll.At(contract.Terms.Calendar.StartOf(at)),
            MonthlyRate(contract, at).Round(contract.Terms.Currency.Digits), contract.Terms.Currency)
        { Cover = Cover.Of(book, contract, at) };
    }

    static Rational MonthlyRate(Contract contract, LocalDate at) => Recurring(contract, at).PerDayOn(at) * at.ToYearMonth().ToDateInterval().Length;

    /// <summary>
    /// The fees of a contract that come month after month, as known on a date. By actual days, whatever the proration rule: a day's fee times the days of its month is one fee.
    /// What was called under a backstop and assistance after the end come month after month too. Amounts on single dates are not fees, nor is what was credited of an invoice.
    /// </summary>
    public static Cumulative Recurring(Contract contract, LocalDate at) => (contract with
    {
        Credits = [],
        Versions = [.. contract.Versions.Select(version => version with { Terms = version.Terms with { Legs = [.. version.Terms.Legs.Where(IsRecurring).Select(ByActualDays)] } })],
    }).Schedule(at).Due;

    static bool IsRecurring(Leg leg) =>
        leg is Monthly or Backstop || leg.Tier is Tier.Capacity or Tier.Changes or Tier.Modifiers or Tier.Ceilings or Tier.Exit or Tier.Aftermath or Tier.Division;

    static Leg ByActualDays(Leg leg) => leg switch
    {
        Monthly monthly => monthly with { Proration = Proration.ActualDays },
        Exit exit => exit with { FeeShare = 0, FeeSteps = [] },
        PartialRelease release => release with { FeePerGpu = 0 },
        _ => leg,
    };
}
