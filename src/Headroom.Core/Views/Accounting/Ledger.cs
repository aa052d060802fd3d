using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Documents;

namespace Headroom.Core.Views;

/// <summary>
/// The double entries that the facts come to. An invoice moves its total from the contract's asset and liability (late interest: from its own income, tax: from what is owed to its
/// jurisdiction) to the receivable, a void one moves it back, a payment from the receivable to the bank, and the close of a month moves what was earned by its end, less what was
/// recognised before, from the contract's liability and asset to revenue under the contract's stated policy. Every entry belongs to an accounting month: that of the document or
/// the money while it is open, else the first that is, with the earlier month named as its cause. So the entries of a closed month never change.
/// </summary>
public static class Ledger
{
    /// <summary>The entries of a run of facts from the first on, in their order. O(facts + contracts x closes).</summary>
    public static IEnumerable<LedgerEntry> Entries(IEnumerable<Fact> facts)
    {
        var run = new LedgerRun();
        foreach (var fact in facts)
            foreach (var entry in run.After(fact)) yield return entry;
    }

    /// <summary>The balance of every account after the entries, accounts in order, zero balances left out.</summary>
    public static ImmutableSortedDictionary<(string Account, string Currency), decimal> Balances(IEnumerable<LedgerEntry> entries) => entries
        .SelectMany(entry => entry.Postings).GroupBy(posting => (posting.Account, posting.Currency.Code))
        .Select(group => KeyValuePair.Create(group.Key, group.Sum(posting => posting.Amount)))
        .Where(balance => balance.Value != 0).ToImmutableSortedDictionary();
}
