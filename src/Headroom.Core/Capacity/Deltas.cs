using System.Collections.Immutable;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// A sum of many step functions, kept as sorted changes: adding one costs O(its steps x log all), however many were added before.
/// This is how a pool's total stays cheap with 100,000 contracts. Before the first change the sum is zero. Exact, so that what was added
/// can be taken out again and nothing is left of it, and a limit that is met exactly is not missed by a rounding.
/// </summary>
public sealed record Deltas
{
    readonly ImmutableSortedDictionary<Instant, Rational> _changes;

    Deltas(ImmutableSortedDictionary<Instant, Rational> changes) => _changes = changes;

    public static Deltas None { get; } = new(ImmutableSortedDictionary<Instant, Rational>.Empty);

    /// <summary>The sum with these changes added (or, with <paramref name="sign"/> -1, taken out again).</summary>
    public Deltas Add(IEnumerable<(Instant At, Rational Change)> steps, int sign = 1)
    {
        var changes = _changes;
        foreach (var (at, change) in steps)
        {
            var sum = changes.GetValueOrDefault(at) + (sign < 0 ? -change : change);
            changes = sum.IsZero ? changes.Remove(at) : changes.SetItem(at, sum);
        }
        return new(changes);
    }

    /// <summary>The changes of a timeline, as <see cref="Add"/> wants them; its value before the first change must be zero.</summary>
    public static IEnumerable<(Instant At, Rational Change)> StepsOf(Timeline<Rational> line)
    {
        var before = Rational.Zero;
        foreach (var at in line.Changes)
        {
            yield return (at, line.At(at) - before);
            before = line.At(at);
        }
    }

    /// <summary>The sum of several, less the sum of others, as a timeline. O(changes of all x log), whatever their number.</summary>
    public static Timeline<Rational> Net(IEnumerable<Deltas> sums, IEnumerable<Deltas> less)
    {
        var changes = sums.SelectMany(sum => sum._changes).Concat(less.SelectMany(sum => sum._changes.Select(change => KeyValuePair.Create(change.Key, -change.Value))))
            .OrderBy(change => change.Key).ToList();
        var (steps, running) = (new List<(Instant, Rational)>(changes.Count), Rational.Zero);
        for (var i = 0; i < changes.Count; i++)
        {
            running += changes[i].Value;
            if (i + 1 == changes.Count || changes[i + 1].Key > changes[i].Key) steps.Add((changes[i].Key, running));
        }
        return Timeline<Rational>.Of(Rational.Zero, steps);
    }

    /// <summary>The sum as whole units, each piece rounded down: GPUs are whole, kilowatts become so here. O(changes).</summary>
    public Timeline<long> ToWhole() => ToTimeline().Map(sum => sum.Floor());

    /// <summary>The sum as a timeline. O(changes).</summary>
    public Timeline<Rational> ToTimeline()
    {
        var running = Rational.Zero;
        return Timeline<Rational>.Of(Rational.Zero, _changes.Select(change => (change.Key, running += change.Value)));
    }
}
