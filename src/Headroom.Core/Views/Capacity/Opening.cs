using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Demand;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// A fall of own use that opens capacity which can be sold, told from the measured history in two ways, of which the one that opens more holds. <b>A step</b>: the peak of every
/// day since a date lies below the peak of each of the four weeks' days before it, so that a usual weekend opens nothing and a real fall is told on its first day. <b>A
/// decline</b>: the greatest peak of the last week lies at least a tenth below the least of what weeks' peaks were over four weeks that ended 4, 8 or 12 weeks ago, however slowly
/// it came.
/// </summary>
/// <param name="Pool">Where the workload runs.</param>
/// <param name="Since">The first day of the fall, by the zone of the pool's site; of a decline the day after the last that reached what was usual then.</param>
/// <param name="LookBackDays">How long ago the level ended with which it is compared: 0 for a step.</param>
/// <param name="Before">The level with which it is compared: of a step the least daily peak of the four weeks before, of a decline the least weekly one.</param>
/// <param name="Peak">The greatest daily peak since, of a decline of the last week.</param>
/// <param name="Gpus">What the fall opened, in whole blocks.</param>
/// <param name="Sellable">What of it can be sold firm for 30 days from the date asked for, at the policy's risk.</param>
/// <param name="CostADay">What that costs a day while nobody uses it, or null when neither costs are said nor a cost or a price is assumed.</param>
/// <param name="CostIn">The currency of that; null where the cost is.</param>
/// <param name="CostRests">What the cost rests on: the costs said for the month, or the name of the assumption; empty where it is unknown.</param>
public sealed record Opening(
    Slug Workload, Slug Pool, LocalDate Since, int LookBackDays, Gpus Before, Gpus Peak, Gpus Gpus, Gpus Sellable, decimal? CostADay, Currency? CostIn, string CostRests)
{
    /// <summary>The days before a fall that it is compared with, and the most days for which a fall is told.</summary>
    public const int DaysBefore = 28, DaysTold = 60;

    /// <summary>The look-backs of a decline, in days.</summary>
    public static ImmutableArray<int> LookBacks { get; } = [28, 56, 84];

    /// <summary>A decline counts from this share of the level before on: what weeks differ by anyhow is less.</summary>
    public const decimal LeastDecline = 0.1m;

    const int Week = 7;

    /// <summary>The window for which the sellable part is stated.</summary>
    public const int DaysSold = 30;

    /// <summary>Every fall that is open at a date, the dearest first.</summary>
    public static IEnumerable<Opening> Of(Book book, LocalDate at, LocalDate today)
    {
        var (picture, costs) = (CapacityPicture.For(book, at, today), SaidCosts(book, today));
        return book.Demand.Values.Select(demand => Of(picture, demand, at, costs)).OfType<Opening>().OrderByDescending(opening => opening.Sellable)
            .ThenBy(opening => opening.Workload);
    }

    static Opening? Of(CapacityPicture picture, OwnDemand demand, LocalDate at, CostSheet? costs)
    {
        var book = picture.Book;
        if (!book.Fleet.Pools.TryGetValue(demand.Runs.At(book.Calendar.StartOf(at)), out var pool)) return null;
        var calendar = book.Fleet.CalendarOf(pool);
        var peaks = DailyPeaks(demand.History, calendar, at).ToList();
        if (Greatest(peaks) is not var (first, lookBack, before, peak)) return null;
        var gpus = new Gpus(before - peak).FloorTo(pool.Block);
        var firm = SellableCapacity.Of(picture, pool, calendar.Between(at, at.PlusDays(DaysSold)), book.Policy.Risk).Firm;
        var sellable = Gpus.Min(gpus, firm);
        if (gpus <= Gpus.Zero || sellable <= Gpus.Zero) return null;
        var (anHour, currency, rests) = CostOf(book, pool, at, costs);
        return new(demand.History.Workload, pool.Id, peaks[first].Date, lookBack, new(before), new(peak), gpus, sellable, anHour * 24 * sellable.Count, currency, rests);
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

    /// <summary>
    /// The decline that opens most over the look-backs: the day after the last that reached the level then; null where none comes to a tenth. Only whole days count.
    /// </summary>
    public static (int First, int LookBack, int Before, int Peak)? Decline(IReadOnlyList<(LocalDate Date, int Peak)> peaks)
    {
        (int, int LookBack, int Before, int Peak)? most = null;
        if (peaks.Count < Week) return null;
        var peak = WeeksPeak(peaks, peaks.Count);
        foreach (var lookBack in LookBacks.Where(days => peaks.Count >= days + DaysBefore))
        {
            var end = peaks.Count - lookBack;
            var before = Enumerable.Range(0, DaysBefore - Week + 1).Min(back => WeeksPeak(peaks, end - back));
            if (before - peak < LeastDecline * before || before - peak <= (most is var (_, _, b, p) ? b - p : 0)) continue;
            most = (Enumerable.Range(0, peaks.Count).Last(day => peaks[day].Peak >= before) + 1, lookBack, before, peak);
        }
        return most;
    }

    static (int First, int LookBack, int Before, int Peak)? Greatest(IReadOnlyList<(LocalDate Date, int Peak)> peaks)
    {
        var (step, decline) = (Fall(peaks), Decline(peaks));
        if (step is not var (first, before, peak)) return decline;
        return decline is { } slow && slow.Before - slow.Peak > before - peak ? decline : (first, 0, before, peak);
    }

    static int WeeksPeak(IReadOnlyList<(LocalDate Date, int Peak)> peaks, int end) => Enumerable.Range(end - Week, Week).Max(day => peaks[day].Peak);

    // Of years of hours only those that can tell a fall are looked at; a day of 23 hours, on which the clocks change, is whole.
    static IEnumerable<(LocalDate Date, int Peak)> DailyPeaks(History history, Time.Calendar calendar, LocalDate at)
    {
        int HourOf(LocalDate date) => (int)Math.Clamp(Math.Ceiling((calendar.StartOf(date) - history.Start).TotalHours), 0, history.Hourly.Length);
        var (first, end) = (HourOf(at.PlusDays(-DaysBefore - LookBacks[^1])), HourOf(at));
        return Enumerable.Range(first, end - first).GroupBy(hour => calendar.DateOf(history.Start + Duration.FromHours(hour)))
            .Where(day => day.Count() >= 23).Select(day => (day.Key, day.Max(hour => history.Hourly[hour])));
    }

    static CostSheet? SaidCosts(Book book, LocalDate today) =>
        book.Outlays.Currencies.Any() && Returns.CurrencyOf(book) is { } currency ? new(book, currency, today) : null;

    /// <summary>
    /// What an idle GPU-hour costs: by the costs said for the pool in the month, over what is installed; else by the book's assumptions, its cost or the price that it would bring.
    /// </summary>
    static (decimal? AnHour, Currency? In, string Rests) CostOf(Book book, Pool pool, LocalDate at, CostSheet? costs)
    {
        var month = at.ToYearMonth();
        if (costs?.Hours.Of(pool.Id, month).Installed is { IsZero: false } installed && costs.Of(pool.Id, month).Sum(part => part.Amount) is > 0 and var cost)
            return ((cost / installed).ToDecimal(), costs.Currency, $"costs said for {InvoiceLine.Month(month)}");
        var assumed = book.Assumptions.GetValueOrDefault(Utilisation.CostPerGpuHour) ?? book.Assumptions.GetValueOrDefault(PoolHeadroom.FirmPrice);
        return (assumed?.Value, assumed?.Currency, assumed is null ? "" : $"assumption {assumed.Name}");
    }
}
