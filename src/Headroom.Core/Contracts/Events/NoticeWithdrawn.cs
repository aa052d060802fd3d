using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// Both sides agree that the notice is taken back, and the contract goes on as if it had not been served. Refused without a notice, once its last day has
/// passed, for an end by cause or delay, and, by the tests of a signature, once the capacity that it freed is sold again.
/// </summary>
/// <param name="Agreement">Where both agreed; 1 to 500 characters.</param>
public sealed record NoticeWithdrawn(LocalDate On, string Agreement) : ContractEvent(On)
{
    public override string Word => "notice-withdrawn";

    public override string Says => $"both sides take the notice back: {Agreement}";

    public override IEnumerable<Refusal> Check(Contract contract)
    {
        foreach (var refusal in NoticeContested.Standing(contract, On)) yield return refusal;
        if (contract.Notice is { Ground: not Ground.Convenience })
            yield return new Refusal(RefusalCode.NoticeNotAllowed, "event", "The contract did not end by notice; sign it anew.");
        if (contract.Notice is { } notice && On > notice.LastDay)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "on", $"The contract ended on {Say.Date(notice.LastDay)}; sign it anew.");
    }

    public override Contract Apply(Contract contract) => base.Apply(contract) with { Notice = null };
}
