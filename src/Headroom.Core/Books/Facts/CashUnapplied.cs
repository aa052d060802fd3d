using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>What was applied of a receipt to an invoice was taken off it again and is unapplied cash from a date on.</summary>
/// <param name="Amount">Positive.</param>
public sealed record CashUnapplied(Slug Receipt, string Invoice, decimal Amount, LocalDate On, string Reason) : FactBody
{
    public override string Kind => "cash.unapplied.v1";
    public override string About => Invoice;
    public override Book Apply(Book book, Fact fact) =>
        book with { Receivables = book.Receivables with { Cash = book.Receivables.Cash.Applying(Receipt, Invoice, -Amount, On, Reason) } };
}
