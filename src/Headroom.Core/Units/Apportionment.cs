namespace Headroom.Core.Units;

/// <summary>
/// Splits an amount by weights so that the parts add to it exactly: each part is the difference of the rounded cumulative amounts, the same rule by
/// which an invoice's lines add up. A part is within one minor unit of its exact share.
/// </summary>
public static class Apportionment
{
    /// <summary>The parts in the order of their weights, to so many decimal digits.</summary>
    /// <param name="amount">What is split, itself to no more digits than that.</param>
    /// <param name="weights">None negative; when all are zero the last one takes everything. At least one.</param>
    public static decimal[] Of(decimal amount, IReadOnlyList<Rational> weights, int digits)
    {
        var total = weights.Aggregate(Rational.Zero, (sum, weight) => sum + weight);
        var parts = new decimal[weights.Count];
        var (reached, before) = (Rational.Zero, 0m);
        for (var i = 0; i < parts.Length; i++)
        {
            reached += weights[i];
            var so = total.IsZero ? i == parts.Length - 1 ? amount : 0m : ((Rational)amount * reached / total).Round(digits);
            (parts[i], before) = (so - before, so);
        }
        return parts;
    }
}
