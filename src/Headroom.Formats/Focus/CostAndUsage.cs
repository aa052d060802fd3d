using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
using NodaTime;
using Column = Headroom.Formats.Focus.FocusColumn<Headroom.Formats.Focus.FocusCharge>;

namespace Headroom.Formats.Focus;

/// <summary>
/// FOCUS 1.4 Cost and Usage: the charges of a customer's invoices for a month. Columns on terms that this product has no notion of (list prices, commitment
/// discounts, split allocation, tags, several currencies in one charge) are left out, as FOCUS asks.
/// </summary>
static class CostAndUsage
{
    public const string Name = "cost-and-usage";

    static readonly ImmutableArray<Column> Columns =
    [
        Column.Number("BilledCost", charge => charge.Exact(charge.Billed)),
        Column.Code("BillingAccountId", charge => charge.Invoice.Buyer.ToString()),
        Column.Words("BillingAccountName", charge => charge.Source.NameOf(charge.Invoice.Buyer)),
        Column.Code("BillingCurrency", charge => charge.Invoice.Currency.Code),
        Column.Time("BillingPeriodEnd", charge => charge.Calendar.Of(charge.Invoice.Period).End),
        Column.Time("BillingPeriodStart", charge => charge.Calendar.Of(charge.Invoice.Period).From),
        Column.Code("CapacityReservationId", charge => charge.Kind == FocusKind.Recurring && charge.Pool is { } pool ? $"{charge.Contract.Id}/{pool}" : null),
        Column.Code("CapacityReservationStatus", _ => null),
        Column.Code("ChargeCategory", charge => charge.Kind.Category),
        Column.Code("ChargeClass", charge => charge.IsCorrection ? "Correction" : null),
        Column.Words("ChargeDescription", charge => charge.CoveredBy is { } advance ? $"{charge.Of.Text}, drawn from {advance}" : charge.Of.Text),
        Column.Code("ChargeFrequency", charge => charge.Kind.Frequency),
        Column.Time("ChargePeriodEnd", charge => charge.Period.End),
        Column.Time("ChargePeriodStart", charge => charge.Period.From),
        Column.Number("ConsumedQuantity", charge => charge.Read),
        Column.Words("ConsumedUnit", charge => charge.Read is null ? null : Unit(charge)),
        Column.Code("ContractApplied", Applied),
        Column.Number("ContractedCost", charge => charge.Contracted),
        Column.Number("ContractedUnitPrice", charge => charge.Priced?.Price),
        Column.Number("EffectiveCost", charge => charge.Exact(charge.Effective)),
        Column.Words("HostProviderName", charge => charge.Source.NameOf(charge.Invoice.Seller)),
        Column.Code("InvoiceDetailId", charge => charge.Invoice.Number is { } number ? InvoiceDetail.IdOf(number, charge.Line) : null),
        Column.Code("InvoiceId", charge => charge.Invoice.Number),
        Column.Words("InvoiceIssuerName", charge => charge.Source.NameOf(charge.Invoice.Seller)),
        Column.Number("ListCost", charge => charge.Contracted),
        Column.Code("PricingCategory", charge => charge.IsPriced ? "Standard" : null),
        Column.Number("PricingQuantity", charge => charge.Priced?.Quantity),
        Column.Words("PricingUnit", charge => charge.Priced?.Unit),
        Column.Code("RegionId", Region),
        Column.Code("RegionName", Region),
        Column.Words("ResourceId", Resource),
        Column.Words("ResourceName", Resource),
        Column.Code("ResourceType", charge => Resource(charge) is null ? null : charge.Commitment is null ? "GPU pool" : "Contract commitment"),
        Column.Code("ServiceCategory", charge => FocusWords.OfferingOf(charge.Of.Charge).Category),
        Column.Code("ServiceName", charge => FocusWords.OfferingOf(charge.Of.Charge).Name),
        Column.Words("ServiceProviderName", charge => charge.Source.NameOf(charge.Invoice.Seller)),
        Column.Code("ServiceSubcategory", charge => FocusWords.OfferingOf(charge.Of.Charge).Subcategory),
        Column.Words("SkuId", charge => charge.IsPriced ? charge.Of.Charge : null),
        Column.Words("SkuMeter", charge => charge.IsPriced ? Unit(charge) : null),
        Column.Code("SkuPriceDetails", _ => null),
        Column.Words("SkuPriceId", charge => charge.Priced is { } priced ? $"{charge.Of.Charge}/{priced.Unit}" : null),
        Column.Code("SubAccountId", charge => charge.Contract.Id.ToString()),
        Column.Code("SubAccountName", charge => charge.Contract.Id.ToString()),
        Column.Words("x_Charge", charge => charge.Of.Charge),
        Column.Code("x_JournalPosition", charge => charge.Source.PositionOf(charge.Invoice) is { } position ? Json.Text((decimal)position) : null),
    ];

    public static CsvTable Of(FocusBook source, Slug customer, YearMonth month) =>
        FocusTable.Of(Name, Columns, source.StandingOrDrafted(customer, month).SelectMany(invoice => FocusCharges.Of(source, invoice)));

    static string Unit(FocusCharge charge) => charge.Leg is Core.Contracts.Usage usage ? FocusWords.Unit(usage.Meter) : charge.Of.Charge;

    // What is bought is the commitment itself; what is used, of credited, or charged beside it is the pool's.
    static string? Resource(FocusCharge charge) => charge.Commitment ?? charge.Pool;

    /// <summary>The site at the top of the tree, when all pools of the contract stand under one.</summary>
    static string? Region(FocusCharge charge)
    {
        var fleet = charge.Source.Book.Fleet;
        var tops = charge.Terms.Pools.Select(pool => fleet.PathToRoot(fleet.Pools[pool]).Last().Id).Distinct().ToList();
        return tops is [var only] ? only.ToString() : null;
    }

    /// <summary>The commitments that the charge counts toward: its own, and the prepayment that it draws on.</summary>
    static string? Applied(FocusCharge charge)
    {
        var commitments = new[] { charge.Commitment, charge.CoveredBy is { } advance ? ContractCommitments.IdOf(charge.Contract, advance) : null }.OfType<string>().ToList();
        return commitments.Count == 0 ? null : FocusTable.Object(json => json.List("Elements", commitments, commitment => json.Map(() =>
        {
            json.WriteString("ContractId", charge.Contract.Id.ToString());
            json.WriteString("ContractCommitmentId", commitment);
            json.WriteNumber("ContractCommitmentAppliedCost", charge.Exact(charge.Effective == 0 ? charge.Billed : charge.Effective));
            if (charge.Leg is not Core.Contracts.Usage usage || charge.Read is not { } read || commitment != charge.Commitment) return;
            json.WriteNumber("ContractCommitmentAppliedQuantity", read);
            json.WriteString("ContractCommitmentAppliedUnit", FocusWords.Unit(usage.Meter));
        })));
    }
}
