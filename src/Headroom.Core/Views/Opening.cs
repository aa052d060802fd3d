using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A fall of own use that opens capacity which can be sold, told from the measured history: the peak of every day since a date lies below the peak of each of the four weeks' days before it,
/// so that a usual weekend opens nothing.
/// </summary>
/// <param name="Pool">Where the workload runs.</param>
/// <param name="Since">The first day of the fall, by the zone of the pool's site.</param>
/// <param name="Before">The least daily peak of the four weeks before.</param>
/// <param name="Peak">The greatest daily peak since.</param>
/// <param name="Gpus">What the fall opened, in whole blocks.</param>
/// <param name="Sellable">What of it can be sold firm for 30 days from the date asked for, at the policy's risk.</param>
/// <param name="CostADay">What it costs a day while nobody uses it, or null when the book assumes neither a cost nor a price.</param>
public sealed record Opening(Slug Workload, Slug Pool, LocalDate Since, Gpus Before, Gpus Peak, Gpus Gpus, Gpus Sellable, decimal? CostADay)
{
    /// <summary>The days before a fall that it is compared with, and the most days for which a fall is told.</summary>
    public const int DaysBefore = 28, DaysTold = 60;

    /// <summary>The window for which the sellable part is stated.</summary>
    public const int DaysSold = 30;

    /// <summary>Every fall that is open at a date, the dearest first.</summary>
    public static IEnumerable<Opening> Of(Book book, LocalDate at, LocalDate today)
    {
        var picture = CapacityPicture.For(book, at, today);
        return book.Demand.Values.Select(demand => Of(picture, demand, at)).OfType<Opening>().OrderByDescending(opening => opening.Sellable).ThenBy(opening => opening.Workload);
    }

    static Opening? Of(CapacityPicture picture, OwnDemand demand, LocalDate at)
    {
        var book = picture.Book;
        if (!book.Fleet.Pools.TryGetValue(demand.Runs.At(demand.History.End), out var pool)) return null;
        var calendar = book.Fleet.CalendarOf(pool);
        var peaks = DailyPeaks(demand.History, calendar, at).ToList();
        if (Fall(peaks) is not var (first, before, peak)) return null;
        var gpus = new Gpus(before - peak).FloorTo(pool.Block);
        var firm = SellableCapacity.Of(picture, pool, calendar.Between(at, at.PlusDays(DaysSold)), book.Policy.Risk).Firm;
        var sellable = Gpus.Min(gpus, firm);
        return gpus <= Gpus.Zero || sellable <= Gpus.Zero ? null : new(demand.History.Workload, pool.Id, peaks[first].Date, new(before), new(peak), gpus, sellable, CostOf(book) * 24 * sellable.Count);
    }

    /// <summary>
    /// The earliest day, of those told, from which on every day lies below all of the four weeks before it; null when there is none. Only whole days count.
    /// </summary>
    public static (int First, int Before, int Peak)? Fall(IReadOnlyList<(LocalDate Date, int Peak)> peaks)
    {
        for (var first = Math.Max(DaysBefore, peaks.Count - DaysTold); first < peaks.Count; first++)
        {
            var before = peaks.Skip(first - DaysBefore).Take(DaysBefore).Min(day => day.Peak);
            var peak = peaks.Skip(first).Max(day => day.Peak);
            if (peak < before) return (first, before, peak);
        }
        return null;
    }

    // Of years of hours only those that can tell a fall are looked at; a day of 23 hours, on which the clocks change, is whole.
    static IEnumerable<(LocalDate Date, int Peak)> DailyPeaks(History history, Time.Calendar calendar, LocalDate at)
    {
        int HourOf(LocalDate date) => (int)Math.Clamp(Math.Ceiling((calendar.StartOf(date) - history.Start).TotalHours), 0, history.Hourly.Length);
        var (first, end) = (HourOf(at.PlusDays(-DaysBefore - DaysTold)), HourOf(at));
        return Enumerable.Range(first, end - first).GroupBy(hour => calendar.DateOf(history.Start + Duration.FromHours(hour)))
            .Where(day => day.Count() >= 23).Select(day => (day.Key, day.Max(hour => history.Hourly[hour])));
    }

    /// <summary>What an idle GPU-hour costs by the book's assumptions: its cost, or else the price that it would bring.</summary>
    static decimal? CostOf(Book book) => (book.Assumptions.GetValueOrDefault(Utilisation.CostPerGpuHour) ?? book.Assumptions.GetValueOrDefault(PoolHeadroom.FirmPrice))?.Value;
}
