using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CostBasisTests
{
    [Fact]
    public void What_was_not_said_or_measured_is_named()
    {
        Assert.Equal("No capital expenditure was said in USD.", Says(CostBasis.OfCosts(Ready, Currency.Usd), "depreciation"));
        Assert.Equal("No own demand is known.", Says(Use(Ready), "own use"));
        Assert.Equal("Not measured in any month of the span, and nothing stands in for it.", Says(Use(Ready), "goodput"));
    }

    [Fact]
    public void What_own_use_rests_on_is_said_with_the_forecast_as_an_estimate()
    {
        Assert.StartsWith("Rests on recorded demand, hour by hour, on the forecast's mean, as far as there is room",
            Says(Use(Ready.Told(At(2026, 3, 2), Using("grok", 5))), "own use"), StringComparison.Ordinal);
        Assert.Equal("Measured in 1 of 3 pool-months, over the GPU-hours installed in those.", Says(Use(Ready.Told(At(2026, 4, 1),
            new MeasureUse(new(Colossus, Month(2026, 3), 5, null, null, ImmutableSortedDictionary<Slug, decimal>.Empty, "")))), "allocated"));
    }

    [Fact]
    public void Months_that_are_not_over_and_the_transfer_price_are_said()
    {
        Assert.Equal("Months from 2026-03 on are not over: what is planned and agreed, as things stand.", Says(Use(Ready), "ahead"));
        Assert.Equal("No policy was said: own use is charged what it costs.", Says(CostBasis.OfReturns(Ready, Spring, Day(2026, 3, 2)), "transfer price"));
        Assert.Equal("From 2026-01 own use is charged 2.5 USD a GPU-hour.", Says(CostBasis.OfReturns(Ready.Told(At(2026, 3, 2),
            new SetCostPolicy(new(Month(2026, 1), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty, new TransferAtPrice(2.5m, Currency.Usd)))), Spring, Day(2026, 3, 2)),
            "transfer price"));
    }

    static readonly MonthSpan Spring = new(Month(2026, 2), Month(2026, 4));

    static IEnumerable<CostBasis> Use(Book book) => CostBasis.OfUse(book, UseRates.Of(new CapacityHours(book, Day(2026, 3, 2)), Spring), Spring, Day(2026, 3, 2));

    static string Says(IEnumerable<CostBasis> basis, string figure) => basis.Single(each => each.Figure == figure).Says;
}
