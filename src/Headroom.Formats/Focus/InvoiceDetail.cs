using System.Collections.Immutable;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Formats.Tables;
using NodaTime;
using Column = Headroom.Formats.Focus.FocusColumn<Headroom.Formats.Focus.FocusLine>;

namespace Headroom.Formats.Focus;

/// <summary>FOCUS 1.4 Invoice Detail: the lines of the invoices issued to a customer for a month, one row a line, as they stand on them.</summary>
static class InvoiceDetail
{
    public const string Name = "invoice-detail";

    static readonly ImmutableArray<Column> Columns =
    [
        Column.Number("BilledCost", line => FocusWords.Exact(line.Of.Amount, line.Invoice.Currency)),
        Column.Code("BillingAccountId", line => line.Invoice.Buyer.ToString()),
        Column.Code("BillingCurrency", line => line.Invoice.Currency.Code),
        Column.Time("BillingPeriodEnd", line => line.Calendar.Of(line.Invoice.Period).End),
        Column.Time("BillingPeriodStart", line => line.Calendar.Of(line.Invoice.Period).From),
        Column.Code("ChargeCategory", line => line.Category),
        Column.Time("InvoiceDetailCreated", line => line.Source.IssuedAt(line.Number)),
        Column.Words("InvoiceDetailDescription", line => line.Of.Text),
        Column.Words("InvoiceDetailGrain", Grain),
        Column.Code("InvoiceDetailId", line => IdOf(line.Number, line.Line)),
        Column.Time("InvoiceDetailLastUpdated", line => line.Source.UpdatedAt(line.Number)),
        Column.Code("InvoiceId", line => line.Number),
        Column.Time("InvoiceIssueDate", line => line.Calendar.StartOf(line.Invoice.Issued)),
        Column.Code("InvoiceIssueStatus", line => line.Source.IsVoid(line.Invoice) ? "Voided" : "Issued"),
        Column.Words("InvoiceIssuerName", line => line.Source.NameOf(line.Invoice.Seller)),
        Column.Time("PaymentDueDate", line => line.Calendar.StartOf(line.Invoice.Due)),
        Column.Code("PaymentTerms", line => $"Net {Period.DaysBetween(line.Invoice.Issued, line.Invoice.Due)}"),
        Column.Words("PurchaseOrderNumber", line => line.Invoice.References.Where(reference => reference.Kind == ReferenceKind.PurchaseOrder)
            .Select(order => order.Number).FirstOrDefault()),
        Column.Code("ReferenceInvoiceId", line => line.Source.Corrected(line.Invoice, line.Of)),
    ];

    public static CsvTable Of(FocusBook source, Slug customer, YearMonth month) =>
        FocusTable.Of(Name, Columns, source.Issued(customer, month).SelectMany(invoice => invoice.Lines.Select((line, i) => FocusLine.Read(source, invoice, i + 1, line))));

    /// <summary>The id of a line of an invoice.</summary>
    public static string IdOf(string invoice, int line) => FormattableString.Invariant($"{invoice}/{line}");

    static string Grain(FocusLine line) => FocusTable.Object(json =>
    {
        json.WriteString("ContractId", line.Invoice.Contract.ToString());
        json.WriteString("ServiceName", FocusWords.OfferingOf(line.Of.Charge).Name);
        json.WriteString("SubAccountId", line.Invoice.Contract.ToString());
        json.WriteString("x_Charge", line.Of.Charge);
        json.WriteString("x_ServiceMonth", Json.Text(line.Of.Period));
    });
}

/// <summary>A line of an issued invoice.</summary>
/// <param name="Line">Its number on the invoice, from 1.</param>
sealed record FocusLine(FocusBook Source, Invoice Invoice, int Line, InvoiceLine Of, string Category, Calendar Calendar)
{
    public string Number => Invoice.Number!;

    public static FocusLine Read(FocusBook source, Invoice invoice, int number, InvoiceLine line)
    {
        var contract = source.Book.Contracts[invoice.Contract];
        return new(source, invoice, number, line, FocusKind.Of(line, FocusCharges.LegOf(contract, line)).Category, contract.Terms.Calendar);
    }
}
