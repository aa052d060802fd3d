using Headroom.Core.Books;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>Lets time pass in a sandbox up to an instant. Refused in a real book and backwards.</summary>
public sealed record MoveClock(Instant To) : Command
{
    public override Instant NotBefore(Book book) => To;

    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            book.Opened is { Sandbox: true } ? null : new Refusal(RefusalCode.OutOfRange, "book", "Only a sandbox's clock can be moved; this book is real."),
            To >= book.RecordedAt ? null : new Refusal(RefusalCode.DatesUpsideDown, "to", $"The clock stands at {book.RecordedAt} and cannot go back to {To}."),
        ],
        () => new ClockMoved(To));
}
