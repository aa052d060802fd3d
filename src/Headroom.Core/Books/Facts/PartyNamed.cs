using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>A party's display name was stored as an exhibit; the book keeps only its digest, so that the name itself can be erased.</summary>
/// <param name="Party">The party's opaque id.</param>
/// <param name="Exhibit">SHA-256 of the exhibit, 64 hexadecimal digits.</param>
public sealed record PartyNamed(Slug Party, string Exhibit) : FactBody
{
    public override string Kind => "party.named.v1";
    public override string About => Party.ToString();
    public override Book Apply(Book book, Fact fact) => book with { PartyNames = book.PartyNames.SetItem(Party, Exhibit) };
}
