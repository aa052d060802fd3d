using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Valuation;

/// <summary>
/// What is assumed of the market, of own use and of what leaving costs, as a person states it: money in a currency, tables by date. None of it can be
/// read off a contract; every report that rests on it lists where it comes from.
/// </summary>
/// <param name="Name">A short name for reports.</param>
/// <param name="Basis">Whether prices are for the whole capacity a month, or for a GPU an hour.</param>
/// <param name="Price">What the same capacity costs on the market.</param>
/// <param name="Need">What the capacity is worth to the seller's own products; null when they need none.</param>
public sealed record Outlook(string Name, Currency Currency, PriceBasis Basis, OutlookProcess Price, OutlookProcess? Need)
{
    /// <summary>The most switching costs that a table may list.</summary>
    public const int MostCosts = 24;

    /// <summary>Between what moves the market and what moves the need, -0.99 to 0.99.</summary>
    public decimal Correlation { get; init; }

    /// <summary>What the seller loses when it resells at the market: a share from 0 to 0.99.</summary>
    public decimal Haircut { get; init; }

    /// <summary>What the buyer pays elsewhere, as a multiple of the market's price, 0.1 to 10.</summary>
    public decimal BuyerMultiple { get; init; } = 1;

    /// <summary>The effective rate a year by which both sides discount, 0 to 1.</summary>
    public decimal Discount { get; init; }

    /// <summary>Months from the start of a month's service to its payment, 0 to 12: 1 is in arrears.</summary>
    public decimal PaidAfterMonths { get; init; } = 1;

    /// <summary>Dates a month on which notice is looked at, 1 to 8.</summary>
    public int DatesAMonth { get; init; } = 1;

    /// <summary>How notice by both on one date counts.</summary>
    public Tie Tie { get; init; }

    /// <summary>What moving away costs the buyer. It decides everything and nobody can observe it, so reports always show a table over it.</summary>
    public decimal BuyerCost { get; init; }

    /// <summary>The other switching costs of that table, ascending; with none the table goes over <see cref="CostsOver"/>.</summary>
    public ImmutableArray<decimal> BuyerCosts { get; init; } = [];

    /// <summary>What finding another customer costs the seller when the buyer ended the contract, and when it did so itself.</summary>
    public decimal SellerCostIfBuyer { get; init; }

    public decimal SellerCostIfSeller { get; init; }

    /// <summary>Every figure with its range and source.</summary>
    public ImmutableArray<Assumption> Assumptions { get; init; } = [];

    /// <summary>Switching costs from none to a year's fees: what the table goes over where nobody states others.</summary>
    internal static ImmutableArray<decimal> CostsOver(decimal monthly) => [.. new[] { 0m, 1, 2, 4, 6, 8, 12 }.Select(months => months * monthly)];

    /// <summary>
    /// What is assumed when nobody has stated anything: multiples of the contract's monthly fee and round figures, each of which says so. A place to
    /// start from, not an opinion.
    /// </summary>
    /// <param name="monthly">The contract's highest fee of a month.</param>
    public static Outlook Assumed(decimal monthly, Currency currency)
    {
        Assumption Of(string name, decimal value, string unit, decimal low, decimal high, string source) =>
            new(name, value, unit, low, high, null, ImmutableSortedDictionary<string, decimal>.Empty, source);
        return new("assumed", currency, PriceBasis.Month, new([(null, 1.2m * monthly)], -0.275m, 0.3m, 0), new([(null, 0.6m * monthly)], 0.1m, 0.5m, 0))
        {
            Correlation = 0.3m,
            Haircut = 0.1m,
            Discount = 0.09m,
            BuyerCost = 2 * monthly,
            BuyerCosts = CostsOver(monthly),
            SellerCostIfBuyer = monthly,
            SellerCostIfSeller = monthly,
            Assumptions =
            [
                Of("market price", 1.2m * monthly, $"{currency} a month for the whole capacity", monthly, 1.6m * monthly,
                    "Assumed 20% above the contract's fee: a flat price over a long term normally carries a discount."),
                Of("market price change", -0.275m, "a year", -0.5m, 0.2m,
                    "Assumed: list prices of an older generation fell by about a quarter a year from 2023 to 2025 and rose in early 2026."),
                Of("market price volatility", 0.3m, "a root year", 0.1m, 0.6m, "Assumed."),
                Of("own use", 0.6m * monthly, $"{currency} a month for the whole capacity", 0, 1.6m * monthly,
                    "Assumed 60% of the fee: what own products would make of the capacity today."),
                Of("own use change", 0.1m, "a year", -0.5m, 1, "Assumed."),
                Of("own use volatility", 0.5m, "a root year", 0.2m, 1, "Assumed: needs of own products move more than prices."),
                Of("correlation", 0.3m, "of market and own use", -0.5m, 0.9m, "Assumed: both rise with demand for compute."),
                Of("resale haircut", 0.1m, "share of the market's price", 0, 0.3m, "Assumed: what a seller loses that must resell at short notice."),
                Of("discount rate", 0.09m, "a year, effective", 0.04m, 0.15m, "Assumed: adjusted for risk, since the capacity is no traded asset."),
                Of("buyer's switching cost", 2 * monthly, currency.Code, 0, 12 * monthly, "Cannot be observed. Assumed two monthly fees; the table shows others."),
                Of("seller's remarketing cost", monthly, currency.Code, 0, 3 * monthly, "Assumed one monthly fee."),
            ],
        };
    }
}

/// <summary>A quantity that follows a table and strays from it.</summary>
/// <param name="Table">Values by date, ascending; a null date is the day of the valuation. 1 to 400.</param>
/// <param name="YearlyChange">Change a year after the last of them, -0.9 to 4.</param>
/// <param name="Volatility">Of the logarithm for one year, 0 to 3.</param>
/// <param name="Reversion">The pull back to the table, a year, 0 to 20.</param>
public sealed record OutlookProcess(ImmutableArray<(LocalDate? From, decimal Value)> Table, decimal YearlyChange, decimal Volatility, decimal Reversion)
{
    internal Process Of(LocalDate at, double factor) => new(
        new([.. Table.Select(row => (row.From is { } from ? MonthCount.Between(at, from) : 0, (double)row.Value * factor))], (double)YearlyChange), (double)Volatility,
        (double)Reversion);
}

/// <summary>What a price is for.</summary>
public enum PriceBasis
{
    /// <summary>The whole capacity of the contract, for a month.</summary>
    Month,
    /// <summary>One GPU, for an hour; a month has 730.5.</summary>
    GpuHour,
}

/// <summary>Months between dates as a real number: whole months, and the rest as a share of the month that it lies in.</summary>
static class MonthCount
{
    /// <summary>Days of a month in the mean.</summary>
    public const double Days = 30.4375;

    /// <summary>Negative when <paramref name="to"/> lies before <paramref name="from"/>.</summary>
    public static double Between(LocalDate from, LocalDate to)
    {
        if (to < from) return -Between(to, from);
        var months = Period.Between(from, to, PeriodUnits.Months).Months;
        var start = from.PlusMonths(months);
        return months + (double)Period.DaysBetween(start, to) / Period.DaysBetween(start, from.PlusMonths(months + 1));
    }

    /// <summary>A length of notice: days by the mean month.</summary>
    public static double Of(NoticeLength length) => length.Months ? length.Count : length.Count / Days;
}
