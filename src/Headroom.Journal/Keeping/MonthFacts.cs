using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Journal.Keeping;

/// <summary>
/// The facts from which the accounts of a month are made: those of the book, and for the month that closes next those that a close now would say, so
/// that it can be looked at before it is closed.
/// </summary>
/// <param name="IsSupposed">Whether a close stands among them that nobody has said.</param>
public sealed record MonthFacts(IReadOnlyList<Fact> Facts, bool IsSupposed)
{
    /// <summary>The facts for a month; the refusal when it is not closed and not the next to close.</summary>
    public static Refusal? Of(Bookkeeper keeper, Book book, YearMonth month, out MonthFacts facts)
    {
        IReadOnlyList<Fact> said = [.. keeper.Facts(0, book.Position)];
        facts = new(said, false);
        if (month <= book.ClosedThrough) return null;
        if (new CloseMonth(month).Supposed(book, keeper.Now(book), out var supposed) is { } refusal) return refusal;
        facts = new([.. said, .. supposed], true);
        return null;
    }

    /// <summary>The last closed month, or else the one that closes first; null when there is neither.</summary>
    public static YearMonth? Usual(Book book) => book.ClosedThrough ?? book.FirstOpen;

    /// <summary>That there is no month to look at.</summary>
    public static Refusal None { get; } = new(RefusalCode.MonthOpen, "month", "There is no contract yet under which anything could be billed, so there is no month to look at.");
}
