using System.Text.Json;
using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Formats.Reports;

/// <summary>What infrastructure costs, as JSON: by pool, by month, by line of the income statement and, where asked for, part by part.</summary>
public static class CostsJson
{
    /// <summary>The words of uses, kinds and lines of the income statement.</summary>
    public static readonly (string Word, UsedFor Meaning)[] Uses =
        [("own", UsedFor.Own), ("sold", UsedFor.Sold), ("idle", UsedFor.Idle), ("failed", UsedFor.Failed), ("handover", UsedFor.Handover),
            ("not-in-service", UsedFor.NotInService)];

    public static readonly (string Word, CostKind Meaning)[] Kinds =
        [("depreciation", CostKind.Depreciation), ("power", CostKind.Power), ("operations", CostKind.Operations), ("purchased", CostKind.Purchased)];

    public static readonly (string Word, IncomePlace Meaning)[] Places =
    [
        ("cost of revenue: sold capacity", IncomePlace.CostOfRevenueSold), ("cost of revenue: own products", IncomePlace.CostOfRevenueOwn),
        ("research and development", IncomePlace.ResearchAndDevelopment),
        ("idle capacity", IncomePlace.Idle), ("unusable: failed", IncomePlace.Failed), ("unusable: handover", IncomePlace.Handover), ("not in service", IncomePlace.NotInService),
    ];

    /// <param name="parts">Whether every part stands in it too.</param>
    public static void Write(Utf8JsonWriter json, Book book, CostReport costs, IEnumerable<CostBasis> basis, bool parts) => json.Map(() =>
    {
        json.WriteNumber("position", book.Position);
        Span(json, costs.Span, costs.Currency);
        json.Amount("total", costs.Total, costs.Currency);
        Figures(json, costs);
        json.List("pools", costs.Parts.GroupBy(part => (part.Site, part.Pool)).OrderBy(group => group.Key.Pool is null).ThenBy(group => group.Key.Pool), group => json.Map(() =>
        {
            json.WriteString("pool", group.Key.Pool?.ToString());
            json.WriteString("site", group.Key.Site?.ToString());
            Sums(json, group, costs.Currency);
        }));
        json.List("months", costs.Span.Months, month => json.Map(() =>
        {
            json.WriteString("month", Json.Text(month));
            Sums(json, costs.Parts.Where(part => part.Month == month), costs.Currency);
        }));
        Income(json, costs);
        if (parts) Parts(json, costs);
        Basis(json, basis);
        Others(json, costs.Others);
    });

    /// <summary>The months, the currency.</summary>
    public static void Span(Utf8JsonWriter json, MonthSpan span, Currency currency)
    {
        json.WriteString("from", Json.Text(span.From));
        json.WriteString("to", Json.Text(span.Through));
        json.WriteString("currency", currency.Code);
    }

    /// <summary>What idle capacity costs a day.</summary>
    public static void Figures(Utf8JsonWriter json, CostReport costs) => json.Map("idle-cost-a-day", () =>
    {
        json.Amount("full", costs.IdleADay, costs.Currency);
        json.Amount("avoidable", costs.AvoidableADay, costs.Currency);
    });

    /// <summary>The lines of the income statement.</summary>
    public static void Income(Utf8JsonWriter json, CostReport costs) => json.List("income-statement", costs.Income, line => json.Map(() =>
    {
        json.WriteString("line", Terms.Words.Of(Places, line.Place));
        json.WriteString("workload", line.Workload?.ToString());
        json.Amount("amount", line.Amount, costs.Currency);
    }));

    /// <summary>What each figure rests on.</summary>
    public static void Basis(Utf8JsonWriter json, IEnumerable<CostBasis> basis) => json.List("basis", basis, each => json.Map(() =>
    {
        json.WriteString("figure", each.Figure);
        json.WriteString("says", each.Says);
    }));

    /// <summary>Currencies that the report leaves out, where there are any.</summary>
    public static void Others(Utf8JsonWriter json, IReadOnlyCollection<Currency> others)
    {
        if (others.Count > 0) json.List("currencies-left-out", others, other => json.WriteStringValue(other.Code));
    }

    static void Sums(Utf8JsonWriter json, IEnumerable<CostPart> parts, Currency currency)
    {
        var all = parts.ToList();
        foreach (var (word, kind) in Kinds) json.Amount(word, all.Where(part => part.Kind == kind).Sum(part => part.Amount), currency);
        foreach (var (word, used) in Uses) json.Amount(word, all.Where(part => part.For == used).Sum(part => part.Amount), currency);
        json.Amount("total", all.Sum(part => part.Amount), currency);
    }

    static void Parts(Utf8JsonWriter json, CostReport costs) => json.List("parts", costs.Parts, part => json.Map(() =>
    {
        json.WriteString("month", Json.Text(part.Month));
        json.WriteString("site", part.Site?.ToString());
        json.WriteString("pool", part.Pool?.ToString());
        json.WriteString("kind", Terms.Words.Of(Kinds, part.Kind));
        json.WriteBoolean("avoidable", part.IsAvoidable);
        json.WriteString("use", Terms.Words.Of(Uses, part.For));
        json.WriteString("of", part.Of?.ToString());
        json.Amount("amount", part.Amount, costs.Currency);
    }));
}
