using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>Money came in against an invoice (or, negative, went out against a credit note).</summary>
public sealed record PaymentRecorded(Payment Payment) : FactBody
{
    public override string Kind => "payment.recorded.v1";
    public override string About => Payment.Invoice;
    public override Book Apply(Book book, Fact fact) => book with { Receivables = book.Receivables.With(Payment) };
}
