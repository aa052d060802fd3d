using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The guarantor takes the buyer's place from a day on, as by an assignment. Refused where the clause gives no such right, and more than
/// its days after the last call.
/// </summary>
/// <param name="From">A day after the first of the term, not after the last day served.</param>
public sealed record SteppedIn(LocalDate On, LocalDate From) : ContractEvent(On)
{
    public override string Word => "stepped-in";

    public override string Says => $"the guarantor takes the buyer's place from {Say.Date(From)}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Support.Of(contract, On) is not { StepInDays: { } days } support)
            return [new Refusal(RefusalCode.NotFound, "event", $"No clause of '{contract.Id}' lets a guarantor step in on {Say.Date(On)}.")];
        if (contract.Events.OfType<SupportCalled>().LastOrDefault(call => call.On <= On) is not { } called)
            return [new Refusal(RefusalCode.NoticeNotAllowed, "on", $"'{support.Guarantor}' may step in within {Say.Days(days)} of a call; it was not called.")];
        return On > called.On.PlusDays(days)
            ? [new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"'{support.Guarantor}' was called on {Say.Date(called.On)} and could step in until {Say.Date(called.On.PlusDays(days))}.").With("until",
                    Say.Date(called.On.PlusDays(days)))]
            : Assignment(support).Check(contract);
    }

    public override Contract Apply(Contract contract) => Support.Of(contract, On) is { } support ? base.Apply(contract.AssignedTo(support.Guarantor, From)) : base.Apply(contract);

    ContractAssigned Assignment(Support support) => new(On, support.Guarantor, From, Word);
}
