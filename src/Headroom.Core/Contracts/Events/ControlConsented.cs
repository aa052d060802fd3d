using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The other side consents to a change of control, and its right to end for it is gone. Refused when no change is open, before it, and once notice stands.</summary>
/// <param name="Of">The side whose control changed, seller or buyer.</param>
/// <param name="Evidence">Where the consent is written; 1 to 500 characters.</param>
public sealed record ControlConsented(LocalDate On, Side Of, string Evidence) : ContractEvent(On)
{
    public override string Word => "control-consented";

    public override string Says => $"{Say.Who(ChangeOfControl.Other(Of))} consents to who controls {Say.Who(Of)}: {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (ChangeOfControl.Over(contract, Of) is not { } clause)
            yield return ControlChanged.Unknown(contract, Of);
        else if (clause.Open(contract.Events, LocalDate.MaxIsoValue).FirstOrDefault(change => change.Of == Of) is not { } open)
            yield return new Refusal(RefusalCode.InvalidTerms, "of", $"No change of control of {Say.Who(Of)} is open.");
        else if (On < open.On)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(On)} is before the change of control, on {Say.Date(open.On)}.").With("from", Say.Date(open.On));
        if (contract.Notice is { } notice)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "on", $"Notice stands; the contract ends {Say.Date(notice.LastDay)}. It can be withdrawn by agreement.");
    }
}
