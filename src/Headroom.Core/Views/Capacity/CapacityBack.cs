using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How much of a pool can be back with us and when: what is idle now, and every right to take back what is sold. Asked for a quantity it says the first day on which that
/// can be back; asked for a day too, which notices are cheapest and by when each must be served.
/// </summary>
/// <param name="Today">The day from which it is seen.</param>
/// <param name="Idle">Free now at the risk.</param>
/// <param name="Rights">How each part comes back, soonest first.</param>
public sealed record CapacityBack(Slug Pool, LocalDate Today, Gpus Idle, ImmutableArray<RecallRight> Rights)
{
    /// <summary>What the pool has less what is committed of it and handed over, at the start of each day.</summary>
    Func<LocalDate, LocalDate, long> LeastUncommitted { get; init; } = (_, _) => 0;

    /// <summary>A right as served on the last day that is still in time for a date; null when it brings nothing back by then.</summary>
    public required Func<RecallRight, LocalDate, RecallRight?> ServedFor { get; init; }

    /// <summary>What a GPU-hour costs that is bought outside; null where it is not known.</summary>
    public decimal? OutsidePrice { get; init; }

    /// <param name="outside">In place of what the book assumes of the price outside.</param>
    public static CapacityBack Of(CapacityPicture picture, Pool pool, LocalDate today, decimal risk, decimal? outside = null)
    {
        var (calendar, uncommitted) = (picture.Book.Fleet.CalendarOf(pool), picture.Supply(pool).Zip(picture.Taken(pool), (supply, taken) => supply - taken));
        var now = calendar.StartOf(today);
        return new(pool.Id, today, Tiers.Blocks(pool, picture.LeastFree(pool, new(now, now + Tiers.Durations[0]), spare: true), 1 - risk),
            [.. RecallRight.Of(picture.Book, pool, today)])
        {
            LeastUncommitted = (from, through) => (long)Calendar.Coarsen(uncommitted, calendar.Between(from, through.PlusDays(1)), Coarsening.Least),
            OutsidePrice = outside ?? picture.Book.Assumptions.GetValueOrDefault(Frontier.OutsidePriceName)?.Value,
            ServedFor = (right, by) => right.ServedFor(picture.Book, pool, today, by),
        };
    }

    /// <summary>
    /// What is idle now and is not committed to anybody by a date: own products may take it at once, whatever else they come to need, but not what was sold from a later day on.
    /// </summary>
    public Gpus IdleThrough(LocalDate date) =>
        Gpus.Max(Gpus.Zero, Idle - new Gpus(LeastUncommitted(Today, Today) - LeastUncommitted(Today, date)));

    /// <summary>The most that can be back on a day within so many, notices served today and days of handover included; within none it is what is idle.</summary>
    public Gpus Within(int days) => Days.Where(day => day <= Today.PlusDays(days)).Select(On).Max();

    /// <summary>The first day on which so many can be back; null when all of it together is not enough.</summary>
    public LocalDate? Earliest(Gpus need) => Days.Where(day => On(day) >= need).Select(day => (LocalDate?)day).FirstOrDefault();

    /// <summary>
    /// The cheapest notices that bring back what is not idle of a quantity by a date, each served on the last day that is in time for it; null when none do, or when contracts are
    /// in several currencies.
    /// </summary>
    public (RecallPlan Plan, ImmutableArray<RecallRight> Notices)? Cheapest(Gpus need, LocalDate by)
    {
        if (!HasOneCurrency) return null;
        var rights = Rights.Select(right => ServedFor(right, by)).OfType<RecallRight>().ToList();
        return RecallPlan.Cheapest(need - IdleThrough(by), by, Items(rights)) is { } plan
            ? (plan, [.. plan.Chosen.Select(item => rights[int.Parse(item.Name, System.Globalization.CultureInfo.InvariantCulture)])]) : null;
    }

    /// <summary>
    /// What buying outside would cost in place of notices that bring back a quantity by a date: as much as they are needed for, until it would be back without them.
    /// Null without a price, or where no notice has to be served.
    /// </summary>
    public BoughtInstead? Instead(Gpus need, LocalDate by, ImmutableArray<RecallRight> notices)
    {
        var served = notices.Where(notice => notice.Serve is not null).ToList();
        if (OutsidePrice is not { } price || served.Count == 0) return null;
        var gpus = notices.Where(notice => notice.Serve is null).Aggregate(need - IdleThrough(by), (left, free) => left - free.Gpus);
        var through = served.Max(notice => notice.BackAnyway).PlusDays(-1);
        return new(gpus, by, through, price, price * gpus.Count * HoursADay * (Period.DaysBetween(by, through) + 1));
    }

    const int HoursADay = 24;

    IEnumerable<LocalDate> Days => Rights.Select(right => right.Usable).Append(Today).Distinct().Order();

    Gpus On(LocalDate day) => RecallPlan.BackBy(day, IdleThrough(day), Items(Rights));

    /// <summary>Whether what is given up can be added and compared.</summary>
    public bool HasOneCurrency => Rights.Select(right => right.Currency).Distinct().Count() <= 1;

    // Numbered, because one contract may have several rights of one name, and in order, so that of equal plans the soonest is preferred.
    // The end of a contract is counted for what its other rights leave over, although it would bring back all of it: never too much comes back.
    static IEnumerable<Recallable> Items(IEnumerable<RecallRight> rights) =>
        rights.Select((right, i) => new Recallable(i.ToString("D6", System.Globalization.CultureInfo.InvariantCulture), right.Usable, right.Gpus, Math.Max(0, right.GivenUp)));
}

/// <summary>Capacity bought outside in place of what could be taken back.</summary>
/// <param name="Price">A GPU-hour.</param>
/// <param name="Cost">Through the last day.</param>
public sealed record BoughtInstead(Gpus Gpus, LocalDate From, LocalDate Through, decimal Price, decimal Cost);
