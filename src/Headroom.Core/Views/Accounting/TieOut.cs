using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
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
        var ours = new List<(YearMonth Month, LedgerKey Key, decimal Amount)>();
        foreach (var ofMonth in entries.Where(entry => entry.Month <= month).GroupBy(entry => entry.Month))
        {
            if (GeneralLedger.Mapped(map, ofMonth, out var sums) is { } refusal) return refusal;
            ours.AddRange(sums.Select(line => (ofMonth.Key, line.Key, line.Value)));
        }
        var posted = closing.Batches.Where(batch => batch.Month <= month).SelectMany(batch => batch.Lines.Select(line => (batch.Month, line.Key, line.Amount, batch.Id)))
            .Where(line => Counts(line.Month, line.Key)).ToLookup(line => Place(line.Key));
        var should = ours.Where(line => Counts(line.Month, line.Key)).ToLookup(line => Place(line.Key));
        var rows = theirs.Rows.ToDictionary(row => (row.Entity, row.Account, row.Currency), row => row.Balance);
        accounts = [.. should.Select(group => group.Key).Union(posted.Select(group => group.Key)).Union(rows.Keys).OrderBy(key => key.Item1, StringComparer.Ordinal)
            .ThenBy(key => key.Item2, StringComparer.Ordinal).ThenBy(key => key.Item3, StringComparer.Ordinal)
            .Select(key => Explained(key, rows.GetValueOrDefault(key), Sums(should[key].Select(line => (line.Month, line.Amount))),
                Sums(posted[key].Select(line => (line.Month, line.Amount))), Sums(posted[key].Select(line => (line.Id, line.Amount)))))];
        return null;

        bool Counts(YearMonth of, LedgerKey key) => of >= year || !IsIncome(key);
    }

    static TieOut Explained(
        (string Entity, string Account, string Currency) key, decimal theirs, Dictionary<YearMonth, decimal> ours, Dictionary<YearMonth, decimal> posted,
        Dictionary<string, decimal> batches)
    {
        var row = new TieOut(key.Entity, key.Account, key.Currency, theirs, ours.Values.Sum(), posted.Values.Sum(), []);
        var (why, currency) = (new List<string>(), Units.Currency.Of(key.Currency)!);
        var late = ours.Keys.Union(posted.Keys).Where(month => ours.GetValueOrDefault(month) != posted.GetValueOrDefault(month)).Order().Select(InvoiceLine.Month).ToList();
        if (late.Count > 0)
            why.Add(
                $"{Say.Money(row.ToPost, currency)} not posted yet, of {(late.Count <= MostMonths ? string.Join(", ", late) : $"{late.Count} months from {late[0]} to {late[^1]}")}");
        if (row.NotOurs != 0)
        {
            var missing = batches.Where(batch => batch.Value == -row.NotOurs).Select(batch => batch.Key).ToList();
            var twice = batches.Where(batch => batch.Value == row.NotOurs).Select(batch => batch.Key).ToList();
            why.Add(missing.Count > 0
                ? $"as if {string.Join(" or ", missing)} were not booked there" : twice.Count > 0 ? $"as if {string.Join(" or ", twice)} were booked twice there"
                : $"{Say.Money(row.NotOurs, currency)} there that no batch of ours explains");
        }
        return row with { Why = [.. why] };
    }

    /// <summary>Months that are named one by one; more are counted.</summary>
    const int MostMonths = 3;

    static Dictionary<T, decimal> Sums<T>(IEnumerable<(T Of, decimal Amount)> parts) where T : notnull =>
        parts.GroupBy(part => part.Of).ToDictionary(group => group.Key, group => group.Sum(part => part.Amount));

    static (string, string, string) Place(LedgerKey key) => (key.Entity, key.Account, key.Currency);

    static bool IsIncome(LedgerKey key) => key.Kind is AccountKind.Revenue or AccountKind.IntercompanyRevenue or AccountKind.LateInterest or AccountKind.FinancingInterest;
}
