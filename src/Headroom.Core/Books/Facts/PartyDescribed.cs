using Headroom.Core.Units;

namespace Headroom.Core.Books;

/// <summary>
/// What stands on paper about a party (legal name, address, tax number, where to send and where to pay) was stored as an exhibit; the book
/// keeps only its digest, so that the details themselves can be erased. Later details replace earlier ones whole.
/// </summary>
/// <param name="Party">The party's opaque id.</param>
/// <param name="Exhibit">SHA-256 of the exhibit, 64 hexadecimal digits.</param>
public sealed record PartyDescribed(Slug Party, string Exhibit) : FactBody
{
    public override string Kind => "party.described.v1";
    public override string About => Party.ToString();
    public override Book Apply(Book book, Fact fact) => book with { PartyDetails = book.PartyDetails.SetItem(Party, Exhibit) };
}
