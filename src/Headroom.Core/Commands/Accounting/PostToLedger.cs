using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Core.Commands;

/// <summary>
/// Hands what a closed month should have in the general ledger, and has not, over in batches. Refused while the month is open, without an account map or where that says nothing of
/// something that is posted, when nothing is left to post, and when something was said after the entries were made.
/// </summary>
/// <param name="Entries">The ledger's entries at a position.</param>
/// <param name="Position">The position of the book that they are of.</param>
public sealed record PostToLedger(YearMonth Month, ImmutableArray<LedgerEntry> Entries, long Position) : Command
{
    public override Decision Decide(Book book, Instant now)
    {
        if (Check.Opened(book) is { } closed) return closed;
        if (book.Position != Position)
            return new Refusal(RefusalCode.Busy, "", $"Others said something meanwhile: the entries are of position {Position}, the book is at {book.Position}. Try again.");
        if (!(Month <= book.ClosedThrough)) return new Refusal(RefusalCode.MonthOpen, "month", $"{InvoiceLine.Month(Month)} is not closed; what it posts is not certain yet.");
        if (GeneralLedger.ToPost(book.Closing, Entries, Month, out var lines) is { } refusal) return refusal;
        return lines.IsEmpty ? new Refusal(RefusalCode.NothingDue, "month", $"Nothing of {InvoiceLine.Month(Month)} is left to post.")
            : new Accepted([.. GeneralLedger.Batches(book.Closing, Month, lines).Select(batch => new LedgerPosted(batch))]);
    }
}
