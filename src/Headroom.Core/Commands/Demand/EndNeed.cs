using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Takes a need back. Refused when none is filed under the id.</summary>
public sealed record EndNeed(Slug Need, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of([Check.Opened(book), Check.Known(book.Needs, Need, "need", "need")], () => new NeedEnded(Need, Reason));
}
