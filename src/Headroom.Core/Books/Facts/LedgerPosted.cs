using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>A batch went to the general ledger. What is posted later is the difference to it.</summary>
public sealed record LedgerPosted(LedgerBatch Batch) : FactBody
{
    public override string Kind => "ledger.posted.v1";
    public override string About => Batch.Id;
    public override Book Apply(Book book, Fact fact) => book with { Closing = book.Closing with { Batches = book.Closing.Batches.Add(Batch) } };
}
