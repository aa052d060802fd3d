using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The holder of a right of first refusal takes what it was offered last of a quote: these terms are now for it to sign. Refused when nothing was offered, when that was
/// answered already, and outside the days to answer.
/// </summary>
/// <param name="Clause">The right.</param>
/// <param name="Quote">The id of the quote that was offered.</param>
public sealed record FirstRefusalExercised(LocalDate On, string Clause, Slug Quote) : ContractEvent(On)
{
    public override string Word => "first-refusal-exercised";

    public override string Says => $"the buyer takes what is quoted as '{Quote}' under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract) => FirstRefusal.CannotAnswer(contract, Clause, Quote, On);
}
