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

    /// <summary>The charge under which an early-termination fee is invoiced.</summary>
    public const string FeeCharge = "early-termination fee";

    /// <summary>The longest notice: ten years of days.</summary>
    public const int MostDays = 3660;

    public override Tier Tier => Tier.Exit;

    public override string Says(Terms terms) => $"{Say.Who(By)} may end the contract by {Length}' notice from {Say.Date(NoticeFrom)}"
        + (NoEndBefore is { } earliest ? $", not ending before {Say.Date(earliest)}" : "") + (FeeShare == 0 ? "" : $", for {Say.Percent(FeeShare)} of the remaining fees");

    public override IEnumerable<Refusal> Check(Terms terms)
    {
        if (Length.Count is < 0 or > MostDays)
            yield return new Refusal(RefusalCode.OutOfRange, "notice", $"Notice of {Length} is outside 0 to {MostDays} days.");
        if (NoticeFrom > terms.End)
            yield return new Refusal(RefusalCode.DatesUpsideDown, "notice-from", $"Notice from {NoticeFrom:R} could never be served: the term ends {terms.Through:R}.");
        if (FeeShare is < 0 or > 1)
            yield return new Refusal(RefusalCode.OutOfRange, "fee", $"An early-termination fee of {FeeShare:P} is outside 0 to 100 percent of the remaining fees.");
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
        if (FeeShare == 0 || !IsFor(notice.By) || end >= setting.Terms.End) return cut;
        // Of everything that would still have fallen due as agreed, commitments included, as if nobody had given notice.
        var fee = FeeShare * setting.Terms.Resolve(Observations.None with { Indices = setting.Observations.Indices }).Due.Over(end, setting.Terms.End);
        return cut + new Charge(FeeCharge, Cumulative.On(notice.LastDay, notice.By == Side.Seller ? -fee : fee));
    }

    /// <summary>Whether a side holds this right.</summary>
    public bool IsFor(Side side) => By == Side.Either || By == side;

    /// <summary>
    /// The last day served if notice is served on a date: the day of service does not count, and by the default rule day + n is the last day served.
    /// A date before <see cref="NoticeFrom"/> counts as served on it, which is what the earliest permitted notice is.
    /// </summary>
    public LocalDate LastDayIfServed(LocalDate on)
    {
        var served = LocalDate.Max(on, NoticeFrom);
        var last = Length.After(served).PlusDays(LastDay == LastDayRule.DayServed ? 0 : -1);
        return NoEndBefore is { } earliest ? LocalDate.Max(last, earliest) : last;
    }
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

    public override string ToString() => Months ? $"{Count} months" : $"{Count} days";
}

/// <summary>Notice as served: by whom, on which date, and the last day that will be served.</summary>
/// <param name="Served">The date on which it was served.</param>
public sealed record Notice(Side By, LocalDate Served, LocalDate LastDay)
{
    /// <summary>The later date on which the terms deem it served, when it came inside a lock-in; else null.</summary>
    public LocalDate? DeemedServed { get; init; }

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
