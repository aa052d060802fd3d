using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Opens the last closed month again, for a reason. Refused for a month that is not closed, and for one after which another was closed: that
/// one is opened first.
/// </summary>
/// <param name="By">Who decided it.</param>
/// <param name="Reason">Why, 1 to 500 characters; it stays in the journal.</param>
public sealed record ReopenMonth(YearMonth Month, Slug By, string Reason) : Command
{
    public override Decision Decide(Book book, Instant now) => Decision.Of(
        [
            Check.Opened(book),
            Check.Range(Reason.Trim().Length, 1, Fact.MostWhyCharacters, "reason", "characters"),
            book.ClosedThrough is not { } closed || Month > closed
                ? new Refusal(RefusalCode.MonthOpen, "month",
                    $"{InvoiceLine.Month(Month)} is not closed{(book.ClosedThrough is { } last ? $"; months are closed through {InvoiceLine.Month(last)}" : "")}.")
                : Month < closed ? new Refusal(RefusalCode.MonthClosed, "month",
                    $"{InvoiceLine.Month(closed)} was closed after {InvoiceLine.Month(Month)}; open that first, the last closed month before the others.")
                    .With("closed_through", InvoiceLine.Month(closed))
                : null,
        ],
        () => new MonthReopened(Month, By, Reason));
}
