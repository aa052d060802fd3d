using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
using NodaTime;
using Column = Headroom.Formats.Focus.FocusColumn<Headroom.Formats.Focus.FocusPeriod>;

namespace Headroom.Formats.Focus;

/// <summary>
/// FOCUS 1.4 Billing Period: the month as it is billed to a customer, one row for each issuer and zone of its contracts, since a month begins when the
/// contract's zone says so.
/// </summary>
static class BillingPeriods
{
    public const string Name = "billing-period";

    static readonly ImmutableArray<Column> Columns =
    [
        Column.Time("BillingPeriodCreated", period => period.Window.From),
        Column.Time("BillingPeriodEnd", period => period.Window.End),
        Column.Time("BillingPeriodLastUpdated", period => Instant.Max(period.Closed is null ? period.Source.Book.RecordedAt : period.Updated, period.Window.From)),
        Column.Time("BillingPeriodStart", period => period.Window.From),
        Column.Code("BillingPeriodStatus", period => period.Closed is null ? "Open" : "Closed"),
        Column.Words("InvoiceIssuerName", period => period.Source.NameOf(period.Issuer)),
    ];

    public static CsvTable Of(FocusBook source, Slug customer, YearMonth month) => FocusTable.Of(Name, Columns, source.ContractsOf(customer)
        .GroupBy(contract => (Issuer: contract.Terms.Seller, Window: contract.Terms.Calendar.Of(month)))
        .Select(group => new FocusPeriod(source, group.Key.Issuer, group.Key.Window, source.ClosedAt(month), Updated(source, customer, month, group.Select(each => each.Id))))
        .OrderBy(period => period.Window.From).ThenBy(period => period.Issuer));

    // An invoice that is made void after the close, and the one in its place, are of the month that they are for.
    static Instant Updated(FocusBook source, Slug customer, YearMonth month, IEnumerable<Slug> contracts) => source.Issued(customer, month)
        .Where(invoice => contracts.Contains(invoice.Contract)).Select(invoice => source.UpdatedAt(invoice.Number!)).Append(source.ClosedAt(month) ?? Instant.MinValue).Max();
}

/// <summary>A month of an issuer.</summary>
/// <param name="Closed">When it was closed, or null while it is open.</param>
/// <param name="Updated">When its documents last changed, if it is closed.</param>
sealed record FocusPeriod(FocusBook Source, Slug Issuer, Window Window, Instant? Closed, Instant Updated);
