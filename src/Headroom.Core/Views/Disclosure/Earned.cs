using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views.Disclosure;

/// <summary>What was earned and billed: contract balances, revenue by what it was earned with, and the customers who brought more than a tenth of it.</summary>
static class Earned
{
    /// <summary>A customer of this share of all revenue or more is named.</summary>
    const decimal Major = 0.10m;

    public static IEnumerable<Section> Of(Sight sight) => [Balances(sight), ByLine(sight), Customers(sight)];

    static Section Balances(Sight sight) => new("balances", "Contract balances", sight.Framework.OfBalances())
    {
        Figures = [.. sight.Spans.SelectMany(span => sight.Currencies.SelectMany(currency => BalancesOf(sight, span, currency)))],
    };

    static IEnumerable<Figure> BalancesOf(Sight sight, Span span, Currency currency)
    {
        // What customers that became ours in the span held on their last day as others is among its movements and leaves with them.
        var left = sight.Internal.Where(each => each.Currency == currency)
            .ToDictionary(each => each, each => each.Contract.DaysInside.Last(days => days.From <= sight.At).From.PlusDays(-1));
        var sold = sight.Sold.Where(each => each.Currency == currency).Concat(left.Keys.Where(each => left[each] >= span.From)).ToList();
        BalanceAmounts Opening(Standing each) => each.BalancesAt(span.From.PlusDays(-1));
        BalanceAmounts Last(Standing each) => each.BalancesAt(left.GetValueOrDefault(each, sight.At));
        decimal Closing(Standing each, Func<BalanceAmounts, decimal> amount) => left.ContainsKey(each) ? 0 : amount(Last(each));
        decimal Revenue(Standing each) => Last(each).Recognised - Opening(each).Recognised;
        Figure Sum(string name, string says, string basis, Func<Standing, decimal> amount) =>
            Figure.Sum($"balances.{span.Name}.{name}", says, currency, basis, sold, amount) with { Column = span.Says };
        yield return Sum("opening-assets", "contract assets at the start", Asset, each => Opening(each).ContractAsset);
        yield return Sum("opening-liabilities", "contract liabilities at the start", Liability, each => Opening(each).ContractLiability);
        yield return Sum("opening-customer-liabilities", "customer liabilities at the start", Customer, each => Opening(each).CustomerLiability);
        yield return Sum("billed", "billed for service", "due for months that are over, invoiced or not yet; tax and late interest left out",
            each => Last(each).Billed - Opening(each).Billed);
        if (sold.Any(each => Last(each).Given != 0))
            yield return Sum("given", "given to customers beside the invoices", "in cash, shares or warrants: taken from what was billed",
                each => Last(each).Given - Opening(each).Given);
        yield return Sum("accreted", "interest on money paid ahead", "accreted by the effective rate of the prepayment", each => Last(each).Accreted - Opening(each).Accreted);
        yield return Sum("recognised", "revenue recognised", "by the policy of each contract; what became known late is caught up", Revenue);
        yield return Sum("from-opening", "of that, from contract liabilities at the start", "the revenue of a contract up to its liability at the start",
            each => Math.Max(0, Math.Min(Opening(each).ContractLiability, Revenue(each))));
        if (left.Count > 0)
            yield return Sum("left", "assets less liabilities of customers that became ours", "what stood on their contracts on the day before they belonged to us",
                each => left.ContainsKey(each) ? -Last(each).Held : 0);
        yield return Sum("closing-assets", "contract assets at the date", Asset, each => Closing(each, amounts => amounts.ContractAsset));
        yield return Sum("closing-liabilities", "contract liabilities at the date", Liability, each => Closing(each, amounts => amounts.ContractLiability));
        yield return Sum("closing-customer-liabilities", "customer liabilities at the date", Customer, each => Closing(each, amounts => amounts.CustomerLiability));
    }

    const string Asset = "revenue recognised above what was billed, contract by contract";
    const string Liability = "billed above revenue recognised, contract by contract, for what is enforceable";
    const string Customer = "billed for service after the earliest exit, which would be given back; no part of remaining obligations";

    static Section ByLine(Sight sight) => new("revenue", "Revenue by what it was earned with", sight.Framework.OfRevenue())
    {
        Figures = [.. sight.Currencies.SelectMany(currency => new[]
        {
            sight.Spans.Select(span => Sold(sight, span, currency)), sight.Spans.SelectMany(span => LinesOf(sight, span, currency)),
            sight.Spans.SelectMany(span => ProductsOf(sight, span, currency)), sight.Spans.Select(span => Company(sight, span, currency)),
        }.SelectMany(figures => figures))],
    };

    static IEnumerable<Figure> LinesOf(Sight sight, Span span, Currency currency) => sight.Stated(span, currency).GroupBy(each => (each.Segment, each.Line, each.IncludesSold))
        .Select(line =>
    {
        var ours = line.Key.IncludesSold ? line.Sum(each => SoldOver(sight, currency, each.From, each.Through.PlusDays(1))) : 0;
        return Figure.Sum($"revenue.{span.Name}.{line.Key.Segment}.{Word(line.Key.Line)}",
            $"{line.Key.Line} ({line.Key.Segment}){(line.Key.IncludesSold ? " without sold capacity" : "")}", currency,
            line.Key.IncludesSold ? "as stated for the line, less what this book sold in its period" : "as stated for the line",
            line.Select(each => new Part(Entered, each.Amount)).Append(new Part(OfSold, -ours))) with
        { Column = span.Says };
    });

