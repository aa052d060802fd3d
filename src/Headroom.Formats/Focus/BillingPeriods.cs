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
        Column.Time("BillingPeriodLastUpdated", period => Instant.Max(period.Closed ?? period.Source.Book.RecordedAt, period.Window.From)),
        Column.Time("BillingPeriodStart", period => period.Window.From),
        Column.Code("BillingPeriodStatus", period => period.Closed is null ? "Open" : "Closed"),
        Column.Words("InvoiceIssuerName", period => period.Source.NameOf(period.Issuer)),
    ];

    public static CsvTable Of(FocusBook source, Slug customer, YearMonth month) => FocusTable.Of(Name, Columns, source.ContractsOf(customer)
        .Select(contract => new FocusPeriod(source, contract.Terms.Seller, contract.Terms.Calendar.Of(month), source.ClosedAt(month)))
        .Distinct().OrderBy(period => period.Window.From).ThenBy(period => period.Issuer));
}

/// <summary>A month of an issuer.</summary>
/// <param name="Closed">When it was closed, or null while it is open.</param>
sealed record FocusPeriod(FocusBook Source, Slug Issuer, Window Window, Instant? Closed);
