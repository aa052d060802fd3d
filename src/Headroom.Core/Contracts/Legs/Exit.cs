using System.Collections.Immutable;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>
/// The right of one side or either to end the contract early by notice, free or for a share of the fees that remain. Both readings of an initial period are data:
/// notice may be served only after it (<see cref="NoticeFrom"/>), or inside it without taking effect before its end (<see cref="NoEndBefore"/>).
/// </summary>
/// <param name="By">Who may serve notice.</param>
/// <param name="NoticeFrom">The first date on which notice may be served.</param>
/// <param name="NoEndBefore">The earliest last day served, or null.</param>
/// <param name="Length">How long notice runs.</param>
/// <param name="Early">What happens to notice served before <paramref name="NoticeFrom"/>.</param>
/// <param name="LastDay">Which day is the last one served.</param>
public sealed record Exit(Side By, LocalDate NoticeFrom, LocalDate? NoEndBefore, NoticeLength Length, EarlyNotice Early, LastDayRule LastDay)
    : Leg($"exit by {By}".ToLowerInvariant())
{
    /// <summary>What ending early costs the side that ends: a share of the fees for the rest of the stated term, due on the last day served; 0 to 1.</summary>
    public decimal FeeShare { get; init; }

    /// <summary>How that share changes with the last day served, dates ascending, at most 60; before the first, and when empty, it is <see cref="FeeShare"/>.</summary>
    public ImmutableArray<FeeShareStep> FeeSteps { get; init; } = [];

    /// <summary>The last date on which notice may be received, or null.</summary>
    public LocalDate? NoticeUntil { get; init; }

    /// <summary>Notice may be served only so long after the last tranche was accepted; null without such a lock-in.</summary>
    public NoticeLength? AfterAcceptance { get; init; }

    /// <summary>How it must be sent and to whom.</summary>
    public NoticeForm Form { get; init; } = NoticeForm.Any;

    /// <summary>The charge under which an early-termination fee is invoiced.</summary>
    public const string FeeCharge = "early-termination fee";

    /// <summary>The longest notice: ten years of days.</summary>
    public const int MostDays = 3660;

    public override Tier Tier => Tier.Exit;

    public override string Says(Terms terms) => $"{Say.Who(By)} may end the contract by {Length}' notice from {Say.Date(NoticeFrom)}"
        + (NoEndBefore is { } earliest ? $", not ending before {Say.Date(earliest)}" : "") + (NoticeUntil is { } until ? $", received by {Say.Date(until)}" : "")
        + (AfterAcceptance is { } after ? $", {after} after the last tranche is accepted" : "")
        + (FeeShare == 0 && FeeSteps.Length == 0 ? "" : $", for {Say.Percent(FeeShare)} of the remaining fees")
        + string.Concat(FeeSteps.Select(step => $", {Say.Percent(step.Share)} from {Say.Date(step.From)}")) + Form.Says;

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Length.Count is < 0 or > MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice", $"Notice of {Length} is outside 0 to {MostDays} days.");
        if (NoticeFrom > terms.End)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "notice-from", $"Notice from {NoticeFrom:R} could never be served: the term ends {terms.Through:R}.");
        if (FeeSteps.Length > 60 || FeeSteps.Any(step => step.Share is < 0 or > 1) || FeeSteps.Zip(FeeSteps.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
            yield return new Refusal(RefusalCode.InvalidTerms, "fee-steps", "At most 60 shares of 0 to 100 percent stand in ascending order of date.");
        if (NoticeUntil < NoticeFrom)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "notice-until", $"Notice can be received from {NoticeFrom:R}, so not only until {NoticeUntil:R}.");
        if (AfterAcceptance is not null && !terms.Legs.OfType<TrancheDelivery>().Any())
            yield return new Refusal(RefusalCode.InvalidTerms, "after-acceptance", "There is no tranche whose acceptance could end the lock-in.");
        if (Form.ReceiptDays is < 0 or > 60)
            yield return new Refusal(RefusalCode.OutOfRange, "receipt-days", $"Receipt after {Form.ReceiptDays} days is outside 0 to 60.");
        if (FeeShare is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "fee", $"An early-termination fee of {Say.Percent(FeeShare)} is outside 0 to 100 percent of the remaining fees.");
        if (NoEndBefore > terms.Through)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "no-end-before", $"{NoEndBefore:R} is after the term's last day {terms.Through:R}.");
    }

    /// <summary>
    /// Cuts capacity and charges after the last day served, once notice has been, and adds the fee for it: positive when the buyer ends,
    /// negative (given to the buyer) when the seller does.
    /// </summary>
    public override Schedule Resolve(Schedule below, Setting setting)
    {
        if (setting.Notice is not { } notice) return below;
        var end = notice.LastDay.PlusDays(1);
        var cut = below.CutAt(end, setting.Terms.Calendar);
        if (FeeOn(notice.LastDay) == 0 || !IsFor(notice.By) || end >= setting.Terms.End) return cut;
        var fee = FeeOn(notice.LastDay) * setting.RemainingAfter(notice);
        return cut + new Charge(FeeCharge, Cumulative.On(notice.LastDay, notice.By == Side.Seller ? -fee : fee));
    }

    public override IEnumerable<string> Workings(string charge, YearMonth month, Setting setting) =>
        charge == FeeCharge && setting.Notice is { } notice && IsFor(notice.By) && notice.LastDay.ToYearMonth() == month && FeeOn(notice.LastDay) is not 0 and var share
            ? [$"{Say.Percent(share)} of {setting.SaysRemainingAfter(notice)}, for ending early by notice of {Say.Who(notice.By)}"] : [];

    /// <summary>Whether a side holds this right.</summary>
    public bool IsFor(Side side) => By == Side.Either || By == side;

    /// <summary>The share of the remaining fees that ending on a last day costs.</summary>
    public decimal FeeOn(LocalDate lastDay) => FeeSteps.Where(step => step.From <= lastDay).Select(step => step.Share).LastOrDefault(FeeShare);

    /// <summary>The date on which notice served on a date counts as received.</summary>
    public LocalDate Received(LocalDate on) => on.PlusDays(Form.ReceiptDays);

    /// <summary>The first date on which notice may be served.</summary>
    public LocalDate ServeFrom => NoticeFrom.PlusDays(-Form.ReceiptDays);

    /// <summary>Whether notice served on a date would not come too late.</summary>
    public bool CanServe(LocalDate on) => !(Received(on) > NoticeUntil);

    /// <summary>
    /// The right with the lock-in that acceptances have set, seen from a date: a tranche that is not accepted counts as accepted on it or on its later target date.
    /// </summary>
    public Exit As(Terms terms, IEnumerable<ContractEvent> events, LocalDate on)
    {
        if (AfterAcceptance is not { } length) return this;
        var accepted = terms.Legs.OfType<TrancheDelivery>().Select(leg => (leg.Target, leg.Progress(events))).Where(each => each.Item2.Terminated is null)
            .Select(each => each.Item2.Accepted ?? LocalDate.Max(each.Target, on)).DefaultIfEmpty(terms.From).Max();
        return this with { NoticeFrom = LocalDate.Max(NoticeFrom, length.After(accepted)) };
    }

    /// <summary>When the fee for it changes.</summary>
    public override IEnumerable<Milestone> Dates(Schedule schedule, Setting setting)
    {
        if (setting.Notice is not null) yield break;
        foreach (var step in FeeSteps) yield return new Milestone(step.From, $"ending by notice of {Say.Who(By)} costs {Say.Percent(step.Share)} of the remaining fees from here");
    }

    /// <summary>
    /// The last day served if notice is served on a date: the day of service does not count, and by the default rule day + n is the last day served.
    /// A date before <see cref="NoticeFrom"/> counts as served on it, which is what the earliest permitted notice is.
    /// </summary>
    public LocalDate LastDayIfServed(LocalDate on)
    {
        var served = LocalDate.Max(Received(on), NoticeFrom);
        var last = Length.After(served).PlusDays(LastDay == LastDayRule.DayServed ? 0 : -1);
        return NoEndBefore is { } earliest ? LocalDate.Max(last, earliest) : last;
    }
}

