using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>Changes of a contract's price by rights that its terms gave: a lower price that another agreed to, and that of what is left when a part was given back.</summary>
static class PriceChanges
{
    /// <summary>The days after a date from which they hold.</summary>
    public static IEnumerable<LocalDate> DatesOf(Contract contract, LocalDate after) => contract.Prices.Select(price => HoldsFrom(contract, price))
        .Concat(contract.Events.OfType<PartReleased>().Select(part => HoldsFrom(contract, part))).OfType<LocalDate>().Where(date => date > after).Distinct();

    /// <summary>The contract with those of them that hold by a date.</summary>
    public static Contract HeldBy(Contract contract, LocalDate date) => contract with
    {
        Prices = [.. contract.Prices.Where(price => HoldsFrom(contract, price) <= date)],
        Events = [.. contract.Events.Where(happened => happened is not PartReleased part || !(HoldsFrom(contract, part) > date))],
    };

    static LocalDate? HoldsFrom(Contract contract, ComparablePrice price) => contract.TermsOn(price.Signed).Legs.OfType<MostFavoured>()
        .FirstOrDefault(leg => leg.Name == price.Clause)?.HoldsFrom(price, contract.Events);

    static LocalDate? HoldsFrom(Contract contract, PartReleased part) => contract.TermsOn(part.On).Legs.OfType<PartialRelease>()
        .FirstOrDefault(leg => leg.Name == part.Clause)?.LastDayIfServed(part.On).PlusDays(1);
}
