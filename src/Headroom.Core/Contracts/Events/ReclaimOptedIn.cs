using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The buyer agrees that the seller may use a clause of reclaim, where the terms ask for that. Refused for a clause that does not ask, and twice.</summary>
/// <param name="Who">Who agreed for the buyer: a role or an opaque id, 1 to 60 characters.</param>
/// <param name="Evidence">Where it stands; 1 to 500 characters.</param>
public sealed record ReclaimOptedIn(LocalDate On, string Clause, string Who, string Evidence) : ContractEvent(On)
{
    public override string Word => "reclaim-opted-in";

    public override string Says => $"{Who} agrees for the buyer that capacity may be taken back under '{Clause}': {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract) => Reclaim.Of(contract, Clause, On) is not { } clause ? [CapacityReclaimed.Unknown(contract, Clause)]
        : !clause.NeedsOptIn ? [new Refusal(RefusalCode.InvalidTerms, "clause", $"'{Clause}' asks for no opt-in: the signature is the agreement.")]
        : clause.OptIn(contract.Events) is { } said ? [new Refusal(RefusalCode.AlreadyExists, "clause", $"{said.Who} agreed to '{Clause}' on {Say.Date(said.On)}.")]
        : [];
}
