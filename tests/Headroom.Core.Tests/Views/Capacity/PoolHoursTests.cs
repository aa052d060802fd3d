using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PoolHoursTests
{
    const long Hour = 3600;
    static readonly Window Night = new(At(2026, 6, 30), At(2026, 7, 1) + Duration.FromHours(6));
    static readonly Pool Pool = SignedBook.Fleet.Pools[Colossus];

    static (UsageSource, HourlyUse) Measured(UsageMeasure measure, long[] hours) => (
        new(Slug.Of($"{measure}".ToLowerInvariant()), Colossus, measure, null,
            ImmutableSortedDictionary.Create<string, UsageHolder>(StringComparer.Ordinal).Add("own", new(Slug.Of("grok"), true))),
        new(Night, ImmutableSortedDictionary.Create<string, ImmutableArray<long>>(StringComparer.Ordinal).Add("own", [.. hours])));

    static PoolHours Of(params (UsageSource, HourlyUse)[] measured) => PoolHours.Of(new(SignedBook, Pool, Day(2026, 7, 2)), Pool, Night, measured);

    /// <summary>The night in a book in which so much was sealed as down: the last day of June and the first hours of July.</summary>
    static PoolHours Of(long[] down, params (UsageSource, HourlyUse)[] measured)
    {
        var meter = new UsageSource(Slug.Of("down"), Colossus, UsageMeasure.Down, null, ImmutableSortedDictionary<string, UsageHolder>.Empty);
        UsageSealed Seal(YearMonth month, ImmutableArray<long> hours) =>
            new(meter.Id, month, 1, new string('b', 64), ImmutableSortedDictionary<Slug, long>.Empty, hours.Sum(), 0) { Hours = hours };
        var book = SignedBook.Saying(At(2026, 8, 2), new SourceDescribed(meter), Seal(Month(2026, 6), [.. new long[720 - 24], .. down[..24]]),
            Seal(Month(2026, 7), [.. down[24..], .. new long[744 - 6]]));
        return PoolHours.Of(new(book, Pool, Day(2026, 8, 2)), Pool, Night, measured);
    }

    [Fact]
    public void The_parts_of_every_hour_are_the_capacity_whatever_was_measured() =>
        Prop.ForAll((from own in Gen.Choose(0, 300_000).ArrayOf(30) from down in Gen.Choose(0, 250_000).ArrayOf(30) select (own, down)).ToArbitrary(), measured =>
            Of([.. measured.down.Select(gpus => gpus * Hour)], Measured(UsageMeasure.Allocated, [.. measured.own.Select(gpus => gpus * Hour)])).Hours
                .All(hour => hour.Broken + hour.Handover + hour.Sold + hour.Own + hour.Idle == hour.Capacity && hour.Idle >= 0 && hour.Borrowed >= 0))
    .Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void Own_work_beyond_what_is_left_ran_on_sold_capacity()
    {
        // Half of the pool is sold in June and all of it from July.
        var hours = Of(Measured(UsageMeasure.Allocated, [.. Enumerable.Repeat(50_000 * Hour, 30)])).Hours;
        Assert.Equal(new PoolHour(Night.From, 220_000 * Hour, 0, 0, 110_000 * Hour, 50_000 * Hour, 60_000 * Hour, 0), hours[0]);
        Assert.Equal(new PoolHour(At(2026, 7, 1), 220_000 * Hour, 0, 0, 220_000 * Hour, 0, 0, 50_000 * Hour), hours[24]);
    }

    // 220,000 are sold in July; with 10,000 down the customer's are the ones that are left, and nothing is own.
    [Fact]
    public void What_is_down_comes_before_what_is_sold() =>
        Assert.Equal(new PoolHour(At(2026, 7, 1), 220_000 * Hour, 10_000 * Hour, 0, 210_000 * Hour, 0, 0, 0), Of([.. Enumerable.Repeat(10_000 * Hour, 30)]).Hours[24]);

    [Fact]
    public void What_was_not_measured_is_said()
    {
        var hours = Of(new long[30]);
        Assert.True(hours.DownIsMeasured);
        Assert.False(hours.OwnIsMeasured);
    }
}
