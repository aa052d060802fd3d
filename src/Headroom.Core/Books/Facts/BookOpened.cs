using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// The first fact of every book: whose it is, the zone of its own dates, and whether it is real or a sandbox. A real book's clock is the
/// world's; only a sandbox's can be moved. The zone data in use are part of it, since dates become instants by them.
/// </summary>
public sealed record BookOpened(Slug Owner, bool Sandbox, Calendar Calendar, string ZoneData) : FactBody
{
    public override string Kind => "book.opened.v1";
    public override string About => Owner.ToString();
    public override Book Apply(Book book, Fact fact) => book with { Opened = this };
}
