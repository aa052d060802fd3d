using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Formats;
using NodaTime;

namespace Headroom.Journal.Keeping;

/// <summary>From where a book is seen: a position of the journal, and the date at which the book there is looked at.</summary>
public readonly record struct Standpoint(long Position, LocalDate Date)
{
    /// <summary>
    /// What a field says: a position that the journal has reached, on the date on which it was reached; or a date, of which all has happened, with what was recorded by its end.
    /// A fault is noted when it is neither.
    /// </summary>
    /// <param name="head">The book as far as it may be seen.</param>
    public static Standpoint Read(Fields input, string name, Bookkeeper keeper, Book head)
    {
        var text = input.Text(name, 40);
        if (text.Length == 0) return default;
        if (!text.All(char.IsAsciiDigit)) return On(input.Date(name), keeper, head);
        var position = (long)input.Decimal(name, text, 0, long.MaxValue, "(position)");
        if (position > head.Position) input.Fault(name, RefusalCode.OutOfRange, $"The journal ends at {head.Position}; it has no position {position} yet.");
        return At(Math.Min(position, head.Position), keeper, head);
    }

    // Facts are recorded in the order of time, so the last one by a date is found by halving.
    static Standpoint On(LocalDate date, Bookkeeper keeper, Book head)
    {
        var (end, last, beyond) = (head.Calendar.StartOf(date.PlusDays(1)), 0L, head.Position + 1);
        while (last + 1 < beyond)
            if (last + (beyond - last) / 2 is var middle && RecordedAt(middle, keeper) < end) last = middle; else beyond = middle;
        return new(last, date);
    }

    // Before the first fact there is no date; the book is then seen on that fact's own.
    static Standpoint At(long position, Bookkeeper keeper, Book head) => new(position, head.Calendar.DateOf(RecordedAt(Math.Max(1, position), keeper)));

    static Instant RecordedAt(long position, Bookkeeper keeper) => keeper.Facts(position - 1, position).First().RecordedAt;
}
