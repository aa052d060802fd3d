using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PoolMonthTests
{
    static PoolMonth Used(int sold, int own, int failed, int handover, int idle) => new(
        Colossus, Month(2026, 6), sold + own + failed + handover + idle, failed, ImmutableSortedDictionary<Slug, Rational>.Empty.Add(Id, sold), sold,
        handover, ImmutableSortedDictionary<Slug, Rational>.Empty.Add(Slug.Of("chat"), own), idle, OwnBasis.Measured);

    // Law: the parts of a cost add up to it, whatever the capacity was used for, and what used nothing bears nothing.
    [Fact]
    public void The_parts_of_a_cost_add_up_to_it() => Prop.ForAll(Gen.Choose(0, 900).ArrayOf(5).ToArbitrary(), Gen.Choose(-1_000_000, 1_000_000).ToArbitrary(), (hours, cents) =>
    {
        var parts = Used(hours[0], hours[1], hours[2], hours[3], hours[4]).Split(cents / 100m, 2).ToList();
        return parts.Sum(part => part.Amount) == cents / 100m && (hours[0] > 0 || parts.All(part => part.For != UsedFor.Sold))
            && (hours[1] > 0 || parts.All(part => part.For != UsedFor.Own));
    }).Check(Laws.Seeded);

    // Half is sold, a fifth is own use, the rest is idle.
    [Fact]
    public void A_hundred_by_hours() =>
        Assert.Equal([(UsedFor.Own, (Slug?)Slug.Of("chat"), 20m), (UsedFor.Sold, Id, 50m), (UsedFor.Idle, null, 30m)], Used(360, 144, 0, 0, 216).Split(100m, 2));

    [Fact]
    public void Where_nothing_is_installed_nobody_bears_the_cost() =>
        Assert.Equal([(UsedFor.NotInService, null, 7.5m)], Used(0, 0, 0, 0, 0).Split(7.5m, 2));
}
