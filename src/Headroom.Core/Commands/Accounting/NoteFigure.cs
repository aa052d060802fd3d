using Headroom.Core.Books;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Writes a preparer's note to a figure of a pack.</summary>
public sealed record NoteFigure(FigureNoted Noted) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of([Check.Opened(book)], () => Noted);
}
