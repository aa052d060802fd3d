using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The buyer refuses the proposal that is open. Refused when none is, where no consent is needed, and once consent was given or is deemed given.</summary>
/// <param name="Reason">Why; 1 to 500 characters.</param>
public sealed record SubstitutionRefused(LocalDate On, string Clause, string Reason) : ContractEvent(On)
{
    public override string Word => "substitution-refused";

    public override string Says => $"the buyer refuses under '{Clause}': {Reason}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        foreach (var refusal in SubstitutionProposed.Standing(contract, Clause, On)) yield return refusal;
        if (Substitution.Of(contract, Clause, On) is not { } clause || clause.Open(contract.Events) is not { } open) yield break;
        if (!clause.NeedsConsent)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "event", $"'{Clause}' asks for no consent.");
        else if (contract.Events.OfType<SubstitutionConsented>().Any(said => said.Clause == Clause && said.On >= open.Proposal.On)
            || (clause.DeemedDays is { } days && On >= open.Proposal.On.PlusDays(days)))
            yield return new Refusal(RefusalCode.AlreadyExists, "on", $"The buyer's consent to the proposal of {Say.Date(open.Proposal.On)} has been given or is deemed given.");
    }
}
