using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>An invoice was made void. What is due of its months is invoiced anew under another number.</summary>
public sealed record InvoiceVoided(Voiding Voiding) : FactBody
{
    public override string Kind => "invoice.voided.v1";
    public override string About => Voiding.Invoice;
    public override Book Apply(Book book, Fact fact) => book with { Receivables = book.Receivables.With(Voiding) };
}
