using System.Collections.Immutable;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using Headroom.Formats;
using Headroom.Journal.Keeping;
using Headroom.Server.Http;
using NodaTime;

namespace Headroom.Server.Console;

/// <summary>
/// What the page of an accounting month shows: the months there are, its roll-forward and, once it is closed, what it recognised then and what is seen of it now.
/// </summary>
/// <param name="Month">The month shown; null when there is none yet.</param>
/// <param name="Months">The closed months, the latest first, after the one that closes next; at most <see cref="MostMonths"/>.</param>
/// <param name="IsSupposed">Whether it is shown as a close now would leave it.</param>
/// <param name="Refused">Why there is no roll-forward; null when there is one.</param>
public sealed record MonthsModel(
    Surroundings Around, YearMonth? Month, ImmutableArray<YearMonth> Months, YearMonth? ClosedThrough, RollForward? Rolled, bool IsSupposed,
    ImmutableArray<RecognisedMonth> Recognised, string? Refused)
{
    const int MostMonths = 24;

    /// <summary>The steps of the close that the policy wants.</summary>
    public ImmutableArray<CloseChecklist> Steps { get; private init; } = [];

    /// <summary>What is not in the general ledger yet of the month; null where that cannot be said, which <see cref="NotMapped"/> tells.</summary>
    public ImmutableArray<LedgerLine>? ToPost { get; private init; }

    /// <summary>Why nothing can be posted; null when it can.</summary>
    public string? NotMapped { get; private init; }

    /// <summary>The batches of the month in the general ledger.</summary>
    public ImmutableArray<LedgerBatch> Batches { get; private init; } = [];

    /// <summary>The trial balance of the month's end tied out; null when there is none.</summary>
    public ImmutableArray<TieOut>? Tied { get; private init; }

    internal static MonthsModel? Of(Asked asked)
    {
        var (book, keeper) = (asked.Book, asked.Desk.Keeper);
        var month = asked.Input.Has("month") ? asked.Input.Month("month") : MonthFacts.Usual(book);
        if (asked.Input.Faults.Count > 0) return null;
        var around = Surroundings.Of(asked);
        if (month is not { } seen) return new(around, null, [], null, null, false, [], MonthFacts.None.Says);
        if (MonthFacts.Of(keeper, book, seen, out var facts) is { } refusal) return new(around, month, Listed(book), book.ClosedThrough, null, false, [], refusal.Says);
        var entries = Ledger.Entries(facts.Facts).ToList();
        var (unmapped, tied) = (GeneralLedger.ToPost(book.Closing, entries, seen, out var lines), TiedOf(book, entries, seen));
        return new(around, month, Listed(book), book.ClosedThrough, RollForward.Of(facts.Facts, seen), facts.IsSupposed,
            facts.IsSupposed ? [] : RecognisedMonth.Of(book, entries, seen), null)
        {
            Steps = CloseChecklist.Of(book, seen),
            ToPost = unmapped is null ? lines : null,
            NotMapped = unmapped?.Says,
            Batches = [.. book.Closing.Batches.Where(batch => batch.Month == seen)],
            Tied = tied,
        };
    }

    static ImmutableArray<TieOut>? TiedOf(Core.Books.Book book, IEnumerable<LedgerEntry> entries, YearMonth month) =>
        book.Closing.TrialBalances.TryGetValue(month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1), out var theirs)
        && TieOut.Of(book.Closing, entries, theirs, out var accounts) is null ? accounts : null;

    static ImmutableArray<YearMonth> Listed(Core.Books.Book book)
    {
        var next = book.FirstOpen;
        var first = book.Receivables.Invoices.Values.Select(invoice => (YearMonth?)invoice.Period).Min() ?? next;
        return next is not { } last ? [] : [.. Enumerable.Range(0, MostMonths).Select(back => last.PlusMonths(-back)).TakeWhile(month => month >= first)];
    }

    /// <summary>The address of another month's page.</summary>
    public string Address(YearMonth month) => $"/months?month={Json.Text(month)}{(Around.IsEarlier ? FormattableString.Invariant($"&position={Around.Position}") : "")}";
}
