using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Everything that follows from one set of terms, no book needed: capacity, exits, every invoice, revenue under each policy and backlog at
/// a date, under the reading that the terms state and under the readings that they could be mistaken for.
/// </summary>
/// <param name="At">The date at which backlog and notice are seen; all of it has happened.</param>
/// <param name="StatedTotal">All fees of the stated term.</param>
/// <param name="Months">Months of the stated term, a part counting by its days over the month's.</param>
/// <param name="StraightLineMonth">The stated total over the stated months: the first whole month's straight-line amount.</param>
public sealed record Explanation(
    Terms Terms, LocalDate At, decimal StatedTotal, decimal Months, decimal StraightLineMonth, Schedule Schedule, Backlog Backlog,
    ImmutableArray<(YearMonth Month, decimal Amount)> Invoices, ImmutableArray<Reading> Readings, ImmutableArray<RevenueUnderPolicy> Revenue)
{
    /// <summary>Every charge by itself, month by month as invoices would carry it.</summary>
    public IEnumerable<ChargeByMonth> Charges => Schedule.Charges.Select(charge => ChargeByMonth.Of(charge, Terms));

    /// <summary>The reading that the terms state.</summary>
    public Reading Stated => Readings[0];

    /// <param name="at">Where backlog is seen.</param>
    /// <param name="notice">The date of a hypothetical notice.</param>
    /// <param name="supposed">The contract under these terms with what is supposed to have been said of it by the date; null: all delivered on time and nothing else said.</param>
    public static Explanation Of(Terms terms, LocalDate at, LocalDate notice, Contract? supposed = null)
    {
        var contract = supposed ?? Signed(terms);
        var schedule = contract.Schedule(supposed is null ? null : at);
        var (due, digits) = (schedule.Due, terms.Currency.Digits);
        var months = Cumulative.Monthly([(terms.From, Rational.One)], terms.End).Total;
        return new(
            terms, at, InvoicedPrice.Total(schedule, digits), months.Round(6), (due.Total / months).Round(digits), schedule, Backlog.Of(contract, at),
            [.. Billing.Plan(terms, schedule)],
            [.. Reading.AllOf(terms).Select(reading => Reading.Of(reading, terms, at, notice))],
            RevenueUnderPolicy.All(contract, at));
    }

    /// <summary>The contract that these terms would be if they were signed and everything were delivered on time.</summary>
    internal static Contract Signed(Terms terms)
    {
        var reserved = terms.Resolve(Observations.None);
        var delivered = terms.Legs.OfType<ProRata>().Select(leg => leg.Pool).Distinct().SelectMany(pool =>
            reserved.Reserved(pool) is var line ? line.Changes.Select(change => new Delivery(pool, terms.Calendar.DateOf(change), line.At(change))) : []);
        var accepted = terms.Legs.OfType<TrancheDelivery>().SelectMany(leg => new ContractEvent[]
            { new TrancheReady(leg.Target, leg.Name, "as agreed"), new TrancheAccepted(leg.Target, leg.Name, leg.Tests, "as agreed") });
        return (new Contract(terms.Contract, [new TermsVersion(terms.From, terms, null)])
        { Events = [.. accepted] }).InService([.. delivered.OrderBy(delivery => delivery.Date)], []);
    }
}

/// <summary>One charge of the terms: the amount that each month's invoice carries under its name, months without one left out.</summary>
public sealed record ChargeByMonth(string Name, bool IsMeans, bool IsVariable, decimal Total, ImmutableArray<(YearMonth Month, decimal Amount)> Months)
{
    internal static ChargeByMonth Of(Charge charge, Terms terms)
    {
        var months = Billing.Plan(terms, new Schedule([], [charge])).ToImmutableArray();
        return new(charge.Name, charge.IsMeans, charge.IsVariable, months.Sum(month => month.Amount), months);
    }
}

/// <summary>
/// What one reading of the exit clause makes of the terms: notice after a lock-in or inside it, and the last day served or end-exclusive.
/// </summary>
/// <param name="InsideLockIn">Whether notice may be served inside the initial period, not ending before its end.</param>
/// <param name="EnforceableThrough">The enforceable term's last day, seen from the first day.</param>
/// <param name="EnforceableValue">Fees of that term.</param>
/// <param name="BacklogThrough">The last enforceable day seen from the date asked.</param>
/// <param name="BacklogEnforceable">Fees after that date through that day.</param>
/// <param name="NoticeServed">The date on which a hypothetical notice counts as served.</param>
/// <param name="LastDay">The last day served under that notice.</param>
/// <param name="LastInvoice">The month and amount of the last invoice under that notice.</param>
public sealed record Reading(
    bool InsideLockIn, LastDayRule Rule, LocalDate EnforceableThrough, decimal EnforceableValue, LocalDate BacklogThrough,
    decimal BacklogEnforceable, LocalDate NoticeServed, LocalDate LastDay, (YearMonth Month, decimal Amount)? LastInvoice)
{
    /// <summary>The terms as stated first, then with the clause read otherwise; only the first when there is no right to exit.</summary>
    internal static IEnumerable<Terms> AllOf(Terms terms)
    {
        if (!terms.Exits.Any()) return [terms];
        return from lockIn in new Func<Exit, Exit>[] { exit => exit, exit => Other(exit, terms) }
               from rule in new Func<Exit, Exit>[] { exit => exit, Other }
               select terms with { Legs = [.. terms.Legs.Select(leg => leg is Exit exit ? rule(lockIn(exit)) : leg)] };
    }

    internal static Reading Of(Terms read, Terms stated, LocalDate at, LocalDate notice)
    {
        var contract = Explanation.Signed(read);
        var digits = read.Currency.Digits;
        var through = contract.EnforceableThrough(read.From);
        var backlog = Backlog.Of(contract, at);
        var exit = contract.ExitsOn(notice).FirstOrDefault();
        var served = exit is null ? notice : LocalDate.Max(notice, exit.ServeFrom);
        var last = exit is null ? read.Through : LocalDate.Min(exit.LastDayIfServed(notice), read.Through);
        var by = exit?.By is Side.Seller ? Side.Seller : Side.Buyer;
        var ended = last < read.Through ? read.Resolve(Observations.None, new Notice(by, served, last)) : read.Resolve(Observations.None);
        var invoices = Billing.Plan(read, ended).ToList();
        return new(
            exit?.NoEndBefore is not null, exit?.LastDay ?? LastDayRule.DayServed,
            through, InvoicedPrice.Over(contract.Schedule(null), read.From, through.PlusDays(1), digits),
            backlog.EnforceableThrough, backlog.Enforceable, served, last, invoices.Count == 0 ? null : invoices[^1]);
    }

    static Exit Other(Exit exit, Terms terms) => exit.NoEndBefore is { } end
        ? exit with { NoticeFrom = LocalDate.Max(exit.NoticeFrom, end.PlusDays(1)), NoEndBefore = null }
        : exit with { NoticeFrom = terms.From, NoEndBefore = LocalDate.Max(terms.From, exit.NoticeFrom.PlusDays(-1)) };

    static Exit Other(Exit exit) => exit with { LastDay = exit.LastDay == LastDayRule.DayServed ? LastDayRule.EndExclusive : LastDayRule.DayServed };
}
