using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// How a pool's GPUs were or will be used over a window, as means over time: supply = sold + own + handover + idle (where own demand
/// and sales exceed supply, idle is zero and the sum is larger). What a customer holds that came to belong to us is own use. Own use is measured where there is history and the
/// forecast's mean beyond.
/// </summary>
public sealed record Utilisation(Slug Pool, Window Window, decimal Supply, decimal Sold, decimal Own, decimal Handover, decimal Idle)
{
    /// <summary>The assumption that prices idle capacity, per GPU and hour.</summary>
    public const string CostPerGpuHour = "cost-per-gpu-hour";

    public static Utilisation Of(CapacityPicture picture, Pool pool, Window window)
    {
        var totals = picture.Book.TotalsOf(pool.Id);
        var supply = Calendar.Coarsen(picture.Supply(pool), window, Coarsening.Mean);
        var acquired = Calendar.Coarsen(picture.Book.HeldInside(pool.Id), window, Coarsening.Mean);
        var sold = Calendar.Coarsen(totals.Gpus.ToWhole(), window, Coarsening.Mean) - acquired;
        var handover = Calendar.Coarsen(picture.Handover(pool).Unsellable, window, Coarsening.Mean);
        var own = acquired + picture.Book.Demand.Values.Sum(demand => (decimal)OwnMean(demand, pool.Id, window)) + OfClass(picture, pool, supply, window);
        return new(pool.Id, window, supply, sold, own, handover, Math.Max(0, supply - sold - own - handover));
    }

    /// <summary>What a day of the idle capacity costs, or null when the book assumes no cost.</summary>
    public decimal? IdleCostADay(Book book) =>
        book.Assumptions.TryGetValue(CostPerGpuHour, out var cost) ? Idle * 24 * cost.Value : null;

    // Demand whose home is a class runs wherever there is room; each pool is taken to carry it by its share of the class's supply.
    static decimal OfClass(CapacityPicture picture, Pool pool, decimal supply, Window window)
    {
        if (pool.Class is not { } name || supply == 0) return 0;
        var all = picture.Book.Fleet.ClassOf(pool).Sum(each => Calendar.Coarsen(picture.Supply(each), window, Coarsening.Mean));
        return picture.Book.Demand.Values.Sum(demand => (decimal)OwnMean(demand, name, window)) * supply / all;
    }

    /// <summary>The workload's mean use of a pool, by history as far as it goes.</summary>
    static double OwnMean(OwnDemand demand, Slug pool, Window window) => demand.Runs.Pieces(window)
        .Where(piece => piece.Value == pool)
        .Sum(piece => Mean(demand, piece.Window) * (piece.Window.Length / window.Length));

    static double Mean(OwnDemand demand, Window window)
    {
        var history = demand.History;
        var measuredEnd = Instant.Min(window.End, history.End);
        var measuredFrom = Instant.Max(window.From, history.Start);
        var sum = 0.0;
        for (var hour = measuredFrom; hour < measuredEnd; hour += Duration.FromHours(1))
            sum += history.Hourly[(int)(hour - history.Start).TotalHours] * Math.Min(1, (measuredEnd - hour).TotalHours);
        if (window.End > history.End) sum += demand.HoursUsed(new Window(Instant.Max(window.From, history.End), window.End));
        return sum / window.Length.TotalHours;
    }
}
