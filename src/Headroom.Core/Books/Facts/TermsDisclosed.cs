using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A document told the public something of a contract's terms, perhaps otherwise than the document before it.</summary>
public sealed record TermsDisclosed(Slug Contract, Source Source) : FactBody
{
    public override string Kind => "terms.disclosed.v1";
    public override string About => Contract.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Disclosures = book.Disclosures.Add(fact) };
}
