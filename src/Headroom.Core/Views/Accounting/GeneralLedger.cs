using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What the general ledger should hold of us: the ledger's entries by the account map. What is posted is that less what was posted before, so that posting twice posts nothing, and
/// a month that was opened again, or another map, posts the difference.
/// </summary>
public static class GeneralLedger
{
    /// <summary>The lines of a month that are not in the general ledger yet, in order; the refusal, with the field of the map, when it says nothing of something.</summary>
    public static Refusal? ToPost(Closing closing, IEnumerable<LedgerEntry> entries, YearMonth month, out ImmutableArray<LedgerLine> lines)
    {
        lines = [];
        if (closing.Map is not { } map) return NoMap;
        if (Mapped(map, entries.Where(entry => entry.Month == month), out var should) is { } refusal) return refusal;
        foreach (var line in closing.Batches.Where(batch => batch.Month == month).SelectMany(batch => batch.Lines))
            should[line.Key] = should.GetValueOrDefault(line.Key) - line.Amount;
        lines = [.. should.Where(line => line.Value != 0).OrderBy(line => line.Key).Select(line => new LedgerLine(line.Key, line.Value))];
        return null;
    }

    /// <summary>Lines as batches: what is for one contract or customer stands in one of them, so that each sums to zero.</summary>
    public static IEnumerable<LedgerBatch> Batches(Closing closing, YearMonth month, IEnumerable<LedgerLine> lines)
    {
        var (batch, count) = (new List<LedgerLine>(), 0);
        foreach (var together in lines.GroupBy(line => line.Key.For))
        {
            if (batch.Count > 0 && batch.Count + together.Count() > LedgerBatch.MostLines) yield return Cut();
            batch.AddRange(together);
        }
        if (batch.Count > 0) yield return Cut();

        LedgerBatch Cut()
        {
            var cut = new LedgerBatch(closing.BatchAfter(count++), month, [.. batch]);
            batch.Clear();
            return cut;
        }
    }

    /// <summary>There is no account map to post by.</summary>
    public static Refusal NoMap { get; } =
        new(RefusalCode.NotFound, "account-map", "There is no account map yet; it says into which account of the general ledger each posting goes.");

    /// <summary>The sums of entries by where they go.</summary>
    internal static Refusal? Mapped(AccountMap map, IEnumerable<LedgerEntry> entries, out Dictionary<LedgerKey, decimal> sums)
    {
        sums = [];
        foreach (var entry in entries)
        {
            var whose = Whose(entry);
            foreach (var posting in entry.Postings)
            {
                if (KeyOf(map, posting, whose, out var key) is { } refusal) return refusal;
                sums[key] = sums.GetValueOrDefault(key) + posting.Amount;
            }
            if (map.Entities.IsEmpty) continue;
            foreach (var entity in entry.Postings.GroupBy(posting => (Entity: map.EntityOf(posting.On.Contract), posting.Currency.Code)))
            {
                var sum = entity.Sum(posting => posting.Amount);
                if (sum == 0) continue;
                if (map.BetweenEntities is not { } between)
                    return new(RefusalCode.NotFound, "between-entities",
                        $"'{entry.Text}' moves {sum} {entity.Key.Code} between entities, and the account map names no account for that.");
                var key = new LedgerKey(whose, null, entity.Key.Entity, between, "", entity.Key.Code);
                sums[key] = sums.GetValueOrDefault(key) - sum;
            }
        }
        return null;
    }

    // All of an entry is for one: its first contract, or else its customer. So the lines for each sum to zero.
    static Slug? Whose(LedgerEntry entry) =>
        entry.Postings.Select(posting => posting.On.Contract).FirstOrDefault(id => id is not null)
        ?? entry.Postings.Select(posting => posting.On.Customer).FirstOrDefault(id => id is not null);

    static Refusal? KeyOf(AccountMap map, Posting posting, Slug? whose, out LedgerKey key)
    {
        key = null!;
        if (map.AccountOf(posting.On) is not { } account)
            return new Refusal(RefusalCode.NotFound, $"accounts.{LedgerAccount.WordOf(posting.On.Kind)}",
                $"The account map names no account for {posting.Account}, on which {posting.Amount} {posting.Currency} are posted.").With("amount", posting.Amount);
        var codes = new List<string>();
        foreach (var dimension in map.Dimensions)
        {
            if (dimension.CodeOf(posting.On, out var missing) is { } code) codes.Add($"{dimension.Name}={code}");
            if (missing is { } id)
                return new Refusal(RefusalCode.NotFound, $"dimensions.{dimension.Name}.{id}",
                    $"The dimension '{dimension.Name}' has no code for '{id}', of which {posting.Amount} {posting.Currency} are posted on {posting.Account}.");
        }
        key = new(whose, posting.On.Kind, map.EntityOf(posting.On.Contract), account, string.Join(';', codes), posting.Currency.Code);
        return null;
    }
}
