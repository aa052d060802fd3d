using System.Text.Json;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Formats.Terms;

namespace Headroom.Formats.Reports;

/// <summary>The price of each clause of offered terms as JSON.</summary>
public static class ClauseJson
{
    public static readonly (string Word, ClausePart Meaning)[] Parts =
    [
        ("whole", ClausePart.Whole), ("buyers-right", ClausePart.BuyersRight), ("sellers-right", ClausePart.SellersRight), ("lock-in", ClausePart.LockIn),
        ("leaving-fee", ClausePart.LeavingFee), ("first-fees", ClausePart.FirstFees), ("floor", ClausePart.Floor), ("cap", ClausePart.Cap),
    ];

    public static void Write(Utf8JsonWriter json, ClausePrices prices) => json.Map(() =>
    {
        var currency = prices.Terms.Currency;
        json.WriteString("contract", prices.Terms.Contract.ToString());
        json.Date("at", prices.At);
        json.WriteString("currency", currency.Code);
        json.List("clauses", prices.Clauses, price => Clause(json, price, currency));
        json.Map("as-offered", () => Figures(json, prices.Agreed, currency));
        json.Map("without-all", () => Figures(json, prices.Bare, currency));
        Maybe(json, "interaction-to-us", prices.Interaction, currency);
        Maybe(json, "interaction-to-buyer", prices.BuyersInteraction, currency);
        json.WritePropertyName("not-valued");
        if (prices.Unvalued is { } refusal) RefusalJson.Write(json, refusal); else json.WriteNullValue();
        json.WriteString("outlook", prices.Outlook.Name);
        AssumptionsJson.Write(json, [.. prices.Outlook.Assumptions, .. prices.Indices]);
    });

    static void Clause(Utf8JsonWriter json, ClausePrice price, Currency currency) => json.Map(() =>
    {
        json.WriteNumber("leg", price.Clause.Leg);
        json.WriteString("name", price.Clause.Name);
        json.WriteString("part", Words.Of(Parts, price.Clause.Part));
        json.WriteString("says", price.Clause.Says);
        Maybe(json, "worth-to-us", price.ToSeller, currency);
        Maybe(json, "worth-to-buyer", price.ToBuyer, currency);
        Maybe(json, "stated", price.Stated, currency);
        Maybe(json, "enforceable", price.Enforceable, currency);
        if (price.Joint is { } joint) json.WriteNumber("joint-risk", joint); else json.WriteNull("joint-risk");
        if (price.Without is { } without) json.WriteBoolean("accepted-without", without.Refusal is null); else json.WriteNull("accepted-without");
        json.WritePropertyName("refusal-without");
        if ((price.Without?.Refusal ?? price.Inseparable) is { } refusal) RefusalJson.Write(json, refusal); else json.WriteNullValue();
        Maybe(json, "at-most", price.AtMost, currency);
        json.WriteBoolean("counts-only-once-something-happens", price.IsUnforeseen);
        Maybe(json, "worth-to-us-at-low-index", price.Range?.Low, currency);
        Maybe(json, "worth-to-us-at-high-index", price.Range?.High, currency);
        json.WriteString("not-priced", price.Unpriced);
    });

    static void Figures(Utf8JsonWriter json, OfferFigures figures, Currency currency)
    {
        Maybe(json, "seller", figures.Seller, currency);
        Maybe(json, "buyer-cost", figures.BuyerCost, currency);
        json.Amount("stated", figures.Stated, currency);
        json.Amount("enforceable", figures.Enforceable, currency);
        json.WriteNumber("joint-risk", figures.Joint);
        json.WriteBoolean("accepted", figures.Refusal is null);
        json.WritePropertyName("refusal");
        if (figures.Refusal is { } refusal) RefusalJson.Write(json, refusal); else json.WriteNullValue();
    }

    static void Maybe(Utf8JsonWriter json, string name, decimal? amount, Currency currency)
    {
        if (amount is { } known) json.Amount(name, known, currency); else json.WriteNull(name);
    }
}
