using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>The overview as JSON, with the assumptions it rests on.</summary>
public static class OverviewJson
{
    public static void Write(Utf8JsonWriter json, Overview overview, Book book) => json.Map(() =>
    {
        json.Date("at", overview.At);
        json.WriteNumber("position", book.Position);
        json.WriteNumber("idle-gpus", ((Rational)overview.IdleGpus).Round(1));
        json.Amount("idle-cost-a-day", overview.IdleCostADay);
        json.List("money", overview.Money, money => json.Map(() =>
        {
            json.WriteString("currency", money.Currency.Code);
            json.WriteNumber("contracted-monthly-fee", money.MonthlyFee);
            json.WriteNumber("backlog-stated", money.Stated);
            json.WriteNumber("backlog-enforceable", money.Enforceable);
        }));
        json.Date("capacity-back", overview.CapacityBack);
        json.List("contracts", overview.Sold, exposure => Exposure(json, exposure, "sold"));
        if (!overview.Inside.IsEmpty) json.List("own-by-acquisition", overview.Inside, inside => json.Map(() =>
        {
            json.WriteString("contract", inside.Contract.ToString());
            json.WriteString("customer", inside.Customer.ToString());
            json.Date("since", inside.Since);
            json.WriteNumber("gpus", inside.Gpus.Count);
        }));
        json.List("bought", overview.Bought, exposure => Exposure(json, exposure, "bought"));
        json.List("pools", overview.Use, use => Use(json, use));
        AssumptionsJson.Write(json, book.Assumptions.Values);
    });

    /// <summary>How a pool is used, in mean GPUs of the window.</summary>
    public static void Use(Utf8JsonWriter json, Utilisation use) => json.Map(() =>
    {
        json.WriteString("pool", use.Pool.ToString());
        foreach (var (name, gpus) in new[] { ("supply", use.Supply), ("sold", use.Sold), ("own", use.Own), ("handover", use.Handover), ("idle", use.Idle) })
            json.WriteNumber(name, ((Rational)gpus).Round(1));
    });

    /// <summary>Until when each side can rely on a contract.</summary>
    public static void Exposure(Utf8JsonWriter json, Exposure exposure, string side) => json.Map(() =>
    {
        json.WriteString("contract", exposure.Contract.ToString());
        json.WriteString("we", side == "sold" ? "sell" : "buy");
        json.WriteNumber("gpus", exposure.Gpus.Count);
        json.WriteNumber("monthly-fee", exposure.MonthlyFee);
        json.WriteString("currency", exposure.Currency.Code);
        json.Date("seller-guaranteed-until", exposure.SellerUntil);
        json.Date("buyer-guaranteed-until", exposure.BuyerUntil);
        json.Date("capacity-back", exposure.CapacityBack);
        if (exposure.Cover is { } cover) json.Map("cover", () => CoverJson.Write(json, cover));
    });

    /// <summary>A money figure rounded to cents, or null.</summary>
    public static void Amount(this Utf8JsonWriter json, string name, decimal? amount)
    {
        if (amount is { } known) json.WriteNumber(name, ((Rational)known).Round(2));
        else json.WriteNull(name);
    }
}
