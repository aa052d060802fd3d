using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class ContractValueTests
{
    static readonly Outlook Outlook = Outlook.Assumed(1.25m, Currency.Usd);
    static readonly Subject Subject = new(Slug.Of("deal"), Currency.Usd, new LocalDate(2026, 5, 1), Mutual, 1, new Gpus(220_000));

    static readonly ContractValue Value = ContractValue.Of(Subject, Outlook, new(Approach.Fitting, 4_000, 1, Cores.All));

    // The reference's table of rights.
    [Fact]
    public void Rights_are_told_apart()
    {
        var rows = new[] { Value.Neither, Value.BuyerOnly, Value.SellerOnly, Value.Agreed }.Select(outcome => outcome.Equilibrium.Value).ToList();

        Assert.Equal([39.2330, 26.1884, 39.3114, 26.3174], rows.Select(row => row.Seller), new Near(1e-3));
        Assert.Equal([39.2330, 31.1632, 39.4779, 31.9660], rows.Select(row => row.Buyer), new Near(1e-3));
        Assert.Equal((27.38981201, 30.43312446), (Value.WithoutContract.Seller, Value.WithoutContract.Buyer), new NearPair(1e-7));
        Assert.Equal(26.3174 - (27.3898 - 1.25), Value.SellersAdvantage, 1e-3);
    }

    // The reference's table over the switching cost of the buyer.
    [Fact]
    public void The_switching_cost_is_always_a_table()
    {
        Assert.Equal([0, 1.25m, 2.5m, 5, 7.5m, 10, 15], Value.Costs.Select(row => row.Cost));
        Assert.Equal([6.6879, 7.4144, 8.7609, 13.2456, 17.5375, 22.9776, 37.6934], Value.Costs.Select(row => row.Played.Life.BilledInAll.Mean), new Near(2e-3));
        Assert.Equal([26.2025, 26.2423, 26.3174, 26.6522, 27.5452, 29.3419, 35.7092], Value.Costs.Select(row => row.Played.Equilibrium.Value.Seller), new Near(1e-3));
    }

    // One cost stated, 3, among multiples of the monthly fee of 1.25.
    [Fact]
    public void An_outlook_with_one_switching_cost_is_a_table_too()
    {
        var value = ContractValue.Of(Subject, Outlook with { BuyerCost = 3, BuyerCosts = [] }, new(Approach.Fitting, 4_000, 1, Cores.All));

        Assert.Equal([0, 1.25m, 2.5m, 3, 5, 7.5m, 10, 15], value.Costs.Select(row => row.Cost));
    }

    // A table of prices to the end leaves nothing to the change after it.
    [Fact]
    public void What_the_outlook_leaves_no_say_is_not_listed()
    {
        var through = Subject with { Game = Mutual with { Market = Mutual.Market with { Price = Mutual.Market.Price with { Expected = new([(0, 1.5), (37, 0.7)], -0.2) } } } };
        var value = ContractValue.Of(through, Outlook, new(Approach.Fitting, 4_000, 1, Cores.All));

        Assert.DoesNotContain(value.Sensitivities, each => each.Input.StartsWith("market price change", StringComparison.Ordinal));
        Assert.Contains(Value.Sensitivities, each => each.Input.StartsWith("market price change", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("market volatility 40%", 26.2119, 6.5057)]
    [InlineData("notice of 6 months", 26.5650, 11.683)]
    [InlineData("fee for leaving 10% of what remains, both sides", 29.6278, 18.022)]
    [InlineData("fees -10%", 25.8333, 7.473)]
    public void Sensitivities_change_one_input(string input, double seller, double billed)
    {
        var found = Value.Sensitivities.Single(each => each.Input == input).Played;

        Assert.Equal(seller, found.Equilibrium.Value.Seller, 1e-3);
        Assert.Equal(billed, found.Life.BilledInAll.Mean, 5e-3);
    }

    [Fact]
    public void Every_date_says_when_each_side_leaves_and_what_re_pricing_would_save()
    {
        var date = Value.Dates[1];

        Assert.Equal((1.26416, 1.67317), (date.Threshold.WalksBelow!.Value, date.Threshold.RecallsAbove!.Value), new NearPair(1e-4));
        Assert.True(date.BreakEven > date.Threshold.WalksBelow);
        Assert.True(date.RoomWhenBuyerWalks > 3.75 * Mutual.Market.Worth(3));
        Assert.NotEmpty(ContractValue.Limits);
    }
}
