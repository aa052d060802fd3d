using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Fees for service after a date: what the stated term comes to and what is enforceable, that is up to the earliest end that either side
/// can bring about by notice served on that date or as soon after as the terms permit. All of the date itself has happened.
/// Not RPO, which depends on a recognition policy.
/// </summary>
/// <param name="Stated">To the last day as it stands (of a notice that was served, or of the stated term).</param>
/// <param name="Enforceable">To <paramref name="EnforceableThrough"/>.</param>
/// <param name="EnforceableThrough">The last enforceable day.</param>
public sealed record Backlog(Slug Contract, LocalDate At, Currency Currency, decimal Stated, decimal Enforceable, LocalDate EnforceableThrough)
{
    /// <summary>The backlog of a contract at the end of a date, as invoices will come to it.</summary>
    public static Backlog Of(Contract contract, LocalDate at)
    {
        var schedule = contract.Schedule(at);
        var next = LocalDate.Max(at.PlusDays(1), contract.Versions[0].Terms.From);
        var through = contract.EnforceableThrough(LocalDate.Max(at, contract.Versions[0].Terms.From));
        var digits = contract.Terms.Currency.Digits;
        return new(contract.Id, at, contract.Terms.Currency, InvoicedPrice.Over(schedule, next, contract.LastDay.PlusDays(1), digits),
            EnforceablePrice(contract, at, schedule) - InvoicedPrice.At(schedule, at.PlusDays(1), digits), through);
    }

    /// <summary>The enforceable transaction price seen from the end of a date, as invoices come to it: what has fallen due by then and the enforceable backlog.</summary>
    internal static decimal EnforceablePrice(Contract contract, LocalDate at) => EnforceablePrice(contract, at, contract.Schedule(at));

    static decimal EnforceablePrice(Contract contract, LocalDate at, Schedule schedule)
    {
        var (first, digits) = (contract.Versions[0].Terms.From, contract.Terms.Currency.Digits);
        var (next, through) = (LocalDate.Max(at.PlusDays(1), first), contract.EnforceableThrough(LocalDate.Max(at, first)));
        var left = EnforceableSchedule(contract, at, through, schedule);
        return schedule.Charges.Concat(left.Charges).Where(charge => !charge.IsMeans).Select(charge => charge.Name).Distinct()
            .Sum(name => (schedule.DueUnder(name).At(at.PlusDays(1)) + After(left.DueUnder(name), next, through)).Round(digits));
    }

    /// <summary>
    /// What both sides must still perform if one leaves: a commitment of a period that the exit cuts short is owed by what is served of it.
    /// </summary>
    /// <param name="schedule">That of the contract on the date where it is known, which holds when nobody can leave before the end.</param>
    internal static Schedule EnforceableSchedule(Contract contract, LocalDate at, LocalDate through, Schedule? schedule = null) =>
        through >= contract.LastDay ? schedule ?? contract.Schedule(at) : (contract with { Notice = new Notice(Side.Either, at, through) }).Schedule(at);

    static Rational After(Cumulative due, LocalDate next, LocalDate through) =>
        through < next ? Rational.Zero : due.Over(next, through.PlusDays(1));
}
