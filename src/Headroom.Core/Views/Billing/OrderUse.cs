using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;

namespace Headroom.Core.Views;

/// <summary>What has been billed under a customer's purchase order, against its limit.</summary>
/// <param name="Billed">The invoices that bear it, void ones left out.</param>
/// <param name="Invoices">How many those are.</param>
public sealed record OrderUse(Slug Contract, Reference Order, decimal Billed, int Invoices, Currency Currency)
{
    /// <summary>By how much the limit is exceeded; 0 when it is kept or there is none.</summary>
    public decimal Above => Order.Limit is { } limit ? Math.Max(0, Billed - limit) : 0;

    /// <summary>Every purchase order of the book, by contract and date.</summary>
    public static IEnumerable<OrderUse> Of(Book book)
    {
        var bearing = book.Receivables.Standing.SelectMany(invoice => invoice.References.Select(reference => ((invoice.Contract, reference), invoice.Total)))
            .ToLookup(entry => entry.Item1, entry => entry.Total);
        return book.Contracts.Values.SelectMany(contract => contract.References.Where(reference => reference.Kind == ReferenceKind.PurchaseOrder)
            .OrderBy(order => order.From).Select(order => (Order: order, Totals: bearing[(contract.Id, InvoiceReference.Of(order))].ToList()))
            .Select(used => new OrderUse(contract.Id, used.Order, used.Totals.Sum(), used.Totals.Count, contract.Terms.Currency)));
    }
}
