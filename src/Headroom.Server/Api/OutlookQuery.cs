using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using Headroom.Formats;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Api;

/// <summary>
/// An outlook in plain inputs of a request: what is assumed when nothing is stated, with the figures that the request names in their place. Tables over
/// time need an outlook of their own.
/// </summary>
static class OutlookQuery
{
    /// <summary>One input: the assumption that it replaces, its bounds, and what it is.</summary>
    sealed record Input(string Name, string Assumption, decimal Low, decimal High, string Says);

    static readonly ImmutableArray<Input> Inputs =
    [
        new("price", "market price", 0, Money.Most, "The market's price of the whole capacity a month."),
        new("price-change", "market price change", -0.9m, 4, "The market's price: its change a year."),
        new("volatility", "market price volatility", 0, 3, "The market's price: its volatility for a year."),
        new("own-use", "own use", 0, Money.Most, "What a month of the whole capacity is worth to own products."),
        new("own-use-change", "own use change", -0.9m, 4, "Own use: its change a year."),
        new("own-use-volatility", "own use volatility", 0, 3, "Own use: its volatility for a year."),
        new("correlation", "correlation", -0.99m, 0.99m, "Correlation of the market's price and own use."),
        new("haircut", "resale haircut", 0, 0.99m, "What the seller loses when it resells, as a share of the price."),
        new("discount", "discount rate", 0, 1, "Discount: effective rate a year."), new("buyer-cost", "buyer's switching cost", 0, Money.Most, "What moving away costs the buyer."),
        new("seller-cost", "seller's remarketing cost", 0, Money.Most, "What finding another customer costs the seller."),
    ];

    /// <summary>The inputs, for the description of a resource.</summary>
    public static ImmutableArray<Parameter> Parameters =>
        [.. Inputs.Select(input => new Parameter(input.Name, "number", $"{input.Says} Default: assumed from the contract's fee."))];

    /// <summary>The inputs of a request with their figures, for a form.</summary>
    public static ImmutableArray<(string Name, string Says, decimal Value)> Form(Outlook outlook) =>
        [.. Inputs.Select(input => (input.Name, input.Says, outlook.Assumptions.Single(assumption => assumption.Name == input.Assumption).Value))];

    /// <summary>The outlook that a request states.</summary>
    public static Outlook Read(Fields query, Contract contract, LocalDate at)
    {
        var assumed = Outlook.Assumed(Subject.HighestMonth(contract, at), contract.Terms.Currency);
        var figures = Inputs.ToDictionary(input => input.Name, input => query.Has(input.Name) ? query.Share(input.Name, input.Low, input.High) : (decimal?)null);
        decimal Of(string name, decimal otherwise) => figures[name] ?? otherwise;
        var (price, need) = (assumed.Price, assumed.Need!);
        return assumed with
        {
            Name = figures.Values.Any(figure => figure is not null) ? "stated in the request" : assumed.Name,
            Price = price with
            {
                Table = [(null, Of("price", price.Table[0].Value))],
                YearlyChange = Of("price-change", price.YearlyChange),
                Volatility = Of("volatility", price.Volatility)
            },
            Need = need with
            {
                Table = [(null, Of("own-use", need.Table[0].Value))],
                YearlyChange = Of("own-use-change", need.YearlyChange),
                Volatility = Of("own-use-volatility", need.Volatility)
            },
            Correlation = Of("correlation", assumed.Correlation),
            Haircut = Of("haircut", assumed.Haircut),
            Discount = Of("discount", assumed.Discount),
            BuyerCost = Of("buyer-cost", assumed.BuyerCost),
            SellerCostIfBuyer = Of("seller-cost", assumed.SellerCostIfBuyer),
            SellerCostIfSeller = Of("seller-cost", assumed.SellerCostIfSeller),
            Assumptions = [.. assumed.Assumptions.Select(assumption => figures[Inputs.Single(input => input.Assumption == assumption.Name).Name] is { } stated
                ? assumption with { Value = stated, Low = Math.Min(stated, assumption.Low), High = Math.Max(stated, assumption.High), Source = "Stated in the request." }
                : assumption)],
        };
    }
}
