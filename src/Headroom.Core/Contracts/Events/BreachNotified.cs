using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// One side tells the other of a breach; the days to cure it begin. Refused when the clause does not give that side the right, or does not know the ground, and while a breach is
/// open.
/// </summary>
/// <param name="By">The side that tells, seller or buyer.</param>
/// <param name="Breach">The ground, as the clause names it.</param>
/// <param name="Evidence">What shows it; 1 to 500 characters.</param>
public sealed record BreachNotified(LocalDate On, string Clause, Side By, string Breach, string Evidence) : ContractEvent(On)
{
    public override string Word => "breach-notified";

    public override string Says => $"{Say.Who(By)} tells of {Breach} under '{Clause}': {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Cause.Of(contract, Clause, On) is not { } clause)
        {
            yield return Unknown(contract, Clause);
            yield break;
        }
        if (clause.By != Side.Either && clause.By != By)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "by", $"'{Clause}' gives {Say.Who(By)} no right; {Say.Who(clause.By)} has it.");
        if (!clause.Grounds.Contains(Breach))
            yield return new Refusal(RefusalCode.NotFound, "breach", $"'{Breach}' is no ground of '{Clause}'; there are {Say.List(clause.Grounds)}.");
        if (clause.Open(contract.Events) is { } open)
            yield return new Refusal(RefusalCode.AlreadyExists, "clause", $"A breach under '{Clause}' is open since {Say.Date(open.On)}: {open.Breach}.");
        if (On > contract.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(On)} is after the last day served, {Say.Date(contract.LastDay)}.");
    }

    internal static Refusal Unknown(Contract contract, string clause) => new(RefusalCode.NotFound, "clause",
        $"'{contract.Id}' has no clause '{clause}' on termination for cause{(contract.Terms.Legs.OfType<Cause>().ToList() is { Count: > 0 } known ? $"; it has {Say.List(known.Select(leg => leg.Name))}" : "")}.");
}
