using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>What we buy as JSON.</summary>
public static class PurchasesJson
{
    public static void Write(Utf8JsonWriter json, Purchases purchases, Book book) => json.Map(() =>
    {
        json.Date("at", purchases.At);
        json.WriteNumber("position", book.Position);
        json.List("burn", purchases.Burn, burn => json.Map(() =>
        {
            json.WriteString("currency", burn.Currency.Code);
            json.Amount("monthly-fee", burn.AMonth, burn.Currency);
        }));
        json.List("contracts", purchases.Contracts, purchase => Purchase(json, purchase));
        json.List("suppliers", purchases.Suppliers, part => json.Map(() =>
        {
            json.WriteString("supplier", part.Supplier.ToString());
            json.WriteString("currency", part.Currency.Code);
            json.Date("guaranteed-until", part.GuaranteedUntil);
            json.Amount("monthly-fee", part.MonthlyFee, part.Currency);
            json.WriteNumber("share-of-fees", part.ShareOfFees);
            json.WriteNumber("gpus", part.Gpus.Count);
            json.WriteNumber("share-of-gpus", part.ShareOfGpus);
        }));
        json.List("years", purchases.Years, year => json.Map(() =>
        {
            json.WriteNumber("year", year.Year);
            json.WriteString("currency", year.Currency.Code);
            json.Amount("committed", year.Committed, year.Currency);
            json.Amount("stated", year.Stated, year.Currency);
        }));
        AssumptionsJson.Write(json, purchases.Contracts.Select(purchase => purchase.MarketPrice).OfType<Core.Contracts.Assumption>().DistinctBy(assumption => assumption.Name));
    });

    static void Purchase(Utf8JsonWriter json, Purchase purchase) => json.Map(() =>
    {
        json.WriteString("contract", purchase.Contract.Id.ToString());
        json.WriteString("supplier", purchase.Supplier.ToString());
        json.WriteString("currency", purchase.Currency.Code);
        json.WriteNumber("gpus", purchase.Gpus.Count);
        json.Amount("monthly-fee", purchase.MonthlyFee, purchase.Currency);
        Price(json, "per-gpu-hour", purchase.PerGpuHour);
        Price(json, "market-per-gpu-hour", purchase.MarketPrice?.Value);
        Price(json, "above-market", purchase.AboveMarket);
        json.Date("guaranteed-until", purchase.GuaranteedUntil);
        json.Date("leave-by", purchase.LeaveBy);
        json.Amount("fees-until-leaving", purchase.FeesUntilLeaving, purchase.Currency);
        json.Amount("leaving-fee", purchase.LeavingFee, purchase.Currency);
        json.Amount("cost-of-leaving", purchase.CostOfLeaving, purchase.Currency);
        json.Amount("stated", purchase.Stated, purchase.Currency);
        if (purchase.Gap is { } gap)
            json.Map("gap", () =>
            {
                json.Date("from", gap.From);
                json.WriteNumber("gpus", gap.Gpus.Count);
                json.WriteNumber("in-place", ((Rational)gap.InPlace).Round(1));
                json.WriteNumber("elsewhere", ((Rational)gap.Elsewhere).Round(1));
                json.WriteNumber("missing", ((Rational)gap.Missing).Round(1));
                if (purchase.MissingAtMarket is { } cost) json.Amount("missing-at-market-a-month", cost, purchase.Currency);
            });
    });

    static void Price(Utf8JsonWriter json, string name, decimal? price)
    {
        if (price is { } some) json.WriteNumber(name, some); else json.WriteNull(name);
    }
}
