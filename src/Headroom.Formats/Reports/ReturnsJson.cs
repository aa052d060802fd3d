using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>What the capital brings, as JSON: rows by contract, pool and site, the whole, the two pathways and what all of it rests on.</summary>
public static class ReturnsJson
{
    /// <summary>What rows can be asked for.</summary>
    public static readonly string[] Rows = ["contract", "pool", "site", "mw"];

    /// <param name="by">The rows that stand first, one of <see cref="Rows"/>; by the megawatt they are the pools.</param>
    public static void Write(Utf8JsonWriter json, Book book, Returns returns, IEnumerable<CostBasis> basis, string by) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        CostsJson.Span(json, returns.Span, returns.Currency);
        foreach (var rows in new[] { by is "mw" ? "pool" : by, "contract", "pool", "site" }.Distinct())
            json.List($"{rows}s", rows switch { "contract" => returns.Contracts, "site" => returns.Sites, _ => returns.Pools }, row => json.Map(() =>
            {
                json.WriteString(rows, row.Name);
                Row(json, row);
            }));
        json.Map("all", () => Row(json, returns.All));
        json.List("months", returns.Revenue, month => json.Map(() =>
        {
            json.WriteString("month", Json.Text(month.Month));
            json.Amount("revenue", month.Amount, returns.Currency);
            json.Amount("cost", returns.Costs.Parts.Where(part => part.Month == month.Month).Sum(part => part.Amount), returns.Currency);
        }));
        json.Amount("infrastructure-cost", returns.Costs.Total, returns.Currency);
        Share(json, "offset-by-sold", returns.Offset);
        CostsJson.Figures(json, returns.Costs);
        json.Map("pathways", () => Pathways(json, returns));
        CostsJson.Income(json, returns.Costs);
        CostsJson.Basis(json, basis);
        CostsJson.Others(json, [.. returns.Others.Concat(returns.Costs.Others).Distinct()]);
    });

    static void Row(Utf8JsonWriter json, Return row)
    {
        var money = row.Currency;
        json.WriteNumber("gpu-hours", row.Sold.Round(2));
        json.WriteNumber("megawatts", row.Megawatts);
        json.Amount("revenue", row.Revenue, money);
        foreach (var (word, kind) in CostsJson.Kinds) json.Amount(word, row.Cost.GetValueOrDefault(kind), money);
        json.Amount("cost", row.SoldCost, money);
        json.Amount("margin", row.Margin, money);
        Share(json, "margin-share", row.MarginShare);
        json.Amount("capital", row.Capital, money);
        Share(json, "return-on-capital", row.ReturnOnCapital);
        json.Amount("unused-cost", row.Unused, money);
        json.Amount("margin-after-unused", row.MarginAfterUnused, money);
        Share(json, "return-after-unused", row.ReturnAfterUnused);
        Share(json, "revenue-per-gpu-hour", row.PerGpuHour(row.Revenue));
        Share(json, "cost-per-gpu-hour", row.PerGpuHour(row.SoldCost));
        json.Map("per-megawatt-year", () =>
        {
            Share(json, "revenue", row.PerMegawattYear(row.Revenue));
            Share(json, "cost", row.PerMegawattYear(row.SoldCost + row.Unused));
            Share(json, "margin", row.PerMegawattYear(row.MarginAfterUnused));
        });
        Share(json, "capital-per-megawatt", row.CapitalPerMegawatt);
        json.Map("payback", () => Payback(json, row.Payback, money));
    }

    static void Payback(Utf8JsonWriter json, Payback payback, Currency money)
    {
        json.Amount("capital", payback.Capital, money);
        json.Date("on", payback.On);
        json.Amount("recovered", payback.Recovered, money);
        Share(json, "recovered-share", payback.Share);
        json.Date("until", payback.Until);
        json.Date("earliest-exit", payback.Exit);
        Share(json, "recovered-by-exit", payback.RecoveredByExit);
        Share(json, "recovered-by-exit-share", payback.ShareByExit);
    }

    static void Pathways(Utf8JsonWriter json, Returns returns)
    {
        var (both, money) = (returns.Pathways, returns.Currency);
        json.Map("sold", () =>
        {
            json.WriteNumber("gpu-hours", both.SoldHours.Round(2));
            json.Amount("revenue", both.SoldRevenue, money);
            json.Amount("cost", both.SoldCost, money);
            json.Amount("margin", both.SoldMargin, money);
            Share(json, "revenue-per-gpu-hour", Core.Views.Pathways.PerHour(both.SoldRevenue, both.SoldHours));
            Share(json, "cost-per-gpu-hour", Core.Views.Pathways.PerHour(both.SoldCost, both.SoldHours));
        });
        json.Map("own", () =>
        {
            json.WriteNumber("gpu-hours", both.OwnHours.Round(2));
            Share(json, "charge", both.OwnCharge);
            json.Amount("cost", both.OwnCost, money);
            Share(json, "margin", both.OwnCharge - both.OwnCost);
            Share(json, "charge-per-gpu-hour", Core.Views.Pathways.PerHour(both.OwnCharge, both.OwnHours));
            Share(json, "cost-per-gpu-hour", Core.Views.Pathways.PerHour(both.OwnCost, both.OwnHours));
            Sum(json, "product-revenue", both.OwnRevenue, money);
        });
        json.List("products", both.Own, product => json.Map(() =>
        {
            json.WriteString("workload", product.Workload.ToString());
            json.WriteNumber("gpu-hours", product.Hours.Round(2));
            json.Amount("cost", product.Cost, money);
            Sum(json, "charge", product.Charge, money);
            Sum(json, "revenue", product.Revenue, money);
            json.WriteNumber("revenue-months", product.RevenueMonths);
            Sum(json, "contribution", product.Contribution, money);
        }));
    }

    static void Sum(Utf8JsonWriter json, string name, decimal? amount, Currency currency)
    {
        if (amount is { } known) json.Amount(name, known, currency);
        else json.WriteNull(name);
    }

    static void Share(Utf8JsonWriter json, string name, decimal? figure)
    {
        if (figure is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }
}
