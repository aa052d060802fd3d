using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Tests.Views;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class CostsTests
{
    [Fact]
    public void Capital_is_what_the_whole_cost_leaves_beyond_what_can_be_avoided()
    {
        var book = Ready.Told(At(2026, 4, 20), new MakeAssumption(Costing("cost-per-gpu-hour", 1.8m)));
        Assert.Equal((null, null), Costs.Of(book) is var unknown ? (unknown.Capital, unknown.Whole) : default);

        book = book.Told(At(2026, 4, 20), new MakeAssumption(Costing(Costs.AvoidableName, 0.5m)));
        Assert.Equal((1.3m, 1.8m), Costs.Of(book) is var known ? (known.Capital, known.Whole) : default);
    }

    // By hand: in June 220,000 GPUs stand 720 hours, 158,400,000. Energy of 300 MW at 0.08 is 17,280,000 and staff 500,000; servers of 220,000,000 over 60 months are 3,666,666.67.
    [Fact]
    public void What_was_said_of_a_month_goes_before_what_is_assumed()
    {
        var book = ReturnsTests.Costed.Told(At(2026, 4, 20), new MakeAssumption(Costing(Costs.AvoidableName, 9m)), new MakeAssumption(Costing(Costs.OwnUseName, 3m)));
        var costs = Costs.Of(book, book.Fleet.Pools[Colossus], Day(2026, 6, 1), Day(2026, 4, 20), Currency.Usd);

        Assert.Equal((0.1122m, 0.0231m, 1_000m, 3m), (costs.Avoidable, costs.Capital, costs.Invested, costs.OwnUse));
        Assert.Equal((new YearMonth(2026, 6), Costs.OwnUseName), (costs.SaidOf, Assert.Single(costs.Assumptions).Name));
        // In another currency nothing was said, so the assumption stands.
        Assert.Equal((9m, null),
            Costs.Of(book, book.Fleet.Pools[Colossus], Day(2026, 6, 1), Day(2026, 4, 20), Currency.Of("EUR")!) is var other ? (other.Avoidable, other.SaidOf) : default);
    }

    static Assumption Costing(string name, decimal value) =>
        new(name, value, "USD per GPU-hour", 0, 10, null, System.Collections.Immutable.ImmutableSortedDictionary<string, decimal>.Empty, "Assumed.");
}
