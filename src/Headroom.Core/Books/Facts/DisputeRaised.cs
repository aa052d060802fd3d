using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>One side disputed an invoiced line or a part of it. That part is not dunned until the dispute is settled.</summary>
public sealed record DisputeRaised(Dispute Dispute) : FactBody
{
    public override string Kind => "dispute.raised.v1";
    public override string About => Dispute.Invoice;
    public override Book Apply(Book book, Fact fact) =>
        book with { Receivables = book.Receivables with { Disputes = book.Receivables.Disputes.With(Dispute) } };
}
