using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// Another party takes the buyer's place from a day on: it is invoiced for the days from then, and what changes of earlier ones stays with whoever was the
/// buyer then. What falls due on one day, as metered use does on the last of its month, is whose buyer holds that day.
/// </summary>
/// <param name="To">The new buyer.</param>
/// <param name="From">A day after the first of the term, not after the last day served.</param>
/// <param name="Consent">Who consented and where it is written, or that none is needed; 1 to 500 characters.</param>
public sealed record ContractAssigned(LocalDate On, Slug To, LocalDate From, string Consent) : ContractEvent(On)
{
    public override string Word => "contract-assigned";

    public override string Says => $"'{To}' takes the buyer's place from {Say.Date(From)}; consent: {Consent}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (To == contract.Terms.Seller)
            yield return new Refusal(RefusalCode.InvalidTerms, "to", $"'{To}' is the seller; a contract has two parties.");
        if (To == contract.TermsOn(From).Buyer)
            yield return new Refusal(RefusalCode.AlreadyExists, "to", $"'{To}' is the buyer already on {Say.Date(From)}.");
        if (From <= contract.Versions[0].Terms.From || From > contract.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from",
                $"{Say.Date(From)} does not lie after {Say.Date(contract.Versions[0].Terms.From)} and through the last day served, {Say.Date(contract.LastDay)}.");
    }

    public override Contract Apply(Contract contract) => base.Apply(contract.AssignedTo(To, From));
}
