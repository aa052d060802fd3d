using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>A dispute ended: upheld by a credit note, wholly or in part, or confirmed as billed.</summary>
public sealed record DisputeSettled(string Dispute, DisputeSettlement Settlement) : FactBody
{
    public override string Kind => "dispute.settled.v1";
    public override string About => Dispute;

    public override Book Apply(Book book, Fact fact)
    {
        var disputes = book.Receivables.Disputes;
        return book with { Receivables = book.Receivables with { Disputes = disputes.With(disputes.ById[Dispute] with { Settled = Settlement }) } };
    }
}
