using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What is missing from a day on if a supplier leaves, and what fills it: capacity bought counts only until its supplier can leave, so on that day
/// it is gone from supply. Own use beyond what was measured is the forecast's mean, and what needs ask for by their certainty. Means of the day, in whole GPUs that add up to what
/// is gone: what fills it is rounded down.
/// </summary>
/// <param name="From">The first day without it.</param>
/// <param name="Gpus">What it reserved on the day before.</param>
/// <param name="InPlace">What the rest of its pools leaves idle beyond every use: the part of <paramref name="Gpus"/> that nobody would miss.</param>
/// <param name="Elsewhere">Of the rest, what idle capacity of other pools could take.</param>
/// <param name="Missing">What nothing fills.</param>
public sealed record SupplyGap(LocalDate From, Gpus Gpus, decimal InPlace, decimal Elsewhere, decimal Missing)
{
    internal static SupplyGap? Of(Book book, Contract contract, LocalDate until, LocalDate today)
    {
        var (from, calendar) = (until.PlusDays(1), contract.Terms.Calendar);
        var schedule = contract.Schedule(null);
        var lost = contract.Terms.Pools.ToDictionary(pool => pool, pool => schedule.Reserved(pool).At(calendar.StartOf(until)).Count);
        if (lost.Values.Sum() == 0) return null;
        var picture = CapacityPicture.For(book, from, today < from ? today : from);
        var day = book.Calendar.Between(from, from.PlusDays(1));
        var uses = book.Fleet.Pools.Values.Select(pool => (Of: Utilisation.Of(picture, pool, day), Asked: Asked(picture, pool, day))).ToList();
        var needed = uses.Where(use => lost.ContainsKey(use.Of.Pool))
            .Sum(use => Math.Min(lost[use.Of.Pool], Math.Max(0, use.Of.Sold + use.Of.Own + use.Asked + use.Of.Handover - use.Of.Supply)));
        var inPlace = decimal.Floor(lost.Values.Sum() - needed);
        var elsewhere = Math.Min(lost.Values.Sum() - inPlace, decimal.Floor(uses.Where(use => !lost.ContainsKey(use.Of.Pool)).Sum(use => Math.Max(0, use.Of.Idle - use.Asked))));
        return new(from, new(lost.Values.Sum()), inPlace, elsewhere, lost.Values.Sum() - inPlace - elsewhere);
    }

    /// <summary>What needs ask of a pool in the mean; those of its class by the pool's share of the class's supply.</summary>
    static decimal Asked(CapacityPicture picture, Pool pool, Window day)
    {
        decimal Of(Slug home) =>
            picture.Book.Needs.Values.Where(need => need.Home == home)
            .Sum(need => need.Certainty * Calendar.Coarsen(need.GpusOver(picture.Book.CalendarOf(home)), day, Coarsening.Mean));
        if (pool.Class is not { } name || Of(name) is not (> 0 and var together)) return Of(pool.Id);
        var all = picture.Book.Fleet.ClassOf(pool).Sum(each => Calendar.Coarsen(picture.Supply(each), day, Coarsening.Mean));
        return Of(pool.Id) + (all == 0 ? 0 : together * Calendar.Coarsen(picture.Supply(pool), day, Coarsening.Mean) / all);
    }
}
