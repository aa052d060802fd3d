using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The seller requires the buyer to take unsold GPUs for some days. Refused outside the clause's days, on shorter notice, above its most and after the
/// contract's last day; and, as every growth, where the GPUs are sold or needed.
/// </summary>
/// <param name="Clause">The backstop that gives the right.</param>
/// <param name="From">The first day for which they are taken.</param>
/// <param name="Through">The last day for which they are taken.</param>
public sealed record BackstopCalled(LocalDate On, string Clause, Gpus Gpus, LocalDate From, LocalDate Through) : ContractEvent(On)
{
    public override string Word => "backstop-called";

    public override string Says => $"the seller calls {Say.Number(Gpus.Count)} GPUs under '{Clause}' for {Say.Date(From)} through {Say.Date(Through)}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (contract.TermsOn(From).Legs.OfType<Backstop>().FirstOrDefault(leg => leg.Name == Clause) is not { } clause)
        {
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{Clause}' by which GPUs could be called.");
            yield break;
        }
        var (earliest, last) = (LocalDate.Max(clause.From, On.PlusDays(clause.NoticeDays)), LocalDate.Min(clause.Through, contract.LastDay));
        if (From < earliest)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from",
                $"A call on {Say.Date(On)} is for days from {Say.Date(earliest)} on, not from {Say.Date(From)}: the clause starts {Say.Date(clause.From)} and asks for {Say.Notice(clause.NoticeDays)}.")
                .With("earliest", Say.Date(earliest));
        if (Through < From || Through > last)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "through",
                $"{Say.Date(Through)} is not from {Say.Date(From)} to {Say.Date(last)}, the last day that may be called.").With("last", Say.Date(last));
        else if (clause.MostCalled(contract, From, Through) is var before && before + Gpus > clause.Most)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus",
                $"{Say.Number(Gpus.Count)} GPUs with the {Say.Number(before.Count)} called before are more than the {Say.Number(clause.Most.Count)} of '{Clause}'.")
                .With("left_gpus", (clause.Most - before).Count).With("most_gpus", clause.Most.Count);
    }
}
