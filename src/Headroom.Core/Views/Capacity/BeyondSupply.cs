using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// Hours of a workload's record in which it alone used more than its pool or class had by plan. Waiting work that was counted with it can explain them, and so can a mistake in the
/// record; the forecast takes them as they are, so they are told beside it.
/// </summary>
/// <param name="Hours">How many hours, at least one.</param>
/// <param name="Greatest">The greatest of them, and what there was then.</param>
public sealed record BeyondSupply(int Hours, Gpus Greatest, Gpus Supply)
{
    /// <summary>The hours of a workload, or null when there are none.</summary>
    public static BeyondSupply? Of(Book book, OwnDemand demand)
    {
        var (history, runs) = (demand.History, demand.Runs);
        if (history.Hourly.IsEmpty) return null;
        var supply = runs.Changes.Select(runs.At).Append(runs.At(Instant.MinValue)).Distinct().ToDictionary(home => home, home =>
            book.Fleet.Pools.Values.Where(pool => pool.Id == home || pool.Class == home).Select(book.Fleet.Planned).Aggregate((a, b) => a.Zip(b, (x, y) => x + y)));
        // A pool that was there throughout and never outgrown is told at once.
        if (history.Hourly.Max() <= supply.Values.Min(line => line.Pieces(new(history.Start, history.End)).Min(piece => piece.Value))) return null;
        var beyond = Enumerable.Range(0, history.Hourly.Length).Select(hour => (Gpus: history.Hourly[hour], At: history.Start + Duration.FromHours(hour)))
            .Select(hour => (hour.Gpus, Supply: supply[runs.At(hour.At)].At(hour.At))).Where(hour => hour.Gpus > hour.Supply).ToList();
        if (beyond.Count == 0) return null;
        var (gpus, had) = beyond.MaxBy(hour => hour.Gpus);
        return new(beyond.Count, new(gpus), new(had));
    }
}
