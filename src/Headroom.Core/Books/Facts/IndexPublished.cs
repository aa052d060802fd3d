using Headroom.Core.Contracts;

namespace Headroom.Core.Books;

/// <summary>An index was published for a month, or revised; what follows it is recomputed and the next invoice carries the difference.</summary>
public sealed record IndexPublished(IndexValue Published) : FactBody
{
    public override string Kind => "index.published.v1";
    public override string About => Published.Index;

    public override Book Apply(Book book, Fact fact)
    {
        var indices = book.Indices.SetItem((Published.Index, Published.Month), Published.Value);
        var contracts = book.Contracts.SetItems(book.Contracts.Values
            .Where(contract => contract.Versions.Any(version => version.Terms.Legs.Any(leg => leg.Indices.Contains(Published.Index))))
            .Select(contract => KeyValuePair.Create(contract.Id, contract with { Indices = indices })));
        return book with { Indices = indices, Contracts = contracts };
    }
}
