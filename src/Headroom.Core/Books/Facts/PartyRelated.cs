using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>A party is related to us otherwise than by contract: it owns part of us, or the same people decide for both.</summary>
/// <param name="From">Since when.</param>
/// <param name="Relation">How, such as "owns about 5 percent of the seller"; 1 to 200 characters.</param>
/// <param name="Source">What says so; 1 to 500 characters.</param>
public sealed record PartyRelated(Slug Party, LocalDate From, string Relation, string Source) : FactBody
{
    public override string Kind => "party.related.v1";
    public override string About => Party.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Disclosures = book.Disclosures.Add(fact) };
}
