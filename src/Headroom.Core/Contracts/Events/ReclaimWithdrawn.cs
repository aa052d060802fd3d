using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The seller withdraws notice of a reclaim before it takes effect: the buyer keeps the GPUs. Refused from the first day without them on, and for more than was to be taken from
/// that day.
/// </summary>
/// <param name="From">The first day without them by the notice.</param>
public sealed record ReclaimWithdrawn(LocalDate On, string Clause, Gpus Gpus, LocalDate From) : ContractEvent(On)
{
    public override string Word => "reclaim-withdrawn";

    public override string Says => $"the seller withdraws the notice by which {Say.Number(Gpus.Count)} GPUs would be taken under '{Clause}' from {Say.Date(From)}";

    /// <summary>What was promised to the buyer before stands again.</summary>
    public override bool IsOwed => true;

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Reclaim.Of(contract, Clause, On) is null)
        {
            yield return CapacityReclaimed.Unknown(contract, Clause);
            yield break;
        }
        if (On >= From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"From {Say.Date(From)} the GPUs are taken; on {Say.Date(On)} they can be given back (capacity-returned), and the notice cannot be withdrawn.");
        var noticed = contract.Events.Sum(happened => happened switch
        {
            CapacityReclaimed said when said.Clause == Clause && said.From == From => said.Gpus.Count,
            ReclaimWithdrawn said when said.Clause == Clause && said.From == From => -said.Gpus.Count,
            _ => 0,
        });
        if (Gpus.Count > noticed)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus",
                $"{Say.Number(noticed)} GPUs are to be taken from {Say.Date(From)}; notice of {Say.Number(Gpus.Count)} cannot be withdrawn.").With("noticed_gpus", noticed);
    }
}
