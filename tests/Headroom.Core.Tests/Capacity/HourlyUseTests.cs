using System.Collections.Immutable;
using Headroom.Core.Capacity;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Tests.Capacity;

public sealed class HourlyUseTests
{
    static readonly Window Half = new(Instant.FromUtc(2026, 6, 1, 0, 30), Instant.FromUtc(2026, 6, 1, 3, 0));

    static ImmutableSortedDictionary<string, ImmutableArray<long>> Accounts(params long[] hours) =>
        ImmutableSortedDictionary.Create<string, ImmutableArray<long>>(StringComparer.Ordinal).Add("a", [.. hours]);

    [Fact]
    public void A_window_has_the_hours_that_it_touches()
    {
        var use = new HourlyUse(Half, Accounts(1, 2, 3));
        Assert.Equal((3, Instant.FromUtc(2026, 6, 1, 0, 0)), (use.Hours, use.FirstHour));
        Assert.Equal((6L, 6L, 0L), (use.Total, use.Of("a"), use.Of("b")));
    }

    [Fact]
    public void Hours_that_do_not_fit_the_window_are_a_bug() => Assert.Throws<ArgumentException>(() => new HourlyUse(Half, Accounts(1, 2)));
}
