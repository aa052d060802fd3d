using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// The two uses of capacity side by side: selling it, and running own products on it. Own use is charged the transfer price of the cost policy, so that
/// the two can be compared whether or not the products' own revenue was entered.
/// </summary>
/// <param name="SoldHours">GPU-hours sold.</param>
/// <param name="Own">Own products, each with its workload.</param>
public sealed record Pathways(Rational SoldHours, decimal SoldRevenue, decimal SoldCost, ImmutableArray<OwnProduct> Own)
{
    public decimal SoldMargin => SoldRevenue - SoldCost;

    public Rational OwnHours => Own.Aggregate(Rational.Zero, (sum, product) => sum + product.Hours);

    public decimal OwnCost => Own.Sum(product => product.Cost);

    /// <summary>What own use is charged; null where the price of a month is not known.</summary>
    public decimal? OwnCharge => Own.All(product => product.Charge is not null) ? Own.Sum(product => product.Charge) : null;

    /// <summary>The products' own revenue; null while none was entered.</summary>
    public decimal? OwnRevenue => Own.Any(product => product.Revenue is not null) ? Own.Sum(product => product.Revenue ?? 0) : null;

    /// <summary>An amount for each GPU-hour, with four digits; null when there is none.</summary>
    public static decimal? PerHour(decimal? amount, Rational hours) => hours.IsZero || amount is not { } known ? null : ((Rational)known / hours).Round(4);

    internal static Pathways Of(CostSheet sheet, MonthSpan span, decimal soldRevenue, IReadOnlyCollection<CostPart> parts)
    {
        var (book, digits) = (sheet.Book, sheet.Currency.Digits);
        var cost = parts.Where(part => part.For == UsedFor.Own).GroupBy(part => (part.Of!.Value, part.Month))
            .ToDictionary(group => group.Key, group => group.Sum(part => part.Amount));
        var hours = new SortedDictionary<Slug, Dictionary<YearMonth, Rational>>();
        var sold = Rational.Zero;
        foreach (var use in span.Months.SelectMany(month => book.Fleet.Pools.Keys.Select(pool => sheet.Hours.Of(pool, month))))
        {
            sold += use.SoldInAll;
            foreach (var (workload, used) in use.Own)
            {
                var byMonth = hours.TryGetValue(workload, out var known) ? known : hours[workload] = [];
                byMonth[use.Month] = byMonth.GetValueOrDefault(use.Month) + used;
            }
        }
        foreach (var (workload, _) in book.Outlays.Products.Keys.Where(key => span.Months.Contains(key.Month))) hours.TryAdd(workload, []);
        return new(sold, soldRevenue, parts.Where(part => part.For == UsedFor.Sold).Sum(part => part.Amount),
            [.. hours.Select(each => OwnProduct.Of(book, sheet.Currency, each.Key, span, each.Value, month => cost.GetValueOrDefault((each.Key, month)), digits))]);
    }
}

/// <summary>One own product: what it used and cost, what it is charged, and what it brought in if that was entered.</summary>
/// <param name="Charge">At the transfer price of each month; null where a month's price is not known.</param>
/// <param name="Revenue">As entered; null when nothing was.</param>
/// <param name="RevenueMonths">How many months of the span it was entered for.</param>
public sealed record OwnProduct(Slug Workload, Rational Hours, decimal Cost, decimal? Charge, decimal? Revenue, int RevenueMonths)
{
    /// <summary>The product's revenue less the cost of its capacity; null when no revenue was entered.</summary>
    public decimal? Contribution => Revenue - Cost;

    internal static OwnProduct Of(Book book, Currency currency, Slug workload, MonthSpan span, Dictionary<YearMonth, Rational> hours, Func<YearMonth, decimal> cost, int digits)
    {
        var charges = span.Months.Select(month => ChargeIn(book, currency, month, hours.GetValueOrDefault(month), cost(month), digits)).ToList();
        var revenue = span.Months.Select(month => book.Outlays.Products.GetValueOrDefault((workload, month))).Where(said => said?.Currency == currency).ToList();
        return new(workload, hours.Values.Aggregate(Rational.Zero, (sum, used) => sum + used), span.Months.Sum(cost),
            charges.All(charge => charge is not null) ? charges.Sum() : null, revenue.Count == 0 ? null : revenue.Sum(said => said!.Amount), revenue.Count);
    }

    static decimal? ChargeIn(Book book, Currency currency, YearMonth month, Rational hours, decimal cost, int digits) => book.Outlays.PolicyIn(month).Price switch
    {
        TransferAtPrice stated => stated.Currency == currency ? (hours * stated.PerGpuHour).Round(digits) : hours.IsZero ? 0 : null,
        TransferAtMarket market => book.Indices.TryGetValue((market.Index, month), out var value) ? (hours * value).Round(digits) : hours.IsZero ? 0 : null,
        _ => cost,
    };
}
