using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The holder of a right of first refusal declines what it was offered last of a quote: it may be sold to others on those terms. Refused when nothing was offered, when that was
/// answered already, and outside the days to answer.
/// </summary>
/// <param name="Clause">The right.</param>
/// <param name="Quote">The id of the quote that was offered.</param>
public sealed record FirstRefusalWaived(LocalDate On, string Clause, Slug Quote) : ContractEvent(On)
{
    public override string Word => "first-refusal-waived";

    public override string Says => $"the buyer declines what is quoted as '{Quote}' under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract) => FirstRefusal.CannotAnswer(contract, Clause, Quote, On);
}
