using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>A side uses its right to extend the term. Refused outside the window, by a side without the right, and once notice was served.</summary>
/// <param name="Clause">The name of the extension clause.</param>
public sealed record ExtensionExercised(LocalDate On, string Clause, Side By) : ContractEvent(On)
{
    public override string Word => "extension-exercised";

    public override string Says => $"{Say.Who(By)} extends the term by '{Clause}'";

    /// <summary>It was promised when the contract was signed, and kept free since then.</summary>
    public override bool IsOwed => By == Side.Buyer;

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        if (Option(contract) is not { } option)
        {
            yield return new Refusal(RefusalCode.NotFound, "clause", $"'{contract.Id}' has no right to extend '{Clause}', or it was used as often as it may be.");
            yield break;
        }
        var (opens, closes) = (option.OpensOn(contract.Terms), option.ClosesOn(contract.Terms));
        if (!option.IsFor(By))
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "by", $"'{Clause}' is a right of {Say.Who(option.By)}, not of {Say.Who(By)}.");
        if (On < opens || On > closes)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(On)} lies outside the window of '{Clause}': {Say.Date(opens)} through {Say.Date(closes)}.")
                .With("opens", Say.Date(opens)).With("closes", Say.Date(closes));
        if (contract.Notice is { } notice)
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "clause", $"Notice was served; the contract ends {Say.Date(notice.LastDay)} and is not extended.");
    }

    public override Contract Apply(Contract contract) => base.Apply(contract.Extended(Option(contract)!));

    Extension? Option(Contract contract) => contract.Terms.Legs.OfType<Extension>().FirstOrDefault(leg => leg.Name == Clause);
}
