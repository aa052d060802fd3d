using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A part of a receipt, or all of it, pays an invoice of the same customer and currency from a date on.</summary>
/// <param name="Amount">Positive.</param>
public sealed record CashApplied(Slug Receipt, string Invoice, decimal Amount, LocalDate On) : FactBody
{
    public override string Kind => "cash.applied.v1";
    public override string About => Invoice;
    public override Book Apply(Book book, Fact fact) =>
        book with
        {
            Receivables = book.Receivables
            with
            { Cash = book.Receivables.Cash.Applying(Receipt, Invoice, Amount, On, book.Receivables.Cash.Receipts[Receipt].Reference) }
        };
}
