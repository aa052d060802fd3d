using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The side that told of a breach ends the contract for it; the date is the last day served. Refused when no breach is open and before the days to cure it
/// have run.
/// </summary>
/// <param name="Reason">What it rests on; 1 to 500 characters.</param>
public sealed record TerminatedForCause(LocalDate On, string Clause, string Reason) : ContractEvent(On)
{
    public override string Word => "terminated-for-cause";

    public override string Says => $"the contract is ended under '{Clause}': {Reason}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Cause.Of(contract, Clause, On) is not { } clause)
            yield return BreachNotified.Unknown(contract, Clause);
        else if (clause.Open(contract.Events) is not { } open)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "clause", $"No breach under '{Clause}' is open.");
        else if (On < clause.TerminableFrom(open.On))
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"The breach told on {Say.Date(open.On)} can be cured for {Say.Days(clause.CureDays)}; the contract may be ended from {Say.Date(clause.TerminableFrom(open.On))}.")
                .With("from", Say.Date(clause.TerminableFrom(open.On)));
        if (On > contract.LastDay || On < contract.Versions[0].Terms.From)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"{Say.Date(On)} lies outside what is served, {Say.Date(contract.Versions[0].Terms.From)} to {Say.Date(contract.LastDay)}.");
    }

    public override Contract Apply(Contract contract) => Cause.Of(contract, Clause, On)?.Open(contract.Events) is not { } open ? base.Apply(contract)
        : base.Apply(contract) with { Notice = new Notice(open.By, On, On) { Ground = Ground.Cause, Clause = Clause } };
}
