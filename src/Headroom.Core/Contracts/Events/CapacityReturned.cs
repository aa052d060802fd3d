using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// GPUs that the seller had taken back are held for the buyer again from the date on. Refused for more than are taken, and, by the tests of a signature, when they
/// have been sold meanwhile.
/// </summary>
public sealed record CapacityReturned(LocalDate On, string Clause, Gpus Gpus) : ContractEvent(On)
{
    public override string Word => "capacity-returned";

    public override string Says => $"{Say.Number(Gpus.Count)} GPUs come back under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Reclaim.Of(contract, Clause, On) is not { } clause)
            yield return CapacityReclaimed.Unknown(contract, Clause);
        else if (clause.Taken(contract.Events, contract.Terms.Calendar) is var taken && contract.Terms.Calendar.StartOf(On) is var start
            && taken.Changes.Where(change => change > start).Append(start).Select(taken.At).Min() is var least && least < Gpus)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus",
                $"{Say.Number(least.Count)} GPUs are taken on {Say.Date(On)}; {Say.Number(Gpus.Count)} cannot come back.").With("taken_gpus", least.Count);
    }
}
