using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The buyer terminates a tranche that is too late, or the whole contract for it, as the clause says; the date is the last day on which it was part of the
/// contract. Refused before the right exists, and while the tranche is ready.
/// </summary>
/// <param name="Reason">What it rests on; 1 to 500 characters.</param>
public sealed record TrancheTerminated(LocalDate On, string Tranche, string Reason) : ContractEvent(On)
{
    public override string Word => "tranche-terminated";

    public override string Says => $"tranche '{Tranche}' is terminated: {Reason}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (TrancheDelivery.Of(contract, Tranche, On) is not { } tranche)
        {
            yield return TrancheReady.Unknown(contract, Tranche);
            yield break;
        }
        var progress = tranche.Progress(contract.Events);
        if (progress.Terminated is { } last)
            yield return new Refusal(RefusalCode.AlreadyExists, "tranche", $"Tranche '{Tranche}' was terminated on {Say.Date(last)}.");
        if (progress.Ready is { } ready && ready <= On)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "tranche", $"Tranche '{Tranche}' is ready since {Say.Date(ready)}; it is late no more.");
        if (LateDelivery.TerminatesBy(contract.TermsOn(On), tranche)?.TerminableFrom(tranche) is not { } from)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "tranche", $"No clause gives the right to terminate tranche '{Tranche}' for being late.");
        else if (On < from)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"Tranche '{Tranche}' may be terminated from {Say.Date(from)}, not on {Say.Date(On)}.").With("from",
                Say.Date(from));
        if (On > contract.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(On)} is after the last day served, {Say.Date(contract.LastDay)}.");
    }

    public override Contract Apply(Contract contract) =>
        base.Apply(contract) is var said && TrancheDelivery.Of(contract, Tranche, On) is { } tranche
        && LateDelivery.TerminatesBy(contract.TermsOn(On), tranche) is { EndsContract: true } clause
            ? said with { Notice = new Notice(Side.Buyer, On, On) { Ground = Ground.LateDelivery, Clause = clause.Name } } : said;
}
