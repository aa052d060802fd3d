using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The buyer claims the credit of an availability clause for a month, where the clause asks for a claim. Refused when credits come by
/// themselves, outside the window, before the month is over, and a second time.
/// </summary>
/// <param name="Clause">The name of the availability clause.</param>
/// <param name="Evidence">What the claim rests on; 1 to 500 characters.</param>
public sealed record CreditClaimed(LocalDate On, string Clause, YearMonth Month, string Evidence) : ContractEvent(On)
{
    public override string Word => "credit-claimed";

    public override string Says => $"the buyer claims '{Clause}' for {Month:uuuu'-'MM}: {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        var first = Month.PlusMonths(1).OnDayOfMonth(1);
        var clause = contract.TermsOn(first.PlusDays(-1)).Legs.OfType<Sla>().FirstOrDefault(leg => leg.Name == Clause);
        if (clause is null)
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no availability clause '{Clause}'.");
        else if (clause.ClaimDays is not { } days)
            yield return new Refusal(RefusalCode.InvalidTerms, "clause", $"'{Clause}' credits by itself; nothing is to be claimed.");
        else if (On < first || On > first.PlusDays(days - 1))
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on",
                $"{Say.Date(On)} lies outside the window for {Month:uuuu'-'MM}: {Say.Date(first)} to {Say.Date(first.PlusDays(days - 1))}.");
        if (contract.Events.OfType<CreditClaimed>().Any(claim => claim.Clause == Clause && claim.Month == Month))
            yield return new Refusal(RefusalCode.AlreadyExists, "month", $"'{Clause}' has been claimed for {Month:uuuu'-'MM} already.");
    }
}
