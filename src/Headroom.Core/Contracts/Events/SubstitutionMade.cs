using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The hardware has been exchanged. Refused when no proposal is open, without consent, and before the days of notice have run (with the date).</summary>
/// <param name="Evidence">What shows it; 1 to 500 characters.</param>
public sealed record SubstitutionMade(LocalDate On, string Clause, string Evidence) : ContractEvent(On)
{
    public override string Word => "substitution-made";

    public override string Says => $"the hardware is exchanged under '{Clause}': {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        foreach (var refusal in SubstitutionProposed.Standing(contract, Clause, On)) yield return refusal;
        if (Substitution.Of(contract, Clause, On)?.Open(contract.Events) is not { } open) yield break;
        if (open.MayBeMadeFrom is not { } from)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "event", $"The buyer has not consented to the proposal of {Say.Date(open.Proposal.On)}.");
        else if (On < from)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"The hardware may be exchanged from {Say.Date(from)}, not on {Say.Date(On)}.").With("from",
                Say.Date(from));
    }
}
