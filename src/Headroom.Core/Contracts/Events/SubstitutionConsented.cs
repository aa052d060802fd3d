using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The buyer consents to the proposal that is open. Refused when none is.</summary>
public sealed record SubstitutionConsented(LocalDate On, string Clause) : ContractEvent(On)
{
    public override string Word => "substitution-consented";

    public override string Says => $"the buyer consents under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract) => SubstitutionProposed.Standing(contract, Clause, On);
}