    /// <summary>What own products brought in by whole months of the span; part of a stated line where one holds it, so it enters no total.</summary>
    static IEnumerable<Figure> ProductsOf(Sight sight, Span span, Currency currency) => sight.Latest.Outlays.Products.Values
        .Where(product => product.Currency == currency && product.Month.OnDayOfMonth(1) >= span.From && product.Month.PlusMonths(1).OnDayOfMonth(1) <= span.End)
        .GroupBy(product => product.Workload).Select(product => Figure.Sum($"revenue.{span.Name}.product.{product.Key}", $"own product {product.Key}", currency,
            "as recorded month by month", product.Select(month => new Part(OfProduct(product.Key), month.Amount))) with
        { Column = span.Says });

    /// <summary>What was sold to others.</summary>
    static Figure Sold(Sight sight, Span span, Currency currency) => Figure.Sum($"revenue.{span.Name}.sold-capacity", "sold capacity", currency,
        "by the policy of each contract; what customers pay since they belong to us is left out", sight.Earning(currency),
        each => Sight.RevenueOver(each, span.From, span.End)) with
    { Column = span.Says };

    static decimal SoldOver(Sight sight, Currency currency, LocalDate from, LocalDate end) =>
        sight.Earning(currency).Sum(each => Sight.RevenueOver(each, from, end));

    static Figure Company(Sight sight, Span span, Currency currency) => Total(sight, span, currency)
        ?? new Figure($"revenue.{span.Name}.total", "all revenue of the company", null, currency.Code, "sold capacity and what other books state")
        { Column = span.Says, WhyNot = Missing };

    const string Missing = "the company's other revenue was not stated for every day of the period";

    /// <summary>All that the company earned, or null when its other books leave days of the span out.</summary>
    static Figure? Total(Sight sight, Span span, Currency currency)
    {
        var stated = sight.Stated(span, currency).ToList();
        if (Gaps(stated, span).Any()) return null;
        var beside = Gaps(stated.Where(each => each.IncludesSold), span).Sum(gap => SoldOver(sight, currency, gap.From, gap.End));
        return Figure.Sum($"revenue.{span.Name}.total", "all revenue of the company", currency,
            "what the other books state, and sold capacity for the days on which no line of theirs includes it",
            stated.Select(each => new Part(Entered, each.Amount)).Append(new Part(OfSold, beside))) with
        { Column = span.Says };
    }

    /// <summary>The days of a span that no statement is about.</summary>
    static IEnumerable<(LocalDate From, LocalDate End)> Gaps(IEnumerable<RevenueStated> stated, Span span)
    {
        var next = span.From;
        foreach (var each in stated.OrderBy(each => each.From))
        {
            if (each.From > next) yield return (next, each.From);
            next = LocalDate.Max(next, each.Through.PlusDays(1));
        }
        if (next < span.End) yield return (next, span.End);
    }

    static Section Customers(Sight sight) => new("customers", "Customers above a tenth of revenue", sight.Framework.OfCustomers())
    {
        Figures = [.. from currency in sight.Currencies
                      from customer in sight.Earning(currency).GroupBy(each => each.Customer)
                      where sight.Spans.Any(span => ShareOf(sight, span, currency, customer) >= Major)
                      from figure in sight.Spans.Select(span => RevenueOf(sight, span, currency, customer))
                      .Concat(sight.Spans.Select(span => Share(sight, span, currency, customer)))
                      select figure],
    };

    static Figure RevenueOf(Sight sight, Span span, Currency currency, IGrouping<Slug, Standing> customer)
    {
        // In one segment over all spans, so that they stand in one row.
        var segment = sight.Spans.SelectMany(each => sight.Stated(each, currency)).FirstOrDefault(each => each.IncludesSold)?.Segment;
        return Figure.Sum($"customers.{span.Name}.{customer.Key}.revenue",
            $"revenue from {sight.NameOf(customer.Key)}{(segment is { } name ? $", all in the segment {name}" : "")}", currency, "by the policy of each contract",
            customer, each => Sight.RevenueOver(each, span.From, span.End)) with
        { Column = span.Says };
    }

    static Figure Share(Sight sight, Span span, Currency currency, IGrouping<Slug, Standing> customer)
    {
        var isOfAll = Total(sight, span, currency) is not null;
        return new($"customers.{span.Name}.{customer.Key}.share{sight.Of(currency).Name}", $"share of {sight.NameOf(customer.Key)}{sight.Of(currency).Says}",
            ShareOf(sight, span, currency, customer), Figure.Share, isOfAll ? "of all revenue of the company" : "of sold capacity alone")
        { Column = span.Says, WhyNot = isOfAll ? null : $"{Missing}; the share of all revenue is smaller" };
    }

    static decimal ShareOf(Sight sight, Span span, Currency currency, IEnumerable<Standing> customer)
    {
        var all = (Total(sight, span, currency) ?? Sold(sight, span, currency)).Amount!.Value;
        return all <= 0 ? 0 : Contracted.Ratio(customer.Sum(each => Sight.RevenueOver(each, span.From, span.End)), all);
    }

    /// <summary>What parts are named after that other books entered.</summary>
    internal const string Entered = "revenue.stated";

    /// <summary>What parts are named after that were recorded of an own product.</summary>
    internal static string OfProduct(Slug workload) => $"product-revenue.{workload}";

    const string OfSold = "revenue.sold";

    static string Word(string line) => string.Concat(line.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
}
