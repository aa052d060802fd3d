using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Capacity sold in a pool and how it comes back to us: by a right that we hold, by notice that runs, or at the stated end. What one right brings back sooner
/// another does not bring again.
/// </summary>
/// <param name="Right">The clause, or "notice served" or "stated end".</param>
/// <param name="Serve">The day on which notice is served, today or as soon as it may be; null when nothing has to be.</param>
/// <param name="LastDay">The last day on which the buyer has it.</param>
/// <param name="Usable">The first day on which it can be used again, handover done.</param>
/// <param name="GivenUp">What we no longer earn by it, fees for ending included; 0 at the stated end.</param>
public sealed record RecallRight(Slug Contract, string Right, Gpus Gpus, LocalDate? Serve, LocalDate LastDay, LocalDate Usable, decimal GivenUp, Currency Currency)
{
    /// <summary>The first day on which it can be used again if nothing is served: after the end of the contract as it stands.</summary>
    public required LocalDate BackAnyway { get; init; }

    public const string Served = "notice served", End = "stated end";

    /// <summary>Everything sold in a pool that is not back yet, soonest first.</summary>
    public static IEnumerable<RecallRight> Of(Book book, Pool pool, LocalDate today) => book.Sold
        .Where(contract => contract.LastDay >= today && contract.Versions.Any(version => version.Terms.Pools.Contains(pool.Id)))
        .SelectMany(contract => Of(book, contract, pool, today, today)).OrderBy(right => right.Usable).ThenBy(right => right.Contract);

    /// <summary>
    /// The same as served on the last day on which it still brings capacity back by a date, which gives up the least time. Where the contract ends in time nothing has to be
    /// served; null when it brings nothing back by then.
    /// </summary>
    public RecallRight? ServedFor(Book book, Pool pool, LocalDate today, LocalDate needed)
    {
        if (BackAnyway <= needed) return Serve is null ? this
            : this with { Right = End, Serve = null, LastDay = BackAnyway.PlusDays(-1 - book.Policy.HandoverDays), Usable = BackAnyway, GivenUp = 0 };
        if (Serve is not { } first || Usable > needed) return null;
        var contract = book.Contracts[Contract];
        bool IsInTime(LocalDate day) => Ways(book, contract, pool, day).Any(way => way.Right == Right && way.Usable <= needed);
        return Of(book, contract, pool, Last(IsInTime, first, LocalDate.Max(needed, first)), today).FirstOrDefault(right => right.Right == Right);
    }

    /// <summary>The last of the days that are in time, which is every day up to it, the first at least.</summary>
    static LocalDate Last(Func<LocalDate, bool> isInTime, LocalDate low, LocalDate high)
    {
        while (low < high)
        {
            var middle = low.PlusDays((Period.DaysBetween(low, high) + 1) / 2);
            if (isInTime(middle)) low = middle;
            else high = middle.PlusDays(-1);
        }
        return low;
    }

    /// <summary>What of a contract comes back by which right, as served on a day or as soon after as it may be; what it holds and earns as known today.</summary>
    static IEnumerable<RecallRight> Of(Book book, Contract contract, Pool pool, LocalDate day, LocalDate today)
    {
        var (reserved, calendar, back) = (contract.Schedule(today).Reserved(pool.Id), contract.Terms.Calendar, Gpus.Zero);
        foreach (var way in Ways(book, contract, pool, day).OrderBy(way => way.Usable))
        {
            var held = reserved.At(calendar.StartOf(LocalDate.Max(contract.Versions[0].Terms.From, way.LastDay))) - back;
            var gpus = Gpus.Min(way.Gpus, held);
            if (gpus <= Gpus.Zero) continue;
            back += gpus;
            yield return way with { Gpus = gpus, GivenUp = GivesUp(contract, way, gpus, today) };
        }
    }

    /// <summary>The ways in which capacity comes back, with the most that each permits and the dates that follow from serving notice on a day.</summary>
    static IEnumerable<RecallRight> Ways(Book book, Contract contract, Pool pool, LocalDate day)
    {
        var (on, currency, handover) = (LocalDate.Max(day, contract.Versions[0].Terms.From), contract.Terms.Currency, book.Policy.HandoverDays);
        RecallRight Way(string right, Gpus gpus, LocalDate? serve, LocalDate last) =>
            new(contract.Id, right, gpus, serve, last, last.PlusDays(1 + handover), 0, currency) { BackAnyway = contract.LastDay.PlusDays(1 + handover) };
        var all = new Gpus(Gpus.Most);
        if (contract.Notice is not null) yield return Way(Served, all, null, contract.LastDay);
        else
        {
            foreach (var clause in contract.TermsOn(on).Legs.OfType<Reclaim>().Where(clause => clause.Pool == pool.Id))
                if (on.PlusDays(clause.NoticeDays - 1) < contract.LastDay)
                    yield return Way(clause.Name, clause.Most - clause.Taken(contract.Events, contract.Terms.Calendar).At(contract.Terms.Calendar.StartOf(on)), on,
                        on.PlusDays(clause.NoticeDays - 1));
            foreach (var clause in contract.TermsOn(on).Legs.OfType<PartialRelease>().Where(clause => clause.Pool == pool.Id && clause.By is Side.Seller or Side.Either))
                if (LocalDate.Max(on, clause.From) is var serve && clause.LastDayIfServed(serve) is var last && last < contract.LastDay)
                    yield return Way(clause.Name, (contract.LeastReserved(pool.Id, last.PlusDays(1)) - clause.Least).FloorTo(clause.Step), serve, last);
            if (Exit(contract, on) is { } exit) yield return Way(exit.Name, all, LocalDate.Max(on, exit.ServeFrom), contract.WindDown(exit.LastDayIfServed(on)));
            else yield return Way(End, all, null, contract.LastDay);
        }
    }

    static Exit? Exit(Contract contract, LocalDate on) => contract.EarliestLastDay(Side.Seller, on) is not { } last ? null
        : contract.ExitsOn(on).FirstOrDefault(exit => exit.IsFor(Side.Seller) && exit.LastDayIfServed(on) == last);

    static decimal GivesUp(Contract contract, RecallRight way, Gpus gpus, LocalDate today)
    {
        if (way.Serve is not { } served) return 0;
        var ended = contract.Terms.Legs.FirstOrDefault(leg => leg.Name == way.Right) switch
        {
            Reclaim => contract with { Events = contract.Events.Add(new CapacityReclaimed(served, way.Right, gpus, way.LastDay.PlusDays(1))) },
            PartialRelease => contract with { Events = contract.Events.Add(new PartReleased(served, way.Right, gpus)) },
            _ => contract with { Notice = new Notice(Side.Seller, served, Exit(contract, served)?.LastDayIfServed(served) ?? way.LastDay) },
        };
        return (contract.Schedule(today).Due.Total - ended.Schedule(today).Due.Total).Round(contract.Terms.Currency.Digits);
    }
}
