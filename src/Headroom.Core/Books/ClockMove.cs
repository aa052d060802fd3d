using Headroom.Core.Time;
using NodaTime;
using NodaTime.Text;

namespace Headroom.Core.Books;

/// <summary>How far the clock of a sandbox went with what was said: it follows the dates in it, and never comes back.</summary>
/// <param name="From">Where it stood before.</param>
/// <param name="To">Where it stands then, later than <paramref name="From"/>.</param>
/// <param name="Calendar">The dates of the book.</param>
public sealed record ClockMove(Instant From, Instant To, Calendar Calendar)
{
    static readonly LocalDateTimePattern WithTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm:ss");

    /// <summary>The move of a book's clock between two of its facts; null where it stood still, before the first fact, and in a real book, whose clock is the world's.</summary>
    /// <param name="before">When the earlier fact was recorded; <see cref="Instant.MinValue"/> when there was none.</param>
    /// <param name="after">When the later one was.</param>
    public static ClockMove? Between(Book book, Instant before, Instant after) =>
        book.Opened is { Sandbox: true } && before > Instant.MinValue && after > before ? new(before, after, book.Calendar) : null;

    /// <summary>The two ends in the zone of the book, to the second where one is not the start of a day: "from 2026-06-30 09:00:00 to 2026-08-01".</summary>
    public string Says => $"from {Text(From)} to {Text(To)}";

    string Text(Instant instant) => Calendar.StartOf(Calendar.DateOf(instant)) == instant ? LocalDatePattern.Iso.Format(Calendar.DateOf(instant))
        : WithTime.Format(instant.InZone(Calendar.Zone).LocalDateTime);
}
