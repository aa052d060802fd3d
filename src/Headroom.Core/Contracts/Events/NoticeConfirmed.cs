using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>The side that received the notice confirms it, or gives up contesting it. Refused without a notice and by the side that gave it.</summary>
/// <param name="By">Who confirms it, seller or buyer.</param>
public sealed record NoticeConfirmed(LocalDate On, Side By) : ContractEvent(On)
{
    public override string Word => "notice-confirmed";

    public override string Says => $"{Say.Who(By)} confirms the notice";

    public override IEnumerable<Refusal> Check(Contract contract) => NoticeContested.Standing(contract, On)
        .Concat(contract.Notice is { } notice && notice.By == By
            ? [new Refusal(RefusalCode.NoticeNotAllowed, "by", $"{Say.Who(By)} gave the notice; the other side may confirm it.")] : []);
}
