using Headroom.Core.Contracts;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>A contract as it stood when a month was closed, and what was recognised of it by then.</summary>
/// <param name="Earned">Revenue through the month's end as it was seen then.</param>
/// <param name="Accreted">Interest on money paid ahead through the month's end as it was seen then.</param>
/// <param name="Earlier">The same at the close before; null at the contract's first.</param>
public sealed record ClosedContract(Contract Contract, YearMonth Through, decimal Earned, decimal Accreted, ClosedContract? Earlier)
{
    /// <summary>The part of the revenue that is within the group.</summary>
    public decimal Inside { get; init; }
}

/// <summary>What a close recognises of one month of service.</summary>
/// <param name="Of">The earlier month that is caught up; null for the month that is closed.</param>
/// <param name="Interest">Accreted on money paid ahead.</param>
public readonly record struct RecognisedPart(YearMonth? Of, decimal Revenue, decimal Interest)
{
    /// <summary>The part of the revenue that is within the group: earned in days on which the buyer belonged to us.</summary>
    public decimal Inside { get; init; }

    /// <summary>Whether there is nothing to post.</summary>
    public bool IsNothing => Revenue == 0 && Interest == 0 && Inside == 0;

    /// <summary>What a recognition says of a month of service: what there is by its end less what there was by the end of the month before.</summary>
    /// <param name="first">The contract's first month, to which all before it belongs.</param>
    public static RecognisedPart Within(Recognition seen, YearMonth month, YearMonth first)
    {
        var (end, before) = (Last(month), Last(month.PlusMonths(-1)));
        return month <= first ? new(month, seen.Recognised(end), seen.Accreted(end)) { Inside = seen.Inside(end) }
            : new(month, seen.Recognised(end) - seen.Recognised(before), seen.Accreted(end) - seen.Accreted(before)) { Inside = seen.Inside(end) - seen.Inside(before) };
    }

    /// <summary>The last day of a month.</summary>
    public static LocalDate Last(YearMonth month) => month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
}

/// <summary>
/// What the close of a month recognises, month of service by month of service: its own revenue, and for every earlier month by its name what is now seen of it and was not
/// recognised before. The parts add up to what is earned by the month's end less what had been recognised.
/// </summary>
public static class RevenueByMonth
{
    /// <summary>The parts of a close; earlier months in order, then the month itself (null); parts of nothing left out.</summary>
    /// <param name="before">The contract at the close of the month before; null at its first.</param>
    public static IReadOnlyList<RecognisedPart> Recognised(Contract contract, YearMonth month, ClosedContract? before)
    {
        var (first, last) = (contract.Versions[0].Terms.From.ToYearMonth(), RecognisedPart.Last(month));
        var (now, parts) = (SeenAt(contract, month), new List<RecognisedPart>());
        var own = new RecognisedPart(null, now.Recognised(last) - (before?.Earned ?? 0), now.Accreted(last) - (before?.Accreted ?? 0))
        { Inside = now.Inside(last) - (before?.Inside ?? 0) };
        if (!IsSeenAlike(now, contract, month, before))
        {
            var then = before is null ? null : SeenAt(before.Contract, before.Through);
            for (var earlier = first; earlier < month; earlier = earlier.PlusMonths(1))
            {
                var (seen, known) = (RecognisedPart.Within(now, earlier, first),
                    then is not null && earlier <= before!.Through ? RecognisedPart.Within(then, earlier, first) : default);
                var caught = new RecognisedPart(earlier, seen.Revenue - known.Revenue, seen.Interest - known.Interest) { Inside = seen.Inside - known.Inside };
                own = own with { Revenue = own.Revenue - caught.Revenue, Interest = own.Interest - caught.Interest, Inside = own.Inside - caught.Inside };
                if (!caught.IsNothing) parts.Add(caught);
            }
        }
        if (!own.IsNothing) parts.Add(own);
        return parts;
    }

    /// <summary>A contract under the policy that holds at the end of a month, with what is known through it.</summary>
    public static Recognition SeenAt(Contract contract, YearMonth through) =>
        Recognition.Of(contract, contract.RevenueOn(RecognisedPart.Last(through)), RecognisedPart.Last(through));

    // Where nothing was said of a contract and its sums are the same, every earlier month is.
    static bool IsSeenAlike(Recognition now, Contract contract, YearMonth month, ClosedContract? before) => before is null ? contract.Versions[0].Terms.From.ToYearMonth() >= month
        : ReferenceEquals(before.Contract, contract) && RecognisedPart.Last(before.Through) is var then && now.Recognised(then) == before.Earned
        && now.Accreted(then) == before.Accreted;
}