/// <summary>From this last day served on, ending early costs such a share of the remaining fees.</summary>
public readonly record struct FeeShareStep(LocalDate From, decimal Share);

/// <summary>What the terms ask of a notice.</summary>
/// <param name="Words">The ways in which it may be sent, such as "courier" and "e-mail"; empty for any. At most 10.</param>
/// <param name="Address">Where to, or null.</param>
/// <param name="Signatory">Who must sign, as a role, or null.</param>
/// <param name="ReceiptDays">It counts as served so many days after it was sent, 0 to 60.</param>
public sealed record NoticeForm(ImmutableArray<string> Words, string? Address, string? Signatory, int ReceiptDays)
{
    public const int MostWords = 10;

    public static NoticeForm Any { get; } = new([], null, null, 0);

    internal string Says => (Words.Length == 0 ? "" : $", by {string.Join(" or ", Words)}") + (Address is null ? "" : $", to {Address}")
        + (Signatory is null ? "" : $", signed by {Signatory}") + (ReceiptDays == 0 ? "" : $", deemed received after {Say.Days(ReceiptDays)}");

    public bool Equals(NoticeForm? other) =>
        other is not null && Words.SequenceEqual(other.Words) && (Address, Signatory, ReceiptDays) == (other.Address, other.Signatory, other.ReceiptDays);

