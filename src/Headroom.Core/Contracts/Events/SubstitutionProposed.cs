using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The seller proposes other hardware. Refused for a class that is not of like kind by the clause, and while another proposal is open.</summary>
/// <param name="Class">The class proposed, as the clause names it.</param>
/// <param name="Reason">Why; 1 to 500 characters.</param>
public sealed record SubstitutionProposed(LocalDate On, string Clause, string Class, string Reason) : ContractEvent(On)
{
    public override string Word => "substitution-proposed";

    public override string Says => $"the seller proposes {Class} under '{Clause}': {Reason}";

    public override IEnumerable<Refusal> Check(Contract contract) => Substitution.Of(contract, Clause, On) is not { } clause ? [Unknown(contract, Clause)]
        : !clause.Classes.Contains(Class)
        ? [new Refusal(RefusalCode.NotFound, "class", $"'{Class}' is not of like kind under '{Clause}'; {string.Join(", ", clause.Classes)} are.")]
        : clause.Open(contract.Events) is { } open
        ? [new Refusal(RefusalCode.AlreadyExists, "clause", $"The proposal of {Say.Date(open.Proposal.On)} under '{Clause}' is open.")] : [];

    internal static Refusal Unknown(Contract contract, string clause) => new(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no clause '{clause}' on exchanging hardware.");

    /// <summary>Why nothing can be said of a proposal on a date; empty when one is open.</summary>
    internal static IEnumerable<Refusal> Standing(Contract contract, string clause, LocalDate on) => Substitution.Of(contract, clause, on) is not { } found
        ? [Unknown(contract, clause)]
        : found.Open(contract.Events) is not { } open ? [new Refusal(RefusalCode.NotFound, "event", $"No proposal under '{clause}' is open.")]
        : on < open.Proposal.On ? [new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(on)} is before the proposal of {Say.Date(open.Proposal.On)}.")] : [];
}
