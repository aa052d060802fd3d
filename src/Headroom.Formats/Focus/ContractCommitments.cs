using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
using NodaTime;
using Column = Headroom.Formats.Focus.FocusColumn<Headroom.Formats.Focus.FocusCommitment>;

namespace Headroom.Formats.Focus;

/// <summary>
/// FOCUS 1.4 Contract Commitment: what a customer's contracts bind it to pay or to take, one row for each fee, metered minimum, prepayment and step of reserved
/// capacity, of the contracts that were signed by the end of the month and had not ended before it.
/// </summary>
static class ContractCommitments
{
    public const string Name = "contract-commitment";

    static readonly ImmutableArray<Column> Columns =
    [
        Column.Code("BillingCurrency", row => row.Contract.Terms.Currency.Code),
        Column.Code("ContractCommitmentApplicability", Applicability),
        Column.Code("ContractCommitmentBenefitCategory", row => row.Benefit),
        Column.Code("ContractCommitmentCategory", row => row.Cost is null ? "Usage" : "Spend"),
        Column.Number("ContractCommitmentCost", row => row.Cost + new decimal(0, 0, 0, false, (byte)row.Contract.Terms.Currency.Digits)),
        Column.Time("ContractCommitmentCreated", row => row.Recorded.Signed),
        Column.Words("ContractCommitmentDescription", row => row.Says),
        Column.Number("ContractCommitmentDiscountPercentage", _ => null),
        Column.Code("ContractCommitmentDurationType", Duration),
        Column.Code("ContractCommitmentFulfillmentInterval", row => row.Interval),
        Column.Words("ContractCommitmentId", row => IdOf(row.Contract, row.Part)),
        Column.Time("ContractCommitmentLastUpdated", row => row.Recorded.Updated),
        Column.Code("ContractCommitmentLifecycleStatus", Status),
        Column.Code("ContractCommitmentModel", row => row.IsStretch ? "Continuous" : "Discontinuous"),
        Column.Code("ContractCommitmentOfferCategory", _ => "Negotiated"),
        Column.Code("ContractCommitmentPaymentInterval", row => row.Prepaid is null ? "Monthly" : row.Prepaid.Payments.Length == 1 ? "One-Time" : "Custom"),
        Column.Code("ContractCommitmentPaymentModel", row => row.Prepaid is null ? "No Upfront" : "All Upfront"),
        Column.Number("ContractCommitmentPaymentUpfrontPercentage", row => row.Prepaid is null ? 0.0m : 1.0m),
        Column.Time("ContractCommitmentPeriodEnd", row => row.End),
        Column.Time("ContractCommitmentPeriodStart", row => row.Start),
        Column.Number("ContractCommitmentQuantity", row => row.Quantity),
        Column.Code("ContractCommitmentType", row => row.Type),
        Column.Words("ContractCommitmentUnit", row => row.Unit),
        Column.Code("ContractId", row => row.Contract.Id.ToString()),
        Column.Time("ContractPeriodEnd", row => row.Contract.Terms.Calendar.StartOf(row.Contract.LastDay.PlusDays(1))),
        Column.Time("ContractPeriodStart", row => row.Contract.Terms.Calendar.StartOf(row.Contract.Versions[0].Terms.From)),
        Column.Words("InvoiceIssuerName", row => row.Source.NameOf(row.Contract.Terms.Seller)),
        Column.Words("ServiceProviderName", row => row.Source.NameOf(row.Contract.Terms.Seller)),
    ];

    public static CsvTable Of(FocusBook source, Slug customer, YearMonth month) => FocusTable.Of(Name, Columns, source.ContractsOf(customer)
        .Where(contract => source.RecordedAt(contract).Signed < contract.Terms.Calendar.Of(month).End && contract.LastDay >= month.OnDayOfMonth(1))
        .SelectMany(contract => FocusCommitment.Of(source, contract, month)));

    /// <summary>The id of a commitment under a contract.</summary>
    public static string IdOf(Contract contract, string part) => $"{contract.Id}/{part}";

    /// <summary>It covers what is charged under its contract, and nothing else.</summary>
    static string Applicability(FocusCommitment row) => FocusTable.Object(json =>
    {
        json.WriteString("InclusionOperator", "And");
        json.List("Inclusions", ["SubAccountId"], dimension => json.Map(() =>
        {
            json.WriteString("Dimension", dimension);
            json.WriteString("Operator", "In");
            json.List("Values", [row.Contract.Id.ToString()], json.WriteStringValue);
        }));
    });

    /// <summary>The stated term, or the days of a stretch of reserved capacity, in the largest unit that it is a whole number of.</summary>
    static string Duration(FocusCommitment row)
    {
        var (terms, calendar) = (row.Contract.Terms, row.Contract.Terms.Calendar);
        var (from, end) = row.IsStretch ? (calendar.DateOf(row.Start), calendar.DateOf(row.End)) : (terms.From, terms.End);
        var months = Period.Between(from, end, PeriodUnits.Months | PeriodUnits.Days);
        if (months.Days > 0) return Counted(Period.DaysBetween(from, end), "Day");
        return months.Months % 12 == 0 ? Counted(months.Months / 12, "Year") : Counted(months.Months, "Month");
    }

    static string Counted(int count, string unit) => FormattableString.Invariant($"{count} {unit}{(count == 1 ? "" : "s")}");

    static string Status(FocusCommitment row) => row switch
    {
        _ when row.Start >= row.AsOf => "Pending",
        { Prepaid: { } prepaid } when row.Contract.Terms.Calendar.StartOf(prepaid.CreditFrom.PlusMonths(prepaid.CreditMonths).OnDayOfMonth(1)) <= row.AsOf => "Exhausted",
        _ when row.End > row.AsOf => "Active",
        // A stretch of a ramp runs out as agreed, whatever happens later.
        { Contract.Notice: not null } when row.End == row.Contract.Terms.Calendar.StartOf(row.Contract.LastDay.PlusDays(1)) => "Canceled",
        _ => "Expired",
    };
}
