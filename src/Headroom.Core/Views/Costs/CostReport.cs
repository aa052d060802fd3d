using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Expenditure;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What infrastructure costs over a run of months in one currency: by place, kind and use, and as it stands in the income statement. All sums are of
/// the same parts, so every table adds up to the same total.
/// </summary>
/// <param name="Parts">Every part: pool, month, kind and use.</param>
/// <param name="Income">The lines of the income statement, in their order.</param>
/// <param name="Avoidable">What idle capacity costs and would not if it were switched off.</param>
/// <param name="Others">Currencies of other costs, which this report leaves out since no rate is stated.</param>
public sealed record CostReport(
    MonthSpan Span, Currency Currency, ImmutableArray<CostPart> Parts, ImmutableArray<IncomeLine> Income, decimal Avoidable, ImmutableArray<Currency> Others)
{
    public static CostReport Of(CostSheet sheet, MonthSpan span)
    {
        ImmutableArray<CostPart> parts = [.. sheet.Over(span)];
        return new(span, sheet.Currency, parts, [.. IncomeLine.Of(sheet.Book, parts)],
            parts.Where(part => part is { For: UsedFor.Idle, IsAvoidable: true }).Sum(part => part.Amount),
            [.. CurrenciesOf(sheet.Book).Where(currency => currency != sheet.Currency)]);
    }

    public decimal Total => Parts.Sum(part => part.Amount);

    public decimal Of(UsedFor used) => Parts.Where(part => part.For == used).Sum(part => part.Amount);

    public decimal Of(CostKind kind) => Parts.Where(part => part.Kind == kind).Sum(part => part.Amount);

    /// <summary>What a day of the idle capacity costs, its full cost, over the days of the span; to the minor unit.</summary>
    public decimal IdleADay => ((Rational)Of(UsedFor.Idle) / Span.Days).Round(Currency.Digits);

    /// <summary>What a day of it would save if it were switched off.</summary>
    public decimal AvoidableADay => ((Rational)Avoidable / Span.Days).Round(Currency.Digits);

    /// <summary>The currencies in which infrastructure costs anything: what is said of costs, and what is bought.</summary>
    public static IEnumerable<Currency> CurrenciesOf(Book book) =>
        book.Outlays.Currencies.Concat(book.Bought.Select(contract => contract.Terms.Currency)).Distinct().OrderBy(currency => currency.Code, StringComparer.Ordinal);
}

/// <summary>A line of the income statement to which cost of infrastructure goes.</summary>
/// <param name="Workload">The workload, for own use.</param>
public sealed record IncomeLine(IncomePlace Place, Slug? Workload, decimal Amount)
{
    /// <summary>The parts by line: sold capacity is cost of revenue; own use stands where the policy of its month puts the workload; the rest has lines of its own.</summary>
    internal static IEnumerable<IncomeLine> Of(Book book, IEnumerable<CostPart> parts) => parts
        .GroupBy(part => (Place: PlaceOf(book.Outlays, part), Workload: part.For == UsedFor.Own ? part.Of : null))
        .OrderBy(group => group.Key.Place).ThenBy(group => group.Key.Workload)
        .Select(group => new IncomeLine(group.Key.Place, group.Key.Workload, group.Sum(part => part.Amount)));

    static IncomePlace PlaceOf(Outlays outlays, CostPart part) => part.For switch
    {
        UsedFor.Sold => IncomePlace.CostOfRevenueSold,
        UsedFor.Own => outlays.PolicyIn(part.Month).Of(part.Of!.Value) == OwnUseIn.CostOfRevenue ? IncomePlace.CostOfRevenueOwn : IncomePlace.ResearchAndDevelopment,
        UsedFor.Idle => IncomePlace.Idle,
        UsedFor.Failed => IncomePlace.Failed,
        UsedFor.Handover => IncomePlace.Handover,
        _ => IncomePlace.NotInService,
    };
}

/// <summary>The lines of the income statement that bear the cost of infrastructure, in their order.</summary>
public enum IncomePlace
{
    /// <summary>Cost of revenue: capacity sold to customers.</summary>
    CostOfRevenueSold,
    /// <summary>Cost of revenue: own products that serve customers.</summary>
    CostOfRevenueOwn,
    /// <summary>Research and development: own use that trains and studies.</summary>
    ResearchAndDevelopment,
    /// <summary>Capacity that nobody used.</summary>
    Idle,
    /// <summary>Capacity that had failed or was under maintenance.</summary>
    Failed,
    /// <summary>Capacity that was being handed over.</summary>
    Handover,
    /// <summary>Cost of places in which nothing was in service.</summary>
    NotInService,
}
