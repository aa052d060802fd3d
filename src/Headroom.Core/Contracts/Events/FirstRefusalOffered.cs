using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The seller offers the holder of a right of first refusal what it quotes to another, on the same terms. Refused without the right on that day and when the
/// same version was offered before; and, where we sell, when there is no such version or it reserves nothing that the right is for.
/// </summary>
/// <param name="Clause">The right.</param>
/// <param name="Quote">The id of the quote.</param>
/// <param name="Version">The version of it that is offered, 1 or more.</param>
public sealed record FirstRefusalOffered(LocalDate On, string Clause, Slug Quote, int Version) : ContractEvent(On)
{
    public override string Word => "first-refusal-offered";

    public override string Says => $"what is quoted as '{Quote}', version {Version}, is offered to the buyer first under '{Clause}'";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (FirstRefusal.Of(contract, Clause, On) is not { } right || !right.HoldsOn(On))
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no right of first refusal '{Clause}' on {Say.Date(On)}.");
        else if (right.Offers(contract.Events).FirstOrDefault(offer => offer.Offered.Quote == Quote && offer.Offered.Version == Version) is { } before)
            yield return new Refusal(RefusalCode.AlreadyExists, "version", $"Version {Version} of '{Quote}' was offered on {Say.Date(before.Offered.On)}.");
    }
}
