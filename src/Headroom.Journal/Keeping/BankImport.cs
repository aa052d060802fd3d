using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;

namespace Headroom.Journal.Keeping;

/// <summary>
/// Records what the lines of a bank statement are proposed to be, one command a line. Each bears the bank's reference, which the book takes once:
/// a second import of the same statement, or one after a crash in between, records only what is missing.
/// </summary>
public sealed class BankImport(Bookkeeper keeper, BankStatement statement)
{
    /// <summary>The proposals on the book as it stands; customers are known by their ids and by their names, unless erased.</summary>
    public ImmutableArray<BankMatch> Preview(Book book) => BankMatches.Of(book, statement.Lines, Parties(book), book.Calendar.DateOf(keeper.Now(book)));

    /// <summary>Records the lines of this grade and surer ones, and gives every line with why it was refused, if it was.</summary>
    /// <param name="through">Certain or Likely.</param>
    /// <param name="key">The idempotency key of a line by its place from 0, or null.</param>
    public ImmutableArray<(BankMatch Match, Refusal? Refusal)> Apply(MatchGrade through, Slug actor, string? why, Func<int, RequestKey?> key) =>
        Apply((match, _) => match.Grade <= through, actor, why, key);

    /// <summary>Records the lines that are meant, of those that are proposed to be recorded, and gives every line with why it was refused, if it was.</summary>
    /// <param name="isMeant">Of a line and its place from 0, whether it is.</param>
    /// <param name="key">The idempotency key of a line by its place from 0, or null.</param>
    public ImmutableArray<(BankMatch Match, Refusal? Refusal)> Apply(Func<BankMatch, int, bool> isMeant, Slug actor, string? why, Func<int, RequestKey?> key) =>
        [.. Preview(keeper.CatchUp())
            .Select((match, i) => isMeant(match, i) && BankBooking.Of(match) is { } command ? Said(match, keeper.Execute(command, actor, key(i), why: why)) : (match, null))];

    // Someone else may have recorded the same booking between the proposal and now; then it is recorded, which is what was wanted.
    static (BankMatch, Refusal?) Said(BankMatch match, Outcome outcome) => outcome switch
    {
        Outcome.Refused { Refusal: { Code: RefusalCode.AlreadyExists, Field: "bank-reference" } refusal } =>
            (match with { Grade = MatchGrade.Recorded, Reason = $"is recorded as {refusal.Numbers["recorded_as"]}" }, null),
        Outcome.Refused refused => (match, refused.Refusal),
        Outcome.Done done => (match with { Grade = MatchGrade.Recorded, Reason = $"{match.Reason}; recorded at position {done.First}" }, null),
        _ => throw new InvalidOperationException("An outcome is done or refused."),
    };

    Dictionary<string, Slug> Parties(Book book)
    {
        var known = book.PartyNames.Select(party => (party.Key, Name: Digest.TryParse(party.Value, out var digest) ? NameExhibit.Read(keeper.Journal.GetExhibit(digest)) : null));
        // A name that two parties bear tells neither.
        return known.Where(party => !string.IsNullOrWhiteSpace(party.Name)).GroupBy(party => party.Name!.Trim().ToUpperInvariant()).Where(group => group.Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Key, StringComparer.Ordinal);
    }
}
