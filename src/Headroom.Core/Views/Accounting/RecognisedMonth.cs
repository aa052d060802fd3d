using System.Collections.Immutable;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Views;

/// <summary>
/// What a closed month recognised of a contract when it was closed, against what is seen of the month now. The difference has been caught up in later months by name, or
/// will be when the open month closes.
/// </summary>
/// <param name="AtClose">The month's own revenue as it was closed.</param>
/// <param name="CaughtUp">What later months caught up of it, by the month in which that was posted.</param>
/// <param name="Now">The month's own revenue with what is known now.</param>
public sealed record RecognisedMonth(Slug Contract, Currency Currency, YearMonth Month, decimal AtClose, ImmutableArray<(YearMonth In, decimal Amount)> CaughtUp, decimal Now)
{
    /// <summary>What nobody has posted yet.</summary>
    public decimal ToCatchUp => Now - AtClose - CaughtUp.Sum(part => part.Amount);

    /// <summary>Every contract that we sell and of which the month recognised something, or would now.</summary>
    /// <param name="entries">The ledger's entries of the same book.</param>
    /// <param name="month">A closed month.</param>
    public static ImmutableArray<RecognisedMonth> Of(Book book, IEnumerable<LedgerEntry> entries, YearMonth month)
    {
        var posted = entries.Where(entry => entry.Cause.Move == LedgerMove.Recognised && (entry.Cause.Of ?? entry.Month) == month)
            .SelectMany(entry => entry.Postings.Where(posting => posting.On.Kind is AccountKind.Revenue or AccountKind.IntercompanyRevenue)
                .Select(posting => (posting.On.Contract!.Value, entry.Month, Amount: -posting.Amount)))
            .ToLookup(part => part.Value);
        return [.. book.Sold.Select(contract => Of(contract, posted[contract.Id].ToLookup(part => part.Month, part => part.Amount), month, book.ClosedThrough ?? month))
            .Where(seen => seen.AtClose != 0 || seen.Now != 0 || seen.CaughtUp.Length > 0)];
    }

    static RecognisedMonth Of(Contract contract, ILookup<YearMonth, decimal> posted, YearMonth month, YearMonth through)
    {
        var first = contract.Versions[0].Terms.From.ToYearMonth();
        return new(contract.Id, contract.Terms.Currency, month, posted[month].Sum(),
            [.. posted.Where(group => group.Key > month && group.Sum() != 0).OrderBy(group => group.Key).Select(group => (group.Key, group.Sum()))],
            month < first ? 0 : RecognisedPart.Within(RevenueByMonth.SeenAt(contract, through), month, first).Revenue);
    }
}
