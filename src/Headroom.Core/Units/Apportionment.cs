namespace Headroom.Core.Units;

/// <summary>
/// Splits an amount by weights so that the parts add to it exactly: each part is the difference of the rounded cumulative amounts, the same rule by
/// which an invoice's lines add up. A part is within one minor unit of its exact share.
/// </summary>
public sealed class Apportionment
{
    readonly IReadOnlyList<Rational> _weights;
    readonly long[]? _whole;

    /// <param name="weights">None negative; when all are zero the last one takes everything. At least one.</param>
    public Apportionment(IReadOnlyList<Rational> weights) => (_weights, _whole) = (weights, Whole(weights));

    /// <summary>The parts in the order of their weights, to so many decimal digits.</summary>
    /// <param name="amount">What is split, itself to no more digits than that.</param>
    public decimal[] Of(decimal amount, int digits)
    {
        var unit = new decimal(1, 0, 0, false, (byte)digits);
        return Math.Abs(amount) / unit <= MostInWords && _whole is { } whole ? InWords((long)(amount / unit), whole, unit) : Exact(amount, _weights, digits);
    }

    /// <summary>The parts of a single amount.</summary>
    public static decimal[] Of(decimal amount, IReadOnlyList<Rational> weights, int digits) => new Apportionment(weights).Of(amount, digits);

    /// <summary>What a product of two of which still fits two words when it is doubled.</summary>
    const long MostInWords = 1L << 61;

    /// <summary>The weights as whole numbers in the same proportion; null when that is too much for a word, or nothing.</summary>
    static long[]? Whole(IReadOnlyList<Rational> weights)
    {
        var (below, whole, sum) = ((Int128)1, new long[weights.Count], (Int128)0);
        foreach (var weight in weights)
        {
            if (!weight.TryWords(out _, out var denominator)) return null;
            if (below % denominator != 0) below *= denominator;
            if (below > MostInWords) return null;
        }
        for (var i = 0; i < whole.Length; i++)
        {
            weights[i].TryWords(out var numerator, out var denominator);
            var exact = numerator * (below / denominator);
            if ((sum += exact) > MostInWords) return null;
            whole[i] = (long)exact;
        }
        return sum == 0 ? null : whole;
    }

    static decimal[] InWords(long units, long[] weights, decimal unit)
    {
        var (total, parts) = (weights.Sum(), new decimal[weights.Length]);
        var (reached, before) = (0L, 0m);
        for (var i = 0; i < parts.Length; i++)
        {
            reached += weights[i];
            var (whole, rest) = Int128.DivRem(Int128.Abs((Int128)units * reached), total);
            if (rest * 2 >= total) whole++;
            var so = (decimal)(units < 0 ? -whole : whole) * unit;
            (parts[i], before) = (so - before, so);
        }
        return parts;
    }

    static decimal[] Exact(decimal amount, IReadOnlyList<Rational> weights, int digits)
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
