using System.Collections.Immutable;
using Headroom.Core.Time;
using NodaTime;

namespace Headroom.Core.Capacity;

/// <summary>
/// A sum of many step functions, kept as sorted changes: adding one costs O(its steps x log all), however many were added before.
/// This is how a pool's total stays cheap with 100,000 contracts. Before the first change the sum is zero.
/// </summary>
public sealed record Deltas
{
    readonly ImmutableSortedDictionary<Instant, decimal> _changes;

    Deltas(ImmutableSortedDictionary<Instant, decimal> changes) => _changes = changes;

    public static Deltas None { get; } = new(ImmutableSortedDictionary<Instant, decimal>.Empty);

    /// <summary>The sum with these changes added (or, with <paramref name="sign"/> -1, taken out again).</summary>
    public Deltas Add(IEnumerable<(Instant At, decimal Change)> steps, int sign = 1)
    {
        var changes = _changes;
        foreach (var (at, change) in steps)
        {
            var sum = changes.GetValueOrDefault(at) + sign * change;
            changes = sum == 0 ? changes.Remove(at) : changes.SetItem(at, sum);
        }
        return new(changes);
    }

    /// <summary>The changes of a timeline, as <see cref="Add"/> wants them; its value before the first change must be zero.</summary>
    public static IEnumerable<(Instant At, decimal Change)> StepsOf(Timeline<decimal> line)
    {
        var before = 0m;
        foreach (var at in line.Changes)
        {
            yield return (at, line.At(at) - before);
            before = line.At(at);
        }
    }

    /// <summary>The sum as a timeline. O(changes).</summary>
    public Timeline<decimal> ToTimeline()
    {
        var running = 0m;
        return Timeline<decimal>.Of(0, _changes.Select(change => (change.Key, running += change.Value)));
    }
}
