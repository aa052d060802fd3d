using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What is known to have been measured of a pool's use over a month: usage sealed from its sources, and what was said by hand of the rest. A sealed
/// measure goes before one that was said; own use is that of the accounts behind which own workloads stand.
/// </summary>
public static class MeasuredMonth
{
    /// <summary>The measures of a pool's month, or null when nothing was measured. Each is null by itself where it was not.</summary>
    public static MeasuredUse? Of(Book book, Slug pool, YearMonth month)
    {
        var said = book.Outlays.Measured.GetValueOrDefault((pool, month));
        var seals = book.Sources.Values.Where(source => source.Pool == pool).Select(source => (Source: source, Seal: book.Seals.GetValueOrDefault((source.Id, month))))
            .Where(each => each.Seal is not null).Select(each => (each.Source, Seal: each.Seal!)).ToList();
        if (seals.Count == 0) return said;
        decimal? Sum(UsageMeasure measure) => seals.Where(each => each.Source.Measure == measure).ToList() is { Count: > 0 } of
            ? of.Sum(each => each.Source.InUnits(each.Seal.Total)) : null;
        var own = seals.Where(each => each.Source.Measure == UsageMeasure.Allocated)
            .SelectMany(each => each.Source.Accounts.Values.Where(holder => holder.IsOwn).Distinct()
                .Select(holder => (holder.Id, Hours: each.Source.InUnits(each.Seal.Of(holder.Id)))))
            .GroupBy(each => each.Id).ToImmutableSortedDictionary(group => group.Key, group => group.Sum(each => each.Hours));
        return new(pool, month, Sum(UsageMeasure.Allocated) ?? said?.Allocated, Sum(UsageMeasure.Busy) ?? said?.Busy, said?.Goodput,
            own.Count > 0 ? own : said?.Own ?? own, string.Join(", ", seals.Select(each => $"sealed usage of {each.Source.Id}")));
    }
}
