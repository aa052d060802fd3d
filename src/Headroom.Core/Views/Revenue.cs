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
        EarnedFixed(contract, policy, observedThrough) + contract.Schedule(observedThrough).Variable;

    /// <summary>
    /// What a month recognises under the contract's stated policy: earned by its end, rounded, less what had been recognised before. So what
    /// becomes known of earlier months is caught up in it and the months add up to the whole. Where all that is due is earned, and only that,
    /// it is rounded as invoices round it, charge by charge, so that nothing is left over. Moves <paramref name="recognised"/> on.
    /// </summary>
    /// <param name="recognised">What has been recognised so far, by contract.</param>
    public static decimal Recognise(Contract contract, YearMonth month, IDictionary<Slug, decimal> recognised)
    {
        var next = month.PlusMonths(1).OnDayOfMonth(1);
        var (digits, schedule) = (contract.Terms.Currency.Digits, contract.Schedule(next.PlusDays(-1)));
        var exact = Earned(contract, contract.Terms.Revenue, next.PlusDays(-1)).At(next);
        var earned = exact != schedule.Due.At(next) ? exact.Round(digits)
            : schedule.Charges.Where(charge => !charge.IsMeans).Sum(charge => charge.Due.At(next).Round(digits));
        var before = recognised.TryGetValue(contract.Id, out var known) ? known : 0m;
        recognised[contract.Id] = earned;
        return earned - before;
    }

    // Metered use and credits belong to their own month (ASC 606-10-32-40); the policies are about the fees that the terms fix.
    static Cumulative EarnedFixed(Contract contract, RevenuePolicy policy, LocalDate? observedThrough)
    {
        // A correction says what the terms had been all along, so it stands in every version that a change is measured against.
        var changes = contract.Versions.Where(version => version.Treatment is Treatment.Prospective or Treatment.CatchUp).ToList();
        Contract With(int count) => contract with { Notice = null, Versions = [.. contract.Versions.Except(changes.Skip(count))] };
        var earned = Pattern(With(0), policy, observedThrough);
        for (var i = 0; i < changes.Count; i++)
            earned = changes[i].Treatment == Treatment.CatchUp
                ? CatchUp(earned, Pattern(With(i + 1), policy, observedThrough), changes[i].From)
                : Spread(earned, With(i + 1), changes[i].From, observedThrough, policy);
        // A notice is a modification of the term: what is left of the new total falls on what is left of the new term.
        if (contract.Notice is not { } notice) return earned;
        var ended = contract;
        return policy == RevenuePolicy.AsInvoiced ? ended.Schedule(observedThrough).Fixed
            : notice.Served >= notice.LastDay ? CatchUp(earned, ended.Schedule(observedThrough).Fixed, notice.LastDay)
            : Spread(earned, ended, LocalDate.Max(notice.Served.PlusDays(1), contract.Versions[0].Terms.From), observedThrough, policy);
    }

    /// <summary>What the policy makes of the terms taken alone.</summary>
    static Cumulative Pattern(Contract contract, RevenuePolicy policy, LocalDate? observedThrough)
    {
        var schedule = contract.Schedule(observedThrough);
        var (from, end, due) = (contract.Versions[0].Terms.From, contract.Terms.End, schedule.Fixed);
        var enforceable = contract.EnforceableThrough(from).PlusDays(1);
        return policy switch
        {
            RevenuePolicy.AsInvoiced => due,
            RevenuePolicy.StraightLineStated => Months(from, end).Spread(due.Over(from, end)),
            RevenuePolicy.StraightLineEnforceable => Cumulative.Evenly(from, enforceable, due.Over(from, enforceable)) + due.From(enforceable),
            RevenuePolicy.CapacityOverTerm =>
                Weighted(CapacityMonths(schedule, contract.Terms.Calendar, from, enforceable), from, enforceable, due) + due.From(enforceable),
            _ => Availability(schedule, contract.Terms.Calendar, from, end),
        };
    }

    /// <summary>
    /// Ramp fees by capacity-days within the ramp (until the day capacity is first at its most), later fees evenly by months. Every month of
    /// the ramp weighs the same, as the fee does: with half the capacity at half the fee, revenue is the fee in May and in June.
    /// </summary>
    static Cumulative Availability(Schedule schedule, Calendar calendar, LocalDate from, LocalDate end)
    {
        var reserved = schedule.ReservedInAll;
        var most = reserved.Changes.Select(reserved.At).Append(Gpus.Zero).Max();
        var full = reserved.Changes.Where(change => reserved.At(change) == most).Select(calendar.DateOf).FirstOrDefault(from);
        full = LocalDate.Max(from, LocalDate.Min(full, end));
        var due = schedule.Fixed;
        var ramp = full == from ? Cumulative.Zero : Weighted(CapacityMonths(schedule, calendar, from, full), from, full, due);
        return ramp + Months(full, end).Spread(due.Over(full, end));
    }

    // Time without capacity (fees before anything is reserved) has no capacity-days; its fees fall evenly on its days.
    static Cumulative Weighted(Cumulative weight, LocalDate from, LocalDate end, Cumulative due) =>
        weight.Total.IsZero ? Cumulative.Evenly(from, end, due.Over(from, end)) : weight.Spread(due.Over(from, end));

    static Cumulative CapacityDays(Schedule schedule, Calendar calendar, LocalDate from, LocalDate end)
    {
        if (end <= from) return Cumulative.Zero;
        var reserved = schedule.ReservedInAll;
        var dates = reserved.Changes.Select(calendar.DateOf).Where(date => date > from && date < end).Prepend(from).Distinct();
        return Cumulative.Daily(dates.Select(date => (date, (Rational)reserved.At(calendar.StartOf(date)).Count)).Append((end, Rational.Zero)));
    }

    static Cumulative CapacityMonths(Schedule schedule, Calendar calendar, LocalDate from, LocalDate end)
    {
        var (months, days) = (Months(from, end), CapacityDays(schedule, calendar, from, end));
        var dates = months.Changes.Concat(days.Changes).Distinct().Order();
        return Cumulative.Daily(dates.Select(date => (date, months.PerDayOn(date) * days.PerDayOn(date))));
    }

    /// <summary>One for every whole month, days over days in the month for a part.</summary>
    static Cumulative Months(LocalDate from, LocalDate end) => end <= from ? Cumulative.Zero
        : Cumulative.Daily(Proration.ActualDays.Daily(from, end, Rational.One).Append((end, Rational.Zero)));

    // Evenly in the measure of the policy: by days where it counts days, else by months, so that a flat monthly fee stays flat.
    static Cumulative Spread(Cumulative earned, Contract changed, LocalDate from, LocalDate? observedThrough, RevenuePolicy policy)
    {
        var end = (changed.Notice?.LastDay ?? changed.LastDay).PlusDays(1);
        var left = changed.Schedule(observedThrough).Fixed.Total - earned.At(from);
        return earned.CutAt(from) + (end <= from ? Cumulative.On(from, left)
            : policy == RevenuePolicy.StraightLineEnforceable ? Cumulative.Evenly(from, end, left) : Months(from, end).Spread(left));
    }

    static Cumulative CatchUp(Cumulative earned, Cumulative anew, LocalDate on) =>
        earned.CutAt(on) + Cumulative.On(on, anew.At(on) - earned.At(on)) + anew.From(on);
}
