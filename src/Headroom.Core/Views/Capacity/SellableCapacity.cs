using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What can be sold in a pool over a window: the quantity that stays free for the whole window on at least the stated share of paths,
/// rounded down to blocks. Joint over the window (a quantile of the least), so it never grows with a longer window or a smaller risk.
/// </summary>
/// <param name="Firm">Sellable firm, never negative.</param>
/// <param name="Signed">The same before it is cut at zero and rounded to blocks: negative when today's commitments already break the limit.</param>
/// <param name="Risk">The accepted probability that own products fall short at any time of the window.</param>
/// <param name="Power">Facility power of the firm quantity.</param>
public sealed record SellableCapacity(Slug Pool, Window Window, decimal Risk, Gpus Firm, Gpus Signed, Kilowatts Power)
{
    /// <summary>Firm capacity of one pool over a window, at a risk of 0 to 0.5.</summary>
    public static SellableCapacity Of(CapacityPicture picture, Pool pool, Window window, decimal risk)
    {
        var signed = new Gpus(Ensemble.ReachedBy(picture.LeastSellable(pool, window), 1 - risk));
        var firm = Gpus.Max(Gpus.Zero, signed.FloorTo(pool.Block));
        return new(pool.Id, window, risk, firm, signed, pool.Draw.Of(firm));
    }

    /// <summary>
    /// What holds day by day, for a chart: at the start of each date, own demand's median and upper quantile and what is free below them.
    /// Pointwise, so it is a picture and not an offer.
    /// </summary>
    public static IEnumerable<CapacityPoint> Curve(CapacityPicture picture, Pool pool, IEnumerable<LocalDate> dates, decimal risk)
    {
        var calendar = picture.Book.Fleet.CalendarOf(pool);
        var totals = picture.Book.TotalsOf(pool.Id);
        var (supply, committed, inside, handover, own) =
            (picture.Supply(pool), totals.Gpus.ToWhole(), picture.Book.HeldInside(pool.Id), picture.Handover(pool).Unsellable, picture.Own(pool.Id));
        foreach (var date in dates)
        {
            var day = calendar.Between(date, date.PlusDays(1));
            var (median, high) = own is null ? (0, 0) : PeakQuantiles(own, day, risk);
            var (total, taken) = (supply.At(day.From), committed.At(day.From) + handover.At(day.From));
            yield return new(date, total, committed.At(day.From) - inside.At(day.From), handover.At(day.From), median, high, Math.Max(0, total - taken - high))
            { Inside = inside.At(day.From) };
        }
    }

    static (int Median, int High) PeakQuantiles(Ensemble own, Window day, decimal risk)
    {
        var peaks = own.LeastBelow(Timeline<long>.Always(0), day).Select(least => -least).ToArray();
        return (Ensemble.Quantile(peaks, 0.5m), Ensemble.Quantile(peaks, 1 - risk));
    }
}

/// <summary>One date of a pool's capacity, in GPUs; own demand as the median and upper quantile of that day's peak.</summary>
public sealed record CapacityPoint(LocalDate Date, long Supply, long Committed, long Handover, long OwnMedian, long OwnHigh, long Free)
{
    /// <summary>Committed to customers that belong to us: own use, and as little free as what is sold.</summary>
    public long Inside { get; init; }
}
