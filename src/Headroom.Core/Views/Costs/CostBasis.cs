using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Books;
using Headroom.Core.Demand;
using Headroom.Core.Documents;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>One sentence that says what a figure is and what it rests on.</summary>
public sealed record CostBasis(string Figure, string Says)
{
    /// <summary>Everything that a report on returns rests on.</summary>
    public static IEnumerable<CostBasis> Of(Book book, Returns returns) =>
        [.. OfReturns(book, returns.Span, returns.Today), .. OfCosts(book, returns.Currency), .. OfUse(book, returns.Use, returns.Span, returns.Today)];

    /// <summary>The sentences about GPU-hours and what they are used for.</summary>
    public static IEnumerable<CostBasis> OfUse(Book book, IReadOnlyCollection<UseRates> use, MonthSpan span, LocalDate today)
    {
        yield return new("installed",
            $"GPU-hours in service: energised, or planned and not late on {Text(today)}, and what is bought by its terms. Every share and every split is over these.");
        yield return new("contracted", "GPU-hours that contracts reserve; above what is installed where more was sold than there is.");
        foreach (var (name, rate) in new[] { ("allocated", use.LastOrDefault()?.Allocated), ("busy", use.LastOrDefault()?.Busy), ("goodput", use.LastOrDefault()?.Goodput) })
            yield return new(name, rate is null ? "Not measured in any month of the span, and nothing stands in for it."
                : $"Measured in {rate.Measured} of {rate.All} pool-months, over the GPU-hours installed in those.");
        yield return new("own use", Own(use));
        if (book.Outlays.Outages.Count == 0) yield return new("out of use", "No GPUs were recorded as failed or under maintenance.");
        if (span.Through >= today.ToYearMonth())
            yield return new("ahead",
                $"Months from {InvoiceLine.Month(YearMonthMax(span.From, today.ToYearMonth()))} on are not over: what is planned and agreed, as things stand.");
    }

    /// <summary>The sentences about costs.</summary>
    public static IEnumerable<CostBasis> OfCosts(Book book, Currency currency)
    {
        var outlays = book.Outlays;
        yield return new("cost", "By installed GPU-hours of each pool and month; a site's by those of its pools. Rounded cumulatively, so that parts add up to what was said.");
        var lives = outlays.Assets.Values.Where(asset => asset.Currency == currency).Select(asset => asset.LifeMonths).Distinct().Order().ToList();
        yield return new("depreciation", lives.Count == 0 ? $"No capital expenditure was said in {currency}."
            : $"Straight line from the first day in service to the salvage value, over lives of {string.Join(", ", lives)} months as stated.");
        yield return new("power", !outlays.Tariffs.Values.Any(tariff => tariff.Currency == currency) ? $"No tariff was said in {currency}."
            : "Kilowatt-hours at the dated price of the site: installed GPUs at their draw at the facility meter, or at computing power times PUE, or a fixed take, as each tariff says.");
        yield return new("operations",
            outlays.Expenses.Values.Any(expense => expense.Currency == currency) ? "Amounts by the month, as said." : $"No operating cost was said in {currency}.");
        yield return new("purchased", "What is due for the service under the contracts that we buy, by their own schedules.");
        yield return new("idle cost a day", "The cost of idle GPU-hours over the days of the span; avoidable is the power and the operating cost that would fall away.");
        yield return new("income statement",
            "Sold capacity is cost of revenue; own use is research and development unless the cost policy puts its workload in cost of revenue; what nobody used has lines of its own.");
    }

    /// <summary>The sentences about returns.</summary>
    public static IEnumerable<CostBasis> OfReturns(Book book, MonthSpan span, LocalDate today)
    {
        yield return new("revenue", $"Earned under each contract's stated policy, with what is known on {Text(today)}; on several pools by the GPU-hours reserved in each.");
        yield return new("capital", "The mean of what assets are carried at when each month begins and ends, shared as their cost is.");
        yield return new("return on capital", "A year's margin over that capital, before tax and interest; after unused, both also bear what is idle, unusable or not in service.");
        yield return new("payback",
            "Undiscounted: what is due less power, operations and purchases, until it reaches what the assets cost; contracts as they stand, without renewal. A contract's capital is its share of its pools in the month of its fullest reservation.");
        yield return new("recovered by exit", "The same up to the earliest last day that either side can bring about, with what leaving costs.");
        yield return new("offset", "Revenue of sold capacity over all cost of infrastructure, own use included.");
        foreach (var policy in span.Months.Select(book.Outlays.PolicyIn).Distinct()) yield return new("transfer price", Price(policy));
    }

    static string Price(CostPolicy policy) => policy.Price switch
    {
        TransferAtPrice stated =>
            $"From {InvoiceLine.Month(policy.From)} own use is charged {stated.PerGpuHour.ToString(CultureInfo.InvariantCulture)} {stated.Currency} a GPU-hour.",
        TransferAtMarket market => $"From {InvoiceLine.Month(policy.From)} own use is charged the month's value of the index {market.Index} a GPU-hour.",
        _ => policy == CostPolicy.Default ? "No policy was said: own use is charged what it costs." : $"From {InvoiceLine.Month(policy.From)} own use is charged what it costs.",
    };

    static string Own(IReadOnlyCollection<UseRates> use)
    {
        var bases = use.SelectMany(each => each.Bases).ToImmutableHashSet();
        var rests = new[]
        {
            (OwnBasis.Measured, "measured use"), (OwnBasis.History, "recorded demand, hour by hour"),
            (OwnBasis.HistoryAndForecast, "recorded demand as far as it goes and the forecast's mean beyond"), (OwnBasis.Forecast, "the forecast's mean"),
        }.Where(each => bases.Contains(each.Item1)).Select(each => each.Item2).ToList();
        var forecast = bases.Contains(OwnBasis.Forecast) || bases.Contains(OwnBasis.HistoryAndForecast) ? $" The forecast (by {Forecast.InWords}) is an estimate." : "";
        return rests.Count == 0 ? "No own demand is known."
            : $"Rests on {string.Join(", on ", rests)}, as far as there is room; hours before the first record count as none.{forecast}";
    }

    static YearMonth YearMonthMax(YearMonth a, YearMonth b) => a > b ? a : b;

    static string Text(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
