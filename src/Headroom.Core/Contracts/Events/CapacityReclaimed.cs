using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The seller takes back GPUs from a date on. Refused without the days of notice, above the most that the clause permits (with the numbers), and outside what is served.
/// </summary>
/// <param name="From">The first day without them.</param>
public sealed record CapacityReclaimed(LocalDate On, string Clause, Gpus Gpus, LocalDate From) : ContractEvent(On)
{
    public override string Word => "capacity-reclaimed";

    public override string Says => $"the seller takes back {Say.Number(Gpus.Count)} GPUs under '{Clause}' from {Say.Date(From)}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Reclaim.Of(contract, Clause, On) is not { } clause)
        {
            yield return Unknown(contract, Clause);
            yield break;
        }
        if (clause.Refuses(contract.Events) is { } refused) yield return refused;
        if (From < On.PlusDays(clause.NoticeDays))
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from",
                $"With {Say.Notice(clause.NoticeDays)} capacity may be taken from {Say.Date(On.PlusDays(clause.NoticeDays))}, not from {Say.Date(From)}.");
        if (From < contract.Versions[0].Terms.From || From > contract.LastDay)
        {
            yield return new Refusal(RefusalCode.DatesUpsideDown, "from",
                $"{Say.Date(From)} lies outside what is served, {Say.Date(contract.Versions[0].Terms.From)} to {Say.Date(contract.LastDay)}.");
            yield break;
        }
        var (taken, start) = (clause.Taken(contract.Events, contract.Terms.Calendar), contract.Terms.Calendar.StartOf(From));
        var most = taken.Changes.Where(change => change > start).Append(start).Select(taken.At).Max() + Gpus;
        if (most > clause.Most)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus",
                $"{Say.Number(most.Count)} GPUs would be taken at a time; '{Clause}' permits {Say.Number(clause.Most.Count)}.").With("most_gpus", clause.Most.Count);
        else if (contract.LeastReserved(clause.Pool, From) < Gpus)
            yield return new Refusal(RefusalCode.OutOfRange, "gpus",
                $"{Say.Number(contract.LeastReserved(clause.Pool, From).Count)} GPUs of '{clause.Pool}' are held from {Say.Date(From)}; {Say.Number(Gpus.Count)} cannot be taken.");
    }

    internal static Refusal Unknown(Contract contract, string clause) =>
        new(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{clause}' by which capacity could be taken back.");
}
