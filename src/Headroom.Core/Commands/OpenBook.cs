using Headroom.Core.Books;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Opens an empty book: whose it is, the zone of its dates, real or sandbox. Refused when it is open already.</summary>
/// <param name="Start">Where a sandbox's clock starts; ignored for a real book.</param>
public sealed record OpenBook(Slug Owner, string Zone, bool Sandbox, Instant? Start) : Command
{
    public override Instant NotBefore(Book book) => Sandbox ? Start ?? Instant.MinValue : Instant.MinValue;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            book.Opened is null ? null : new Refusal(RefusalCode.AlreadyExists, "book", $"The book of '{book.Owner}' is open already."),
            Check.Zone(Zone, "zone"),
        ],
        () => new BookOpened(Owner, Sandbox, Calendar.In(Zone)!, Calendar.ZoneDataVersion));
}