    public override int GetHashCode() => HashCode.Combine(Words.Length, Address, Signatory, ReceiptDays);
}

/// <summary>A side of a contract.</summary>
public enum Side { Seller, Buyer, Either }

/// <summary>What the terms say of notice inside a lock-in.</summary>
public enum EarlyNotice
{
    /// <summary>It is refused.</summary>
    Refused,
    /// <summary>It is deemed served on the first permitted date.</summary>
    Deemed,
}

/// <summary>How the end of notice is counted.</summary>
public enum LastDayRule
{
    /// <summary>The day of service plus the length is the last day served. The default.</summary>
    DayServed,
    /// <summary>The day of service plus the length is the first day not served.</summary>
    EndExclusive,
}

/// <summary>A number of days or of calendar months (clamped to the month's last day); ninety days are not three months.</summary>
public readonly record struct NoticeLength(int Count, bool Months)
{
    public LocalDate After(LocalDate date) => Months ? date.PlusMonths(Count) : date.PlusDays(Count);

    public LocalDate Before(LocalDate date) => Months ? date.PlusMonths(-Count) : date.PlusDays(-Count);

    public override string ToString() => Months ? $"{Count} months" : $"{Count} days";
}

/// <summary>Notice as served: by whom, on which date, and the last day that will be served.</summary>
/// <param name="Served">The date on which it was served.</param>
public sealed record Notice(Side By, LocalDate Served, LocalDate LastDay)
{
    /// <summary>The later date on which the terms deem it served, when it came inside a lock-in; else null.</summary>
    public LocalDate? DeemedServed { get; init; }

    /// <summary>How it was sent, when that was said.</summary>
    public string? Form { get; init; }

    /// <summary>By what kind of right the contract ends.</summary>
    public Ground Ground { get; init; }

    /// <summary>The clause that gave the right, when it is not an exit; else null.</summary>
    public string? Clause { get; init; }
}

/// <summary>By what kind of right a contract ends early.</summary>
public enum Ground
{
    /// <summary>Notice under an exit: no reason is needed.</summary>
    Convenience,
    /// <summary>Capacity came too late.</summary>
    LateDelivery,
    /// <summary>A breach that was not cured.</summary>
    Cause,
}
