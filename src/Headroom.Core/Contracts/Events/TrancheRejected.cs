using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The buyer rejects a tranche that is ready; the days to deemed acceptance start anew at its next readiness. Refused when it is not
/// ready, before it was, and once it is accepted.
/// </summary>
/// <param name="Reason">Why; 1 to 500 characters.</param>
public sealed record TrancheRejected(LocalDate On, string Tranche, string Reason) : ContractEvent(On)
{
    public override string Word => "tranche-rejected";

    public override string Says => $"tranche '{Tranche}' is rejected: {Reason}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (TrancheDelivery.Of(contract, Tranche, On)?.Progress(contract.Events) is not { } progress)
            yield return TrancheReady.Unknown(contract, Tranche);
        else if (progress.Accepted is { } accepted && (!progress.IsDeemed || accepted <= On))
            yield return new Refusal(RefusalCode.AlreadyExists, "tranche", $"Tranche '{Tranche}' {(progress.IsDeemed ? "is deemed" : "was")} accepted on {Say.Date(accepted)}.");
        else if (progress.Ready is not { } ready || On < ready)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"Tranche '{Tranche}' is not ready on {Say.Date(On)}; there is nothing to reject.");
    }
}
