using Headroom.Core.Offers;

namespace Headroom.Formats.Offers;

/// <summary>Sentences about the prices of clauses, the same on a terminal and on a page.</summary>
public static class ClauseWords
{
    /// <summary>What the figures are.</summary>
    public const string By =
        "Each is the terms as they stand less the same terms without that clause: worth under the outlook, both sides leaving as soon as it pays them; the market moves by chance, own use is taken at its mean, indices as the book assumes.";

    /// <summary>Why they do not add up.</summary>
    public const string Sums =
        "They need not add up, since a right is worth more or less beside another; what all clauses together are worth beyond their sum stands as the last row.";

    /// <summary>A clause in a few words.</summary>
    public static string Short(Clause clause) => clause.Part switch
    {
        ClausePart.BuyersRight => "the buyer's right to leave",
        ClausePart.SellersRight => "our right to leave",
        ClausePart.LockIn => "nobody leaves before",
        ClausePart.LeavingFee => "fee for leaving",
        ClausePart.Floor => $"floor of '{clause.Name}'",
        ClausePart.Cap => $"cap of '{clause.Name}'",
        ClausePart.FirstFees => $"first months of '{clause.Name}'",
        _ => $"'{clause.Name}'",
    };

    /// <summary>What is to be said of one clause beside its figures; empty when nothing is.</summary>
    public static string Note(ClausePrice price, Func<decimal, string> money) =>
        price.Inseparable is { } why ? $"cannot be left out alone: {why.Says}"
        : price.Without!.Refusal is { } refusal && price.Agreed.Refusal is null ? $"without it the sale would be refused: {refusal.Says}"
        : price.Without.Refusal is null && price.Agreed.Refusal is not null ? "without it the sale would be accepted"
        : price.Unpriced is { } unpriced
        ? $"{(price.ToSeller is null ? "no price" : "not the whole price")}: {unpriced}{(price.AtMost is { } most ? $"; at most {money(most)} over the term" : "")}"
        : price.Range is (decimal low, decimal high) ? $"to us from {money(low)} to {money(high)} over the range that is assumed of the index"
        : price.IsSilent ? "changes nothing under this outlook" : "";
}
