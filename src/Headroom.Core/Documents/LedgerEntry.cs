using System.Collections.Immutable;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Documents;

/// <summary>
/// A double entry for a general ledger: postings that sum to zero in every currency, with the position of the fact that caused it.
/// </summary>
/// <param name="Position">The fact in the journal that it follows from.</param>
public sealed record LedgerEntry(LocalDate Date, string Text, long Position, ImmutableArray<Posting> Postings)
{
    /// <summary>An entry that moves one amount from an account to another; nothing at all when the amount is zero.</summary>
    public static IEnumerable<LedgerEntry> Move(LocalDate date, string text, long position, Currency currency, decimal amount, string from, string to) =>
        amount == 0 ? [] : [new(date, text, position, [new(to, amount, currency), new(from, -amount, currency)])];
}

/// <summary>An amount on one account; debits are positive. Account names are lower-case words joined by colons, top first.</summary>
public sealed record Posting(string Account, decimal Amount, Currency Currency);
