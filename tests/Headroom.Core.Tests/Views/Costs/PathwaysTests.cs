using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class PathwaysTests
{
    // By hand: 3.6 million GPU-hours of own use in June cost 3.6 of 158.4 of 21,446,666.67, that is 487,424.24.
    [Theory]
    [InlineData("cost", 487_424.24)]
    [InlineData("price", 9_000_000.00)]
    [InlineData("market", 10_800_000.00)]
    [InlineData("unpublished", null)]
    public void Own_use_is_charged_the_transfer_price_of_the_policy(string price, double? expected)
    {
        TransferPrice transfer =
            price switch
            {
                "cost" => new TransferAtCost(),
                "price" => new TransferAtPrice(2.5m, Currency.Usd),
                "market" => new TransferAtMarket("h100"),
                _ => new TransferAtMarket("b200")
            };
        var book = ReturnsTests.WithChat.Told(At(2026, 7, 2), new SetCostPolicy(new(Month(2026, 6), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty, transfer)),
            new PublishIndex(new("h100", Month(2026, 6), 3m, "posted")));
        var product = Assert.Single(Of(book).Pathways.Own);

        Assert.Equal((decimal?)expected, product.Charge);
        Assert.InRange(product.Cost, 487_424.23m, 487_424.25m);
        Assert.Null(product.Contribution);
    }

    [Fact]
    public void A_product_contributes_its_revenue_less_what_its_capacity_costs()
    {
        var book = ReturnsTests.WithChat.Told(At(2026, 7, 2), new RecordProductRevenue(new(ReturnsTests.Chat, Month(2026, 6), 1_000_000m, Currency.Usd, "ledger")),
            new SetCostPolicy(new(Month(2026, 1), ImmutableSortedDictionary<Slug, OwnUseIn>.Empty.Add(ReturnsTests.Chat, OwnUseIn.CostOfRevenue), new TransferAtCost())));
        var returns = Of(book);
        var product = Assert.Single(returns.Pathways.Own);

        Assert.Equal(1_000_000m - product.Cost, product.Contribution);
        Assert.Equal(product.Cost, returns.Costs.Income.Single(line => line.Place == IncomePlace.CostOfRevenueOwn).Amount);
    }

    static Returns Of(Book book) => Returns.Of(book, Currency.Usd, ReturnsTests.June, Day(2026, 7, 2));
}
