using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The buyer claims the price that another agreed to, under a clause of most-favoured price that asks for a claim. Refused when the clause asks for none, when that contract agreed
/// no comparable price by then, and when it was claimed already.
/// </summary>
/// <param name="Clause">The clause.</param>
/// <param name="Contract">The other's contract.</param>
public sealed record LowerPriceClaimed(LocalDate On, string Clause, Slug Contract) : ContractEvent(On)
{
    public override string Word => "lower-price-claimed";

    public override string Says => $"the buyer claims the price of '{Contract}' under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (contract.TermsOn(On).Legs.OfType<MostFavoured>().FirstOrDefault(leg => leg.Name == Clause) is not { LowersFrom: LowersFrom.Notice })
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{Clause}' under which a price is claimed.");
        else if (!contract.Prices.Any(price => price.Clause == Clause && price.Contract == Contract && price.Signed <= On))
            yield return new Refusal(RefusalCode.NotFound, "contract", $"'{Contract}' agreed to no comparable price by {Say.Date(On)} that is lower than those known before.");
        else if (contract.Events.OfType<LowerPriceClaimed>().FirstOrDefault(claim => claim.Clause == Clause && claim.Contract == Contract) is { } before
            && !contract.Prices.Any(price => price.Contract == Contract && price.Signed > before.On))
            yield return new Refusal(RefusalCode.AlreadyExists, "contract", $"The price of '{Contract}' was claimed on {Say.Date(before.On)}.");
    }
}
