using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class WorthTests
{
    static readonly LocalDate Today = Day(2026, 4, 20);

    // By hand: 1,000 GPUs in May, 744 hours, at 0.50: 372,000 of the fee of 1,000,000 is cost.
    [Fact]
    public void The_margin_of_a_month_is_its_fee_less_the_avoidable_cost_of_its_hours()
    {
        var terms = With(Reserving((Start, 1_000)) with { Whole = null }, Fee((Start, 1_000_000m))) with { Through = Day(2026, 5, 31), Calendar = Core.Time.Calendar.Utc };
        var book = Ready.Told(At(2026, 4, 20), new MakeAssumption(Costing(Costs.AvoidableName, 0.5m)));

        Assert.Equal(744_000, Worth.GpuHours(Signed(terms)));
        Assert.Equal((1_000_000m, null), Worth.Of(book, Signed(terms), Today, Measure.Fees, null));
        Assert.Equal((628_000m, null), Worth.Of(book, Signed(terms), Today, Measure.Margin, null));
    }

    // By hand: either may leave from the first day with 90 days' notice, so the buyer owes 1 May to 30 July: three whole months less a day.
    [Fact]
    public void What_is_enforceable_ends_with_the_earliest_notice()
    {
        var terms = With(RampCapacity, Fee((Start, 31_000m)), AtOnce);

        Assert.Equal((31_000m + 31_000m + 30 * 1_000m, null), Worth.Of(Ready, Signed(terms), Today, Measure.Enforceable, null));
    }

    [Fact]
    public void What_is_not_stated_is_not_guessed()
    {
        Assert.Equal((RefusalCode.NotFound, "measure"), Worth.Of(Ready, Anthropic, Today, Measure.Margin, null).Refusal is { } none ? (none.Code, none.Field) : default);
        Assert.Equal((RefusalCode.Malformed, "market"), Worth.Of(Ready, Anthropic, Today, Measure.Market, null).Refusal is { } blind ? (blind.Code, blind.Field) : default);
        Assert.Equal((RefusalCode.OutOfRange, "market.per"),
            Worth.Of(Ready, Anthropic, Today, Measure.Market, Outlook.Assumed(1_250_000_000m, Currency.Usd)).Refusal is { } whole ? (whole.Code, whole.Field) : default);
    }

    // By hand: nobody may leave and nothing is uncertain. What the contract is worth above the market is the fee less the market's price, month by month, and the customer found at
    // no cost.
    [Fact]
    public void Above_a_market_that_stands_still_the_fee_less_the_price_is_left()
    {
        var terms = With(Reserving((Start, 1_000)) with { Whole = null }, Fee((Start, 1_000_000m))) with { Through = Day(2026, 10, 31), Calendar = Core.Time.Calendar.Utc };
        var market = new Outlook("still", Currency.Usd, PriceBasis.GpuHour, new([(null, 1m)], 0, 0, 0), null);

        // Six months of 1,000 GPUs at 1.00 an hour, 730.5 hours a month: 730,500 a month.
        Assert.Equal((6 * (1_000_000m - 730_500m), null), Worth.Of(Ready, Signed(terms), Start, Measure.Market, market));
    }

    static Assumption Costing(string name, decimal value) =>
        new(name, value, "USD per GPU-hour", 0, 10, null, System.Collections.Immutable.ImmutableSortedDictionary<string, decimal>.Empty, "Assumed.");
}
