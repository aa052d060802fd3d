using System.Collections.Immutable;
using Headroom.Core.Units;

namespace Headroom.Core.Capacity;

/// <summary>
/// How likely each of a few whole numbers of GPUs is, in exact fractions: what a person can write down in a small table. A forecast is kept as paths
/// instead, since pools and dates must be combined path by path. The chances of a distribution add to one.
/// </summary>
public sealed class Distribution
{
    /// <summary>The most outcomes that one distribution may have.</summary>
    public const int MostOutcomes = 100_000;

    Distribution(ImmutableArray<(long Value, Rational Chance)> outcomes) => Outcomes = outcomes;

    /// <summary>What can come out and how likely it is, ascending, each value once.</summary>
    public ImmutableArray<(long Value, Rational Chance)> Outcomes { get; }

    /// <summary>A distribution of these outcomes; those of one value are added and those without a chance left out.</summary>
    /// <exception cref="ArgumentException">The chances are negative or do not add to one.</exception>
    public static Distribution Of(IEnumerable<(long Value, Rational Chance)> outcomes)
    {
        var sums = new SortedDictionary<long, Rational>();
        foreach (var (value, chance) in outcomes) sums[value] = sums.GetValueOrDefault(value) + chance;
        var distribution = new Distribution([.. sums.Where(sum => !sum.Value.IsZero).Select(sum => (sum.Key, sum.Value))]);
        return distribution.Outcomes.All(outcome => outcome.Chance > Rational.Zero) && distribution.Of(_ => true) == Rational.One ? distribution
            : throw new ArgumentException("The chances of a distribution are positive and add to one.", nameof(outcomes));
    }

    /// <summary>One value for certain.</summary>
    public static Distribution Certain(long value) => new([(value, Rational.One)]);

    /// <summary>Each value as likely as any other.</summary>
    public static Distribution Equally(IReadOnlyCollection<long> values) => Of(values.Select(value => (value, Rational.Of(1, values.Count))));

    /// <summary>The distribution of these values, each as likely as any other: a quantity over paths.</summary>
    public static Distribution Equally(int[] values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var outcomes = ImmutableArray.CreateBuilder<(long, Rational)>();
        for (int first = 0, next; first < sorted.Length; first = next)
        {
            for (next = first + 1; next < sorted.Length && sorted[next] == sorted[first];) next++;
            outcomes.Add((sorted[first], Rational.Of(next - first, sorted.Length)));
        }
        return new(outcomes.ToImmutable());
    }

    /// <summary>The sum with another quantity that is independent of this one. O(outcomes of both multiplied).</summary>
    public Distribution Plus(Distribution other) =>
        Of(Outcomes.SelectMany(mine => other.Outcomes.Select(theirs => (mine.Value + theirs.Value, mine.Chance * theirs.Chance))));

    /// <summary>The difference to another quantity that is independent of this one.</summary>
    public Distribution Minus(Distribution other) => Plus(other.Map(value => -value));

    /// <summary>Every value as it becomes.</summary>
    public Distribution Map(Func<long, long> convert) => Of(Outcomes.Select(outcome => (convert(outcome.Value), outcome.Chance)));

    /// <summary>The probability of less than so many.</summary>
    public Rational Below(long quantity) => Of(value => value < quantity);

    /// <summary>How many are missing of so many, in the mean: E[(quantity - X)+].</summary>
    public Rational ShortOf(long quantity) => Outcomes.TakeWhile(outcome => outcome.Value < quantity)
        .Aggregate(Rational.Zero, (sum, outcome) => sum + outcome.Chance * (quantity - outcome.Value));

    /// <summary>How many are left above so many, in the mean: E[(X - quantity)+].</summary>
    public Rational LeftAbove(long quantity) => Outcomes.Where(outcome => outcome.Value > quantity)
        .Aggregate(Rational.Zero, (sum, outcome) => sum + outcome.Chance * (outcome.Value - quantity));

    /// <summary>The largest value that is reached with at least this probability: P(X >= value) >= confidence, compared exactly.</summary>
    public long ReachedBy(Rational confidence)
    {
        var reached = Rational.Zero;
        for (var i = Outcomes.Length - 1; i > 0; i--)
            if (!((reached += Outcomes[i].Chance) < confidence)) return Outcomes[i].Value;
        return Outcomes[0].Value;
    }

    Rational Of(Func<long, bool> counts) => Outcomes.Where(outcome => counts(outcome.Value)).Aggregate(Rational.Zero, (sum, outcome) => sum + outcome.Chance);
}
