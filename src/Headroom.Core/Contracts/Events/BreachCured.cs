using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The open breach under a clause is cured, and the right to terminate for it is gone. Refused when none is open, and before it was told.</summary>
/// <param name="Evidence">What shows it; 1 to 500 characters.</param>
public sealed record BreachCured(LocalDate On, string Clause, string Evidence) : ContractEvent(On)
{
    public override string Word => "breach-cured";

    public override string Says => $"the breach under '{Clause}' is cured: {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract) => Cause.Of(contract, Clause, On) is not { } clause ? [BreachNotified.Unknown(contract, Clause)]
        : clause.Open(contract.Events) is not { } open ? [new Refusal(RefusalCode.InvalidTerms, "clause", $"No breach under '{Clause}' is open.")]
        : contract.Notice is { Ground: Ground.Cause } notice ? [new Refusal(RefusalCode.NoticeNotAllowed, "on", $"The contract was ended for it on {Say.Date(notice.Served)}.")]
        : On < open.On ? [new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(On)} is before the breach was told, on {Say.Date(open.On)}.")] : [];
}
