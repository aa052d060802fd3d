using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>Somebody else controls a side from the date on. Refused when no clause counts it, after the last day served, and once notice stands.</summary>
/// <param name="Of">The side whose control changed, seller or buyer.</param>
/// <param name="To">Who controls it now.</param>
public sealed record ControlChanged(LocalDate On, Side Of, Slug To) : ContractEvent(On)
{
    public override string Word => "control-changed";

    public override string Says => $"'{To}' controls {Say.Who(Of)} now";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (ChangeOfControl.Over(contract, Of) is null)
            yield return Unknown(contract, Of);
        if (contract.Notice is { } notice)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "on",
                $"Notice stands; the contract ends {Say.Date(notice.LastDay)}, and a change of control gives no further right.");
        if (On > contract.LastDay || On < contract.Versions[0].Terms.From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"{Say.Date(On)} lies outside what is served, {Say.Date(contract.Versions[0].Terms.From)} to {Say.Date(contract.LastDay)}.");
        if (contract.Events.OfType<ControlChanged>().LastOrDefault(said => said.Of == Of) is { } last && On < last.On)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"Control of {Say.Who(Of)} changed on {Say.Date(last.On)}, after {Say.Date(On)}; changes are said in order.");
    }

    internal static Refusal Unknown(Contract contract, Side of) =>
        new(RefusalCode.NotFound, "of", $"'{contract.Id}' has no clause on a change of control of {Say.Who(of)}.");
}
