using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>
/// What has been billed under a customer's purchase order, against its limit. An order commits an amount for what is bought: taxes come on top of it, and interest on paying late
/// is no part of it.
/// </summary>
/// <param name="Billed">What the invoices that bear it ask for service, without tax and late interest; void ones left out.</param>
/// <param name="Invoices">How many those are.</param>
public sealed record OrderUse(Slug Contract, Reference Order, decimal Billed, int Invoices, Currency Currency)
{
    /// <summary>By how much the limit is exceeded; 0 when it is kept or there is none.</summary>
    public decimal Above => Order.Limit is { } limit ? Math.Max(0, Billed - limit) : 0;

    /// <summary>Every purchase order of the book, by contract and date.</summary>
    public static IEnumerable<OrderUse> Of(Book book)
    {
        var bearing = book.Receivables.Standing.SelectMany(invoice => invoice.References.Select(reference => ((invoice.Contract, reference), Service(invoice))))
            .ToLookup(entry => entry.Item1, entry => entry.Item2);
        return book.AllContracts.SelectMany(contract => contract.References.Where(reference => reference.Kind == ReferenceKind.PurchaseOrder)
            .OrderBy(order => order.From).Select(order => (Order: order, Totals: bearing[(contract.Id, InvoiceReference.Of(order))].ToList()))
            .Select(used => new OrderUse(contract.Id, used.Order, used.Totals.Sum(), used.Totals.Count, contract.Terms.Currency)));
    }

    static decimal Service(Invoice invoice) => invoice.Lines.Where(line => !Tax.IsCharge(line.Charge) && !LateInterest.IsCharge(line.Charge)).Sum(line => line.Amount);
}
