using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Demand;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Sellable capacity over three years of 50 pools under one power limit, 200 paths, compared with reading every value of
/// every path once. The forecast itself is made once per history and is not part of it.
/// </summary>
public static class Sellable
{
    const int Pools = 50, Paths = 200;

    public static IEnumerable<Measure> Run()
    {
        var book = Build();
        var start = book.Demand.Values.First().History.End;
        var window = new Window(start, start + Duration.FromDays(3 * 365));
        foreach (var demand in book.Demand.Values) _ = demand.Everywhere;
        var reading = Measure.Seconds(5, () => { foreach (var demand in book.Demand.Values) demand.Everywhere.HourSum(window); });
        var selling = Measure.Seconds(7, () =>
        {
            var picture = new CapacityPicture(book, start);
            foreach (var pool in book.Fleet.Pools.Values) SellableCapacity.Of(picture, pool, window, 0.05m);
        });
        yield return new("sellable, 50 pools, 200 paths, 3 years / reading every value once", selling / reading, 0.2, 30, FormattableString.Invariant($"{selling * 1000:0.0} ms"));
        yield return new("sellable, 50 pools, 200 paths, 3 years: milliseconds (target 50)", selling * 1000, 0, 50, "");
    }

    static Book Build()
    {
        var site = new Site(Slug.Of("site"), null, "UTC", Timeline<Kilowatts>.Always(new Kilowatts(2_000_000)));
        var book = Book.Empty with { Policy = Policy.Default with { Paths = Paths } };
        book = book with { Fleet = book.Fleet with { Sites = book.Fleet.Sites.Add(site.Id, site) } };
        var random = new Random(3);
        for (var i = 0; i < Pools; i++)
        {
            var pool = new Pool(Slug.Of($"pool-{i}"), site.Id, null, new Gpus(8), new PowerDraw(new Kilowatts(14), new Gpus(10)), Gpus.Zero);
            var block = new SupplyBlock(Slug.Of($"block-{i}"), pool.Id, new Gpus(20_000), new LocalDate(2025, 1, 1), new LocalDate(2025, 1, 1), null);
            var hours = Enumerable.Range(0, 60 * 24).Select(hour => 5000 + random.Next(3000) + (hour % 24) * 100).ToImmutableArray();
            var history = new History(pool.Id, Slug.Of($"work-{i}"), Instant.FromUtc(2026, 1, 1, 0, 0), hours, 0);
            book = book with
            {
                Fleet = book.Fleet with { Pools = book.Fleet.Pools.Add(pool.Id, pool), Blocks = book.Fleet.Blocks.Add(block.Id, block) },
                Demand = book.Demand.Add(history.Workload, new OwnDemand(history, [], Paths, 1)),
            };
        }
        return book;
    }
}
