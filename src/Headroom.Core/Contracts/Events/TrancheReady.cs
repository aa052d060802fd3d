using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The seller says that a tranche is ready for acceptance. Refused while it is ready already, and once it is terminated.</summary>
/// <param name="Evidence">What shows it; 1 to 500 characters.</param>
public sealed record TrancheReady(LocalDate On, string Tranche, string Evidence) : ContractEvent(On)
{
    public override string Word => "tranche-ready";

    public override string Says => $"tranche '{Tranche}' is ready: {Evidence}";

    public override IEnumerable<Refusal> Check(Contract contract) => TrancheDelivery.Of(contract, Tranche, On) is not { } clause ? [Unknown(contract, Tranche)]
        : clause.Progress(contract.Events) switch
        {
            { Terminated: { } last } => [new Refusal(RefusalCode.InvalidTerms, "tranche", $"Tranche '{Tranche}' was terminated on {Say.Date(last)}.")],
            { Ready: { } since } => [new Refusal(RefusalCode.AlreadyExists, "tranche", $"Tranche '{Tranche}' is ready since {Say.Date(since)}.")],
            _ => [],
        };

    internal static Refusal Unknown(Contract contract, string tranche) => new(RefusalCode.NotFound, "tranche",
        $"'{contract.Id}' has no tranche '{tranche}'{(contract.Terms.Legs.OfType<TrancheDelivery>().ToList() is { Count: > 0 } known ? $"; it has {Say.List(known.Select(leg => leg.Name))}" : "")}.");
}
