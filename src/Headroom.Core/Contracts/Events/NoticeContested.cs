using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts.Events;

/// <summary>
/// The other side says that the notice is not valid. It stands until it is withdrawn; capacity and money follow it meanwhile. Refused without a notice, by the side that gave it,
/// and before it was served.
/// </summary>
/// <param name="By">Who contests it, seller or buyer.</param>
/// <param name="Reason">Why; 1 to 500 characters.</param>
public sealed record NoticeContested(LocalDate On, Side By, string Reason) : ContractEvent(On)
{
    public override string Word => "notice-contested";

    public override string Says => $"{Say.Who(By)} contests the notice: {Reason}";

    public override IEnumerable<Refusal> Check(Contract contract) => Standing(contract, On)
        .Concat(contract.Notice is { } notice && notice.By == By
            ? [new Refusal(RefusalCode.NoticeNotAllowed, "by", $"{Say.Who(By)} gave the notice; the other side may contest it.")] : []);

    /// <summary>Why nothing can be said of a notice on a date; empty when one stands.</summary>
    internal static IEnumerable<Refusal> Standing(Contract contract, LocalDate on) => contract.Notice is not { } notice
        ? [new Refusal(RefusalCode.NotFound, "event", $"No notice stands under '{contract.Id}'.")]
        : on < notice.Served ? [new Refusal(RefusalCode.DatesUpsideDown, "on", $"{Say.Date(on)} is before the notice was served, on {Say.Date(notice.Served)}.")] : [];
}
