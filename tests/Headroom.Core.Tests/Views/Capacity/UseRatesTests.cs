using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class UseRatesTests
{
    // By hand: 432,000 of 158.4 million GPU-hours are busy; the other measures were not taken and are not nought.
    [Fact]
    public void What_was_not_measured_is_not_nought()
    {
        var book = Ready.Told(At(2026, 7, 2), ReturnsTests.Half,
            new MeasureUse(new(Colossus, Month(2026, 6), null, 432_000m, null, ImmutableSortedDictionary<Slug, decimal>.Empty, "counters")));
        var use = Assert.Single(UseRates.Of(new CapacityHours(book, Day(2026, 7, 2)), new(Month(2026, 5), Month(2026, 6))));

        Assert.Equal((0.5m, null, 0.002727m, null), (use.ContractedShare, use.Allocated, use.Busy!.Share, use.Goodput));
        Assert.Equal((1, 2), (use.Busy.Measured, use.Busy.All));
        Assert.Null(use.Padding);
    }

    // By hand: of June's 158.4 million GPU-hours 600,000 were allocated and 432,000 busy: 168,000 were held and did nothing. May was measured by neither.
    [Fact]
    public void Padding_is_what_was_allocated_and_not_busy()
    {
        var book = Ready.Told(At(2026, 7, 2), new MeasureUse(new(Colossus, Month(2026, 6), 600_000m, 432_000m, null, ImmutableSortedDictionary<Slug, decimal>.Empty, "counters")));
        var use = Assert.Single(UseRates.Of(new CapacityHours(book, Day(2026, 7, 2)), new(Month(2026, 5), Month(2026, 6))));

        Assert.Equal((168_000m, 0.001061m, 1, 2), (use.Padding!.Hours.Round(0), use.Padding.Share, use.Padding.Measured, use.Padding.All));
    }
}
