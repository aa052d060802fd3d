using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The padding of an own workload: by the last month whose usage was sealed by meters of both what was allocated to it and what was busy, else by the busy GPUs that its recorded
/// demand tells. A pool counts where both were sealed, since one alone is no gap.
/// </summary>
public static class OwnPadding
{
    /// <summary>The padding; null where it was not measured.</summary>
    public static Padding? Of(Book book, OwnDemand demand) => OfSeals(book, demand.History.Workload) ?? Padding.Of(demand.History);

    static Padding? OfSeals(Book book, Slug workload)
    {
        var holder = new UsageHolder(workload, IsOwn: true);
        var seals = book.Seals.Values.Where(seal => book.Sources.TryGetValue(seal.Source, out var source) && source.Accounts.ContainsValue(holder))
            .Select(seal => (Source: book.Sources[seal.Source], Seal: seal)).ToLookup(each => (each.Seal.Month, each.Source.Pool, each.Source.Measure));
        var both = seals.Where(group => group.Key.Measure == UsageMeasure.Allocated && seals.Contains((group.Key.Month, group.Key.Pool, UsageMeasure.Busy)))
            .Select(group => group.Key).ToList();
        if (both.Count == 0) return null;
        var month = both.Max(key => key.Month);
        decimal Hours(UsageMeasure measure) =>
            both.Where(key => key.Month == month).SelectMany(key => seals[(month, key.Pool, measure)]).Sum(each => each.Source.InUnits(each.Seal.Of(workload)));
        return new((int)book.Calendar.Of(month).Length.TotalHours, Hours(UsageMeasure.Allocated), Hours(UsageMeasure.Busy)) { Sealed = month };
    }
}
