using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Revenue earned over the dates of a contract under each recognition policy. The enforceable term is fixed at inception; every later day
/// that no notice ended is a renewal at its own fee. Modifications fold over what was earned before them, each by its treatment.
/// </summary>
public static class Revenue
{
    /// <summary>What is earned by the start of each date under a policy, with what is known through a date.</summary>
    public static Cumulative Earned(Contract contract, RevenuePolicy policy, LocalDate? observedThrough) =>
        Recognition.Of(contract, policy, observedThrough).Earned;

    /// <summary>
    /// What a month recognises of revenue from others under the contract's stated policy: earned by its end, rounded, less what had been recognised before. So what
    /// becomes known of earlier months is caught up in it and the months add up to the whole. Moves <paramref name="recognised"/> on.
    /// </summary>
    /// <param name="recognised">What has been recognised so far, by contract.</param>
    public static decimal Recognise(Contract contract, YearMonth month, IDictionary<Slug, decimal> recognised)
    {
        var last = month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1);
        var recognition = Recognition.Of(contract, contract.RevenueOn(last), last);
        var earned = recognition.Recognised(last) - recognition.Inside(last);
        var before = recognised.TryGetValue(contract.Id, out var known) ? known : 0m;
        recognised[contract.Id] = earned;
        return earned - before;
    }

    /// <summary>What of the fees that the terms fix is earned under a policy, as it was seen from each stage of the contract.</summary>
    internal static IReadOnlyList<Cumulative> Fixed(IReadOnlyList<RevenueStage> stages, RevenuePolicy policy)
    {
        var seen = new List<Cumulative> { Pattern(stages[0], policy) };
        foreach (var (before, stage) in stages.Zip(stages.Skip(1)))
            seen.Add(policy == RevenuePolicy.AsInvoiced ? stage.Fixed
                : stage.Treatment == Treatment.CatchUp ? CatchUp(seen[^1], Pattern(stage, policy), stage.From)
                : stage.Treatment == Treatment.Separate && stage.AddedTo(before) is var added
                ? seen[^1] + Pattern(added, added.Fixed, policy, stage.Known, stage.From, LocalDate.Max(before.End, stage.End))
                : stage.Known.Notice is { } notice && notice.Served >= notice.LastDay ? CatchUp(seen[^1], stage.Fixed, stage.From)
                : Spread(seen[^1], stage, policy));
        return seen;
    }

    /// <summary>What the policy makes of the terms taken alone.</summary>
    static Cumulative Pattern(RevenueStage stage, RevenuePolicy policy) => policy == RevenuePolicy.AsInvoiced ? stage.Fixed : PausedRevenue.Of(stage,
        stage => Pattern(stage.Schedule, stage.Fixed, policy, stage.Known, stage.Known.Versions[0].Terms.From, stage.Known.Terms.End));

    static Cumulative Pattern(Schedule schedule, Cumulative due, RevenuePolicy policy, Contract contract, LocalDate from, LocalDate end)
    {
        LocalDate Enforceable() => contract.EnforceableThrough(from).PlusDays(1);
        return policy switch
        {
            RevenuePolicy.AsInvoiced => due,
            RevenuePolicy.StraightLineStated => Cumulative.ByMonths(from, end, due.Over(from, end)),
            RevenuePolicy.StraightLineEnforceable or RevenuePolicy.OperatingLease => Evenly(from, Enforceable(), due),
            RevenuePolicy.CapacityOverTerm when Enforceable() is var enforceable =>
                ByCapacity(schedule.AgreedInAll, contract.Terms.Calendar, from, enforceable, due) + due.From(enforceable),
            _ => Availability(schedule, due, contract.Terms.Calendar, from, end),
        };
    }

    static Cumulative Evenly(LocalDate from, LocalDate enforceable, Cumulative due) =>
        Cumulative.Evenly(from, enforceable, due.Over(from, enforceable)).Splice(enforceable, due);

    /// <summary>
    /// Ramp fees by capacity-days within the ramp (until the day capacity is first at its most), later fees evenly by months. Every month of
    /// the ramp weighs the same, as the fee does: with half the capacity at half the fee, revenue is the fee in May and in June.
    /// </summary>
    static Cumulative Availability(Schedule schedule, Cumulative due, Calendar calendar, LocalDate from, LocalDate end)
    {
        var reserved = schedule.AgreedInAll;
        var most = reserved.Changes.Select(reserved.At).Append(Gpus.Zero).Max();
        var full = reserved.Changes.Where(change => reserved.At(change) == most).Select(calendar.DateOf).FirstOrDefault(from);
        full = LocalDate.Max(from, LocalDate.Min(full, end));
        var steady = Cumulative.ByMonths(full, end, due.Over(full, end));
        return full == from ? steady : ByCapacity(reserved, calendar, from, full, due).Splice(full, steady);
    }

    /// <summary>
    /// What falls due in [from, end) by the GPUs agreed in each month, a part of a month by its days. Time without capacity (fees before anything is reserved) has no
    /// capacity-days; its fees fall evenly on its days.
    /// </summary>
    static Cumulative ByCapacity(Timeline<Gpus> reserved, Calendar calendar, LocalDate from, LocalDate end, Cumulative due)
    {
        var dates = reserved.Changes.Select(calendar.DateOf).Where(date => date > from && date < end).Prepend(from).Distinct();
        var gpus = dates.Select(date => (date, (Rational)reserved.At(calendar.StartOf(date)).Count)).ToList();
        var fees = due.Over(from, end);
        return Cumulative.ByMonths(gpus, end, fees) ?? Cumulative.Evenly(from, end, fees);
    }

    /// <summary>One for every whole month, days over days in the month for a part.</summary>
    internal static Cumulative Months(LocalDate from, LocalDate end) => Cumulative.Monthly([(from, Rational.One)], end);

    // What is left of the new total falls on what is left of the new term: evenly in the measure of the policy, by days where it counts days,
    // else by months, so that a flat monthly fee stays flat. Where more was earned than the new total, nobody will ever be invoiced for the excess:
    // it is reversed on the day of the change, and what is left of the term earns nothing more.
    static Cumulative Spread(Cumulative earned, RevenueStage stage, RevenuePolicy policy)
    {
        var from = stage.From;
        var end = (stage.Known.Notice?.LastDay ?? stage.Known.LastDay).PlusDays(1);
        var left = stage.Fixed.Total - earned.At(from);
        return earned.CutAt(from) + (end <= from || left < Rational.Zero ? Cumulative.On(Changed(stage), left)
            : policy is RevenuePolicy.StraightLineEnforceable or RevenuePolicy.OperatingLease ? Cumulative.Evenly(from, end, left) : Cumulative.ByMonths(from, end, left));
    }

    /// <summary>The day that a change is of: that on which notice was served, the last under the old term; of an amendment its first.</summary>
    static LocalDate Changed(RevenueStage stage) => stage.Known.Notice is { } notice ? LocalDate.Max(notice.Served, stage.Known.Versions[0].Terms.From) : stage.From;

    static Cumulative CatchUp(Cumulative earned, Cumulative anew, LocalDate on) =>
        earned.CutAt(on) + Cumulative.On(on, anew.At(on) - earned.At(on)) + anew.From(on);
}
