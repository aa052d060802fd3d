using System.Collections.Immutable;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Books;

/// <summary>
/// What was said about keeping the accounts of months: how postings go into the general ledger, what went there, what it says, and who did which step of a close.
/// </summary>
public sealed record Closing
{
    public static Closing None { get; } = new();

    /// <summary>The last account map that was said; null before the first.</summary>
    public AccountMap? Map { get; init; }

    /// <summary>What was handed to the general ledger, in order.</summary>
    public ImmutableList<LedgerBatch> Batches { get; init; } = [];

    /// <summary>The last trial balance of each month's end.</summary>
    public ImmutableSortedDictionary<LocalDate, TrialBalance> TrialBalances { get; init; } = ImmutableSortedDictionary<LocalDate, TrialBalance>.Empty;

    /// <summary>The steps of closes that somebody has done.</summary>
    public ImmutableDictionary<(YearMonth Month, Slug Step), StepWork> Steps { get; init; } = ImmutableDictionary<(YearMonth, Slug), StepWork>.Empty;

    /// <summary>The id that the next batch bears, after so many more.</summary>
    public string BatchAfter(int more) => $"GL-{Batches.Count + 1 + more:0000000}";

    /// <summary>Without what was done for a month: it is done anew when the month is opened again.</summary>
    internal Closing Undone(YearMonth month) => this with { Steps = Steps.RemoveRange(Steps.Keys.Where(key => key.Month == month)) };
}

/// <summary>Who prepared a step and who reviewed it.</summary>
public sealed record StepWork(StepMark Prepared, StepMark? Reviewed);

/// <summary>One party's part in a step.</summary>
/// <param name="By">An opaque id.</param>
/// <param name="Note">What was looked at; at most 500 characters.</param>
public sealed record StepMark(Slug By, Instant At, long Position, string Note);
