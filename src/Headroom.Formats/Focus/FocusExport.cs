using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
using NodaTime;

namespace Headroom.Formats.Focus;

/// <summary>
/// What a customer is charged, as the four datasets of FOCUS 1.4 (FinOps Open Cost and Usage Specification, https://focus.finops.org): of one customer and one
/// month each, as CSV tables. A pure function of the book.
/// </summary>
public static class FocusExport
{
    /// <summary>The version of the specification that the columns are those of.</summary>
    public const string Version = "1.4";

    static readonly (string Name, Func<FocusBook, Slug, YearMonth, CsvTable> Of)[] All =
    [
        (BillingPeriods.Name, BillingPeriods.Of), (ContractCommitments.Name, ContractCommitments.Of), (CostAndUsage.Name, CostAndUsage.Of), (InvoiceDetail.Name, InvoiceDetail.Of),
    ];

    /// <summary>The names of the datasets.</summary>
    public static ImmutableArray<string> Datasets { get; } = [.. All.Select(dataset => dataset.Name)];

    /// <summary>A dataset, or why there is none: its name or the customer is not known.</summary>
    public static Parsed<CsvTable> Of(FocusBook book, string dataset, Slug customer, YearMonth month)
    {
        if (All.FirstOrDefault(known => known.Name == dataset) is not { Of: { } of })
            return new Refusal(RefusalCode.NotFound, "dataset", $"FOCUS {Version} has no dataset '{dataset}'; there are {string.Join(", ", Datasets)}.");
        return book.Customers.Contains(customer) ? of(book, customer, month)
            : new Refusal(RefusalCode.NotFound, "customer", $"'{customer}' buys under no contract; there are {string.Join(", ", book.Customers.Take(10))}.");
    }
}
