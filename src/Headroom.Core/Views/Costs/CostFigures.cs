using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>Costs and returns of the month in which a date lies, as named figures: whose part of them is which fact's is said by <see cref="Flux"/>.</summary>
static class CostFigures
{
    /// <summary>What infrastructure costs: by pool and kind, by pool and use, and in all.</summary>
    public static IEnumerable<(string Name, decimal Value)> Costs(Book book, LocalDate date) => CostReport.CurrenciesOf(book).SelectMany(currency =>
    {
        var report = CostReport.Of(new CostSheet(book, currency, date), MonthOf(date));
        return report.Parts.SelectMany(part => new[]
        {
            (Of(part.Pool ?? part.Site, Word(part.Kind), currency), part.Amount), (Of(part.Pool ?? part.Site, Word(part.For), currency), part.Amount),
            (Of(null, "cost", currency), part.Amount),
        }).Append((Of(null, "idle-a-day", currency), report.IdleADay));
    });

    /// <summary>What the capital brings: contract by contract, pool by pool, and in all.</summary>
    public static IEnumerable<(string Name, decimal Value)> Returns(Book book, LocalDate date) =>
        CostReport.CurrenciesOf(book).Concat(book.Sold.Select(contract => contract.Terms.Currency)).Distinct().SelectMany(currency =>
        {
            var returns = Views.Returns.Of(book, currency, MonthOf(date), date);
            return returns.Contracts.Concat(returns.Pools).Append(returns.All).SelectMany(row => Rows(row, currency))
                .Concat(returns.Pathways.Own.SelectMany(own =>
                    new[] { (Of(own.Workload, "own-cost", currency), own.Cost), (Of(own.Workload, "own-charge", currency), own.Charge ?? 0) }))
                .Append(($"all/offset-by-sold [share]", returns.Offset ?? 0));
        });

    static IEnumerable<(string Name, decimal Value)> Rows(Return row, Currency currency)
    {
        var name = row.Name.Length == 0 ? null : (Slug?)Slug.Of(row.Name);
        yield return (Of(name, "revenue", currency), row.Revenue);
        yield return (Of(name, "cost-of-sold", currency), row.SoldCost);
        yield return (Of(name, "margin", currency), row.Margin);
        yield return (Of(name, "unused", currency), row.Unused);
        yield return (Of(name, "capital", currency), row.Capital);
        yield return (Of(name, "built", currency), row.Payback.Capital);
        if (row.Payback.RecoveredByExit is { } back) yield return (Of(name, "recovered-by-exit", currency), back);
    }

    static MonthSpan MonthOf(LocalDate date) => new(date.ToYearMonth(), date.ToYearMonth());

    static string Word<T>(T word) where T : struct, Enum => word is UsedFor.NotInService ? "not-in-service" : word.ToString().ToLowerInvariant();

    static string Of(Slug? of, string figure, Currency currency) => $"{of?.ToString() ?? "all"}/{figure} [{currency}]";
}
