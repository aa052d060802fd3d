using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// One account of the general ledger at the end of a month, as it says and as our entries come to; of income and expenses since the year began.
/// </summary>
/// <param name="Theirs">The trial balance; 0 where it has no such row.</param>
/// <param name="Ours">What the entries of all months through this one come to.</param>
/// <param name="Posted">What was handed over of that.</param>
/// <param name="Why">What the postings say about the difference; empty where there is none.</param>
public sealed record TieOut(string Entity, string Account, string Currency, decimal Theirs, decimal Ours, decimal Posted, ImmutableArray<string> Why)
{
    /// <summary>What does not tie: theirs less ours.</summary>
    public decimal Difference => Theirs - Ours;

    /// <summary>What we should hand over still.</summary>
    public decimal ToPost => Ours - Posted;

    /// <summary>What is there and not from our batches, or handed over and not there.</summary>
    public decimal NotOurs => Theirs - Posted;

    /// <summary>Every account that we post to or that the trial balance names, in order; the refusal when there is no map, or it says nothing of something.</summary>
    public static Refusal? Of(Closing closing, IEnumerable<LedgerEntry> entries, TrialBalance theirs, out ImmutableArray<TieOut> accounts)
    {
        accounts = [];
        if (closing.Map is not { } map) return GeneralLedger.NoMap;
        var month = theirs.AsOf.ToYearMonth();
        var year = new YearMonth(month.Month >= map.YearStarts ? month.Year : month.Year - 1, map.YearStarts);
        if (GeneralLedger.Mapped(map, entries.Where(entry => entry.Month <= month && entry.Month < year), out var earlier) is { } before) return before;
        if (GeneralLedger.Mapped(map, entries.Where(entry => entry.Month <= month && entry.Month >= year), out var ofYear) is { } refusal) return refusal;
        var ours = earlier.Where(line => !IsIncome(line.Key)).Concat(ofYear).ToLookup(line => Place(line.Key), line => line.Value);
        var batches = closing.Batches.Where(batch => batch.Month <= month).ToList();
        var posted = batches.SelectMany(batch => batch.Lines.Where(line => batch.Month >= year || !IsIncome(line.Key)).Select(line => (batch.Id, line))).ToLookup(each => Place(each.line.Key), each => (each.Id, each.line.Amount));
        var rows = theirs.Rows.ToDictionary(row => (row.Entity, row.Account, row.Currency), row => row.Balance);
        accounts = [.. ours.Select(group => group.Key).Union(posted.Select(group => group.Key)).Union(rows.Keys).OrderBy(key => key.Item1, StringComparer.Ordinal).ThenBy(key => key.Item2, StringComparer.Ordinal).ThenBy(key => key.Item3, StringComparer.Ordinal)
            .Select(key => Explained(key, rows.GetValueOrDefault(key), ours[key].Sum(), [.. posted[key].GroupBy(part => part.Id).Select(group => (group.Key, group.Sum(part => part.Amount)))]))];
        return null;
    }

    static TieOut Explained((string Entity, string Account, string Currency) key, decimal theirs, decimal ours, IReadOnlyList<(string Batch, decimal Amount)> batches)
    {
        var row = new TieOut(key.Entity, key.Account, key.Currency, theirs, ours, batches.Sum(batch => batch.Amount), []);
        var why = new List<string>();
        if (row.ToPost != 0) why.Add($"{row.ToPost} {key.Currency} not posted yet");
        if (row.NotOurs != 0)
        {
            var missing = batches.Where(batch => batch.Amount == -row.NotOurs).Select(batch => batch.Batch).ToList();
            var twice = batches.Where(batch => batch.Amount == row.NotOurs).Select(batch => batch.Batch).ToList();
            why.Add(missing.Count > 0 ? $"as if {string.Join(" or ", missing)} were not booked there" : twice.Count > 0 ? $"as if {string.Join(" or ", twice)} were booked twice there"
                : $"{row.NotOurs} {key.Currency} there that no batch of ours explains");
        }
        return row with { Why = [.. why] };
    }

    static (string, string, string) Place(LedgerKey key) => (key.Entity, key.Account, key.Currency);

    static bool IsIncome(LedgerKey key) => key.Kind is AccountKind.Revenue or AccountKind.LateInterest or AccountKind.FinancingInterest;
}
