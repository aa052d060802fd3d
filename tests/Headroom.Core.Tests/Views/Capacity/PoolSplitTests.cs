using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Expenditure;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PoolSplitTests
{
    const long Hour = 3600;
    static readonly Slug Meter = Slug.Of("meter");

    // Law: hours of metering and hours of cost are one split of a pool. What was broken, sold and handed over is the same, and so is what own products had and what was idle
    // together.
    [Fact]
    public void Both_views_of_the_same_hours_agree() => Prop.ForAll(Metered, Gen.Choose(1, 8).ToArbitrary(), (book, number) =>
    {
        var (month, hours) = (Month(2026, number), new CapacityHours(book, CostLife.Today));
        return CostLife.Pools.Take(2).All(pool =>
        {
            var (cost, metered) = (hours.Of(pool, month), PoolHours.Of(new(book, book.Fleet.Pools[pool], CostLife.Today), book.Fleet.Pools[pool], Chicago.Of(month), []).Total);
            return Seconds(cost.Installed) == metered.Capacity && Seconds(cost.Failed) == metered.Broken && Close(Seconds(cost.SoldInAll), metered.Sold)
                && Seconds(cost.Handover) == metered.Handover && Close(Seconds(cost.OwnInAll + cost.Idle), metered.Own + metered.Idle);
        });
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 1,000 are recorded as out all day, and the meter tells of 600 down in the first hour and of 1,500 in the second: 1,000, 1,500, then 1,000.
    [Fact]
    public void Of_an_outage_and_a_meter_of_one_hour_the_greater_is_taken()
    {
        var day = new Window(At(2026, 6, 10), At(2026, 6, 11));
        var splits = Of(At(2026, 6, 10), 600 * Hour, 1_500 * Hour).Over(day).ToList();

        Assert.Equal([1_000 * Hour, 1_500 * Hour, 1_000 * Hour], splits.Take(3).Select(split => split.Broken));
        Assert.Equal((24 * 1_000 + 500) * Hour, splits.Sum(split => split.Broken));
        Assert.All(splits, split => Assert.Equal(split.Installed, split.Broken + split.Sold + split.Handover + split.Left));
    }

    // A seal from before hours were kept says only the month: its 720 hours bear the same each.
    [Fact]
    public void A_seal_without_hours_falls_evenly_on_its_month()
    {
        var seal = new UsageSealed(Meter, Month(2026, 6), 1, new string('b', 64), ImmutableSortedDictionary<Slug, long>.Empty, 720 * 40 * Hour, 0);
        Assert.All(seal.ByHour(Chicago.Of(Month(2026, 6))), each => Assert.Equal(40 * Hour, each.Used));
    }

    static PoolSplits Of(Instant from, params long[] down)
    {
        var june = Chicago.Of(Month(2026, 6));
        var hours = new long[HourlyUse.HoursOf(june)];
        down.CopyTo(hours, (int)(from - june.From).TotalHours);
        var book = SignedBook.Saying(At(2026, 7, 2), new OutageRecorded(new(Slug.Of("row"), Colossus, new Gpus(1_000), Day(2026, 6, 10), Day(2026, 6, 10))), Source(Colossus),
            Seal(Month(2026, 6), hours));
        return new(book, book.Fleet.Pools[Colossus], Day(2026, 7, 2));
    }

    static Arbitrary<Book> Metered { get; } = (from book in CostLife.Any.Generator
                                               from numbers in Gen.Choose(0, 1_000_000).ArrayOf(5)
                                               select book.Saying(At(2026, 7, 15), Source(CostLife.Pools[numbers[0] % 2]), Seal(Month(2026, 1 + numbers[1] % 8), numbers[2]),
                                                   numbers[3] % 2 == 0 ? new CustomerAcquired(Buyer, Day(2026, 1, 1).PlusDays(numbers[4] % 200), "8-K")
                                                   : Seal(Month(2026, 5), numbers[4]))).ToArbitrary();

    static SourceDescribed Source(Slug pool) => new(new(Meter, pool, UsageMeasure.Down, null, ImmutableSortedDictionary<string, UsageHolder>.Empty));

    static UsageSealed Seal(YearMonth month, int n) => Seal(month, [.. Enumerable.Range(0, HourlyUse.HoursOf(Chicago.Of(month))).Select(hour => (n + hour * 7L) % 200 * 3_599)]);

    static UsageSealed Seal(YearMonth month, long[] hours) =>
        new(Meter, month, 1, new string('b', 64), ImmutableSortedDictionary<Slug, long>.Empty, hours.Sum(), 0) { Hours = [.. hours] };

    static long Seconds(Rational hours) => (long)(hours * Hour).Round(0);

    // What is sold beyond what there is falls on each by its share, to the second of each hour.
    static bool Close(long a, long b) => Math.Abs(a - b) <= 750;
}
