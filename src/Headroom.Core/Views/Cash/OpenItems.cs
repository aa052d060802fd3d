using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>The open invoices of a book while the lines of a statement are matched: what a line claims is not open for the next.</summary>
public sealed class OpenItems(Book book)
{
    readonly Dictionary<string, decimal> _claimed = new(StringComparer.Ordinal);
    readonly HashSet<Slug> _customers = [.. book.Sold.SelectMany(contract => contract.Versions.Select(version => version.Terms.Buyer))];

    readonly List<Invoice> _open =
        [.. book.Receivables.Standing.Where(invoice => invoice.Total > 0 && book.Receivables.OpenOf(invoice) > 0).OrderBy(invoice => invoice.Due)
            .ThenBy(invoice => invoice.Number, StringComparer.Ordinal)];
    Dictionary<(string Currency, decimal Open), SortedSet<string>>? _byAmount;
    ILookup<(string Currency, Slug Customer), Invoice>? _byCustomer;
    ILookup<string, Invoice>? _byOrder;
    ILookup<string, (Slug Customer, decimal Total)>? _totals;

    Dictionary<(string Currency, decimal Open), SortedSet<string>> ByAmount =>
        _byAmount ??= _open.GroupBy(Key).ToDictionary(group => group.Key, group => new SortedSet<string>(group.Select(invoice => invoice.Number!), StringComparer.Ordinal));
    ILookup<(string Currency, Slug Customer), Invoice> ByCustomer => _byCustomer ??= _open.ToLookup(invoice => (invoice.Currency.Code, invoice.Buyer));
    ILookup<string, Invoice> ByOrder =>
        _byOrder ??= _open.SelectMany(invoice =>
            invoice.References.Where(reference => reference.Kind == ReferenceKind.PurchaseOrder).Select(order => (order.Number, Invoice: invoice)))
        .ToLookup(entry => entry.Number, entry => entry.Invoice, StringComparer.OrdinalIgnoreCase);

    ILookup<string, (Slug Customer, decimal Total)> Totals => _totals ??= ByCustomer.Where(group => group.Skip(1).Any()).OrderBy(group => group.Key.Customer)
        .ToLookup(group => group.Key.Currency, group => (group.Key.Customer, group.Sum(book.Receivables.OpenOf)));

    /// <summary>The purchase orders that open invoices bear.</summary>
    public IEnumerable<string> Orders => ByOrder.Select(group => group.Key);

    public bool IsCustomer(Slug party) => _customers.Contains(party);

    /// <summary>The open invoices that bear a purchase order, in one currency.</summary>
    public IEnumerable<Invoice> Bearing(string order, string currency) => ByOrder[order].Where(invoice => invoice.Currency.Code == currency);

    /// <summary>Those of which something is open on a date, with how much, the claims of earlier lines taken off.</summary>
    public List<(Invoice Invoice, decimal Open)> Left(IEnumerable<Invoice> invoices, LocalDate on) =>
        [.. invoices.Select(invoice => (invoice, Open: LeftOf(invoice, on))).Where(item => item.Open > 0)];

    /// <summary>A customer's open invoices of a date, the oldest due first.</summary>
    public IEnumerable<(Invoice Invoice, decimal Open)> Of(Slug customer, string currency, LocalDate on) =>
        Left(ByCustomer[(currency, customer)].Where(invoice => invoice.Issued <= on), on);

    /// <summary>The open invoices of a date of which exactly an amount is open.</summary>
    public IEnumerable<(Invoice Invoice, decimal Open)> Exactly(decimal amount, string currency, LocalDate on) =>
        Left(ByAmount.GetValueOrDefault((currency, amount), []).Select(number => book.Receivables.Invoices[number]).Where(invoice => invoice.Issued <= on), on)
        .Where(item => item.Open == amount);

    /// <summary>Customers with several open invoices that together come to at least an amount.</summary>
    public IEnumerable<Slug> Customers(string currency, decimal amount) => Totals[currency].Where(entry => entry.Total >= amount).Select(entry => entry.Customer);

    /// <summary>What can still be paid of an invoice, or given back of a receipt or credit note.</summary>
    /// <param name="there">How much there is of it without the claims.</param>
    public decimal Unclaimed(string document, decimal there) => Math.Max(0, there - _claimed.GetValueOrDefault(document));

    /// <summary>What a line is proposed to pay or to give back is not open for another.</summary>
    public void Claim(BankMatch match)
    {
        if ((match.RefundOf ?? match.ReturnOf?.ToString()) is { } document) _claimed[document] = _claimed.GetValueOrDefault(document) - match.Line.Amount;
        if (match.ReturnedRefundOf is { } refunded) _claimed[ReturnedRefund.Claim(refunded)] = _claimed.GetValueOrDefault(ReturnedRefund.Claim(refunded)) + match.Line.Amount;
        foreach (var (number, amount) in match.Pays)
        {
            var invoice = book.Receivables.Invoices[number];
            ByAmount[Key(invoice)].Remove(number);
            _claimed[number] = _claimed.GetValueOrDefault(number) + amount;
            if (!ByAmount.TryGetValue(Key(invoice), out var same)) ByAmount[Key(invoice)] = same = new(StringComparer.Ordinal);
            same.Add(number);
        }
    }

    (string Currency, decimal Open) Key(Invoice invoice) => (invoice.Currency.Code, book.Receivables.OpenOf(invoice) - _claimed.GetValueOrDefault(invoice.Number!));

    decimal LeftOf(Invoice invoice, LocalDate on) => Unclaimed(invoice.Number!, book.Receivables.PayableOf(invoice, on));
}
