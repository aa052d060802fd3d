using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What the capital brings over a run of months, in one currency: by contract, pool, site and in all, with the cost of infrastructure underneath and
/// the two pathways side by side. Pools' rows add up to the sites' and to the whole; contracts' rows add up to what is sold.
/// </summary>
/// <param name="Revenue">Revenue of every month of the span, in order.</param>
/// <param name="Others">Currencies of contracts that are sold and stand in no row, since no rate is stated.</param>
public sealed record Returns(
    MonthSpan Span, Currency Currency, LocalDate Today, ImmutableArray<Return> Contracts, ImmutableArray<Return> Pools, ImmutableArray<Return> Sites, Return All,
    ImmutableArray<(YearMonth Month, decimal Amount)> Revenue, CostReport Costs, Pathways Pathways, ImmutableArray<UseRates> Use, ImmutableArray<Currency> Others)
{
    /// <summary>The share of all infrastructure cost that revenue from sold capacity pays for, with six digits; null without cost.</summary>
    public decimal? Offset => Costs.Total == 0 ? null : ((Rational)All.Revenue / Costs.Total).Round(6);

    public static Returns Of(Book book, Currency currency, MonthSpan span, LocalDate today)
    {
        var sheet = new CostSheet(book, currency, today);
        var costs = CostReport.Of(sheet, span);
        var incomes = book.Sold.Where(contract => contract.Terms.Currency == currency).ToArray().AsParallel().AsOrdered()
            .Select(contract => new ContractIncome(contract, sheet.Hours.ReservedUnder(contract.Id), today)).ToList();
        var tally = new Tally(sheet, span, costs.Parts, incomes);
        var cash = new CashFlows(sheet, incomes);
        var all = tally.Row("", book.Fleet.Pools.Keys, true, pools => cash.PaybackOf(pools, span));
        return new(
            span, currency, today,
            [.. incomes.Where(income => income.First < span.End && income.Last >= span.FirstDay).Select(income => tally.Row(income, cash.PaybackOf(income)))],
            [.. book.Fleet.Pools.Keys.Select(pool => tally.Row(pool.ToString(), [pool], false, pools => cash.PaybackOf(pools, span)))],
            [.. book.Fleet.Sites.Values.Select(site => (site.Id, Pools: book.Fleet.PoolsUnder(site).Select(pool => pool.Id).ToList())).Where(each => each.Pools.Count > 0)
                .Select(each => tally.Row(each.Id.ToString(), each.Pools, false, pools => cash.PaybackOf(pools, span)))],
            all, [.. span.Months.Select(month => (month, tally.RevenueIn(month)))], costs, Pathways.Of(sheet, span, all.Revenue, costs.Parts), UseRates.Of(sheet.Hours, span),
            [.. book.Sold.Select(contract => contract.Terms.Currency).Where(other => other != currency).Distinct().OrderBy(other => other.Code, StringComparer.Ordinal)]);
    }

    /// <summary>The currency to report in when none is asked for: that of the costs when they have one, else that of what is sold; null when there are several.</summary>
    public static Currency? CurrencyOf(Book book)
    {
        var costs = CostReport.CurrenciesOf(book).ToList();
        var currencies = costs.Count > 0 ? costs : [.. book.Sold.Select(contract => contract.Terms.Currency).Distinct()];
        return currencies.Count switch { 0 => Currency.Usd, 1 => currencies[0], _ => null };
    }
}
