using Headroom.Core.Documents;

namespace Headroom.Core.Books;

/// <summary>How postings go into the general ledger from now on; what was posted otherwise is moved by the next batch of its month.</summary>
public sealed record AccountMapSet(AccountMap Map) : FactBody
{
    public override string Kind => "account-map.set.v1";
    public override string About => Map.Entity;
    public override Book Apply(Book book, Fact fact) => book with { Closing = book.Closing with { Map = Map } };
}
