using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Says what stands on paper about a party, which is an erasable exhibit; only its digest is kept in the journal.</summary>
/// <param name="Exhibit">SHA-256 of the exhibit that holds the details, 64 hexadecimal digits.</param>
public sealed record DescribeParty(Slug Party, string Exhibit) : Command
{
    public override Decision Decide(Book book, Instant now) =>
        Decision.Of([Check.Opened(book)], () => new PartyDescribed(Party, Exhibit));
}
