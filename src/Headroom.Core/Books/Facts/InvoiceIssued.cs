using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>An invoice or credit note went out. It stays as it is for ever; what changes later is a line on a later one.</summary>
public sealed record InvoiceIssued(Invoice Invoice) : FactBody
{
    public override string Kind => "invoice.issued.v1";
    public override string About => Invoice.Number!;
    public override bool IsDerived => true;
    public override Book Apply(Book book, Fact fact) => book with { Receivables = book.Receivables.With(Invoice) };
}
