using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Formats.Reports;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>
/// Capacity day by day, of one pool or of all: what the console draws. Pointwise, so it is a picture and not an offer. Of several pools
/// the figures are added path by path and the quantile is taken last; GPUs free in one pool do not cover what another is short of.
/// </summary>
sealed record CapacityChart(Slug? Pool, decimal Risk, ImmutableArray<CapacityPoint> Points)
{
    public static CapacityChart Of(Book book, Pool? only, LocalDate from, LocalDate today, int days, decimal risk)
    {
        var picture = CapacityPicture.For(book, from, today);
        var dates = Enumerable.Range(0, days).Select(from.PlusDays);
        return new(only?.Id, risk, [.. only is not null ? SellableCapacity.Curve(picture, only, dates, risk) : Fleet(picture, dates, risk)]);
    }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteString("pool", Pool?.ToString());
        json.WriteNumber("risk", Risk);
        SellableJson.Points(json, Points);
    }

    static IEnumerable<CapacityPoint> Fleet(CapacityPicture picture, IEnumerable<LocalDate> dates, decimal risk)
    {
        var book = picture.Book;
        var pools = book.Fleet.Pools.Values.Select(pool => new OfPool(pool, picture)).ToList();
        var homes = book.Fleet.Pools.Values.Select(pool => pool.Id).Concat(book.Fleet.Pools.Values.Select(pool => pool.Class).OfType<Slug>().Distinct());
        var own = homes.Select(picture.Own).OfType<Ensemble>().Aggregate((Ensemble?)null, (sum, more) => sum is null ? more : sum.Add(more));
        foreach (var date in dates)
        {
            var day = book.Calendar.Between(date, date.PlusDays(1));
            var peaks = own?.LeastBelow(Timeline<long>.Always(0), day).Select(least => -least).ToArray() ?? [0];
            var free = new int[book.Policy.Paths];
            foreach (var pool in pools) pool.AddFree(free, day);
            yield return new(date, pools.Sum(pool => pool.Supply.At(day.From)), pools.Sum(pool => pool.Committed.At(day.From) - pool.Inside.At(day.From)),
                pools.Sum(pool => pool.Handover.At(day.From)),
                Ensemble.Quantile(peaks, 0.5m), Ensemble.Quantile(peaks, 1 - risk), Ensemble.ReachedBy(free, 1 - risk))
            { Inside = pools.Sum(pool => pool.Inside.At(day.From)) };
        }
    }

    /// <summary>One pool's lines, computed once for all dates.</summary>
    sealed class OfPool(Pool pool, CapacityPicture picture)
    {
        readonly Ensemble _own = picture.Own(pool.Id) ?? Ensemble.Zero(picture.Book.Policy.Paths);
        readonly Timeline<long> _left = picture.Supply(pool).Zip(picture.Taken(pool), (supply, taken) => supply - taken);

        public Timeline<long> Supply { get; } = picture.Supply(pool);
        public Timeline<long> Inside { get; } = picture.Book.HeldInside(pool.Id);
        public Timeline<long> Committed { get; } = picture.Book.TotalsOf(pool.Id).Gpus.ToWhole();
        public Timeline<long> Handover { get; } = picture.Handover(pool).Unsellable;

        public void AddFree(int[] free, Window day)
        {
            var least = _own.LeastBelow(_left, day);
            for (var path = 0; path < free.Length; path++) free[path] += Math.Max(0, least[path]);
        }
    }
}
