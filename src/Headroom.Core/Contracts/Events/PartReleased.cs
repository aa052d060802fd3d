using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// Notice to give back a part of the GPUs of a pool. Refused before the clause permits it, in other steps, below what must stay, and when
/// they would come back no earlier than the contract ends.
/// </summary>
/// <param name="Clause">The clause that gives the right.</param>
/// <param name="Gpus">How many; a multiple of the clause's step.</param>
public sealed record PartReleased(LocalDate On, string Clause, Gpus Gpus) : ContractEvent(On)
{
    public override string Word => "part-released";

    public override string Says => $"notice under '{Clause}' to give back {Say.Number(Gpus.Count)} GPUs";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (contract.TermsOn(On).Legs.OfType<PartialRelease>().FirstOrDefault(leg => leg.Name == Clause) is not { } clause)
        {
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{Clause}' by which a part could be given back.");
            yield break;
        }
        var last = clause.LastDayIfServed(On);
        if (On < clause.From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"Notice on {Say.Date(On)} is too early; it may be served from {Say.Date(clause.From)}.").With("from",
                Say.Date(clause.From));
        if (Gpus.Count == 0 || Gpus.Count % clause.Step.Count != 0)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus", $"{Say.Number(Gpus.Count)} GPUs is no multiple of {Say.Number(clause.Step.Count)}.");
        if (last >= contract.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"Notice on {Say.Date(On)} would run to {Say.Date(last)}; the contract ends {Say.Date(contract.LastDay)} by itself.");
        else if (contract.LeastReserved(clause.Pool, last.PlusDays(1)) - Gpus is var left && left < clause.Least)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus",
                $"{Say.Number(left.Count)} GPUs of '{clause.Pool}' would be left from {Say.Date(last.PlusDays(1))}; {Say.Number(clause.Least.Count)} stay at least.")
                .With("left_gpus", left.Count).With("least_gpus", clause.Least.Count);
    }
}
