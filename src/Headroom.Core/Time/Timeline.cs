using System.Collections.Immutable;
using NodaTime;

namespace Headroom.Core.Time;

/// <summary>
/// A value that holds at every instant and changes at finitely many of them: supply, demand, commitments, prices, terms.
/// Pieces are right-open, so a step "from 1 July" holds at the first instant of 1 July and not before.
/// Equal neighbours are merged: two timelines that agree everywhere are equal and have the same pieces.
/// </summary>
public sealed class Timeline<T> : IEquatable<Timeline<T>> where T : IEquatable<T>
{
    readonly ImmutableArray<Instant> _changes;
    readonly ImmutableArray<T> _values; // _values[i] holds until _changes[i]; the last one for ever

    Timeline(ImmutableArray<Instant> changes, ImmutableArray<T> values) => (_changes, _values) = (changes, values);

    /// <summary>The same value at every instant.</summary>
    public static Timeline<T> Always(T value) => new([], [value]);

    /// <summary>
    /// <paramref name="before"/> until the first step, then each step's value from its instant on.
    /// Steps come in any order; of two at one instant the later in the list holds. O(n log n).
    /// </summary>
    public static Timeline<T> Of(T before, IEnumerable<(Instant From, T Value)> steps)
    {
        var builder = Always(before).ToBuilder();
        foreach (var (from, value) in Ascending([.. steps])) builder.Then(from, value);
        return builder.Build();
    }

    // Terms write their steps in order, so there is mostly nothing to sort.
    static IEnumerable<(Instant From, T Value)> Ascending(List<(Instant From, T Value)> steps)
    {
        for (var i = 1; i < steps.Count; i++)
            if (steps[i].From <= steps[i - 1].From)
                return steps.GroupBy(step => step.From).OrderBy(group => group.Key).Select(sameInstant => sameInstant.Last());
        return steps;
    }

    /// <summary>The instants at which the value changes, ascending.</summary>
    public ImmutableArray<Instant> Changes => _changes;

    /// <summary>What holds at <paramref name="instant"/>. O(log pieces).</summary>
    public T At(Instant instant)
    {
        var found = _changes.BinarySearch(instant);
        return _values[found >= 0 ? found + 1 : ~found];
    }

    /// <summary>This timeline until <paramref name="from"/>, and <paramref name="value"/> from then on.</summary>
    public Timeline<T> Then(Instant from, T value)
    {
        var kept = CountBefore(from);
        return _values[kept].Equals(value)
            ? new(_changes[..kept], _values[..(kept + 1)])
            : new(_changes[..kept].Add(from), _values[..(kept + 1)].Add(value));
    }

    /// <summary>This timeline until <paramref name="from"/>, and <paramref name="next"/> from then on: how an amendment splices terms.</summary>
    public Timeline<T> Splice(Instant from, Timeline<T> next)
    {
        var builder = Then(from, next.At(from)).ToBuilder();
        for (var i = next.CountBefore(from); i < next._changes.Length; i++)
            builder.Then(next._changes[i], next._values[i + 1]);
        return builder.Build();
    }

    /// <summary>The first change after <paramref name="instant"/>, or null: when a waiting loop must wake.</summary>
    public Instant? NextChange(Instant instant)
    {
        var found = _changes.BinarySearch(instant);
        var next = found >= 0 ? found + 1 : ~found;
        return next < _changes.Length ? _changes[next] : null;
    }

    /// <summary><c>Map(f).At(t) == f(At(t))</c> for every t. O(pieces).</summary>
    public Timeline<TResult> Map<TResult>(Func<T, TResult> convert) where TResult : IEquatable<TResult>
    {
        var result = Timeline<TResult>.Always(convert(_values[0])).ToBuilder();
        for (var i = 0; i < _changes.Length; i++) result.Then(_changes[i], convert(_values[i + 1]));
        return result.Build();
    }

    /// <summary>Combines two timelines instant by instant: <c>Zip(a, b, f).At(t) == f(a.At(t), b.At(t))</c> for every t. O(pieces of both).</summary>
    public Timeline<TResult> Zip<TOther, TResult>(Timeline<TOther> other, Func<T, TOther, TResult> combine)
        where TOther : IEquatable<TOther> where TResult : IEquatable<TResult>
    {
        var result = Timeline<TResult>.Always(combine(_values[0], other._values[0])).ToBuilder();
        for (int mine = 0, theirs = 0; mine < _changes.Length || theirs < other._changes.Length;)
        {
            var change = Instant.Min(ChangeOrEnd(mine), other.ChangeOrEnd(theirs));
            if (ChangeOrEnd(mine) == change) mine++;
            if (other.ChangeOrEnd(theirs) == change) theirs++;
            result.Then(change, combine(_values[mine], other._values[theirs]));
        }
        return result.Build();
    }

    /// <summary>The pieces that meet <paramref name="window"/>, clipped to it, in order; together they cover it exactly.</summary>
    public IEnumerable<(Window Window, T Value)> Pieces(Window window)
    {
        var from = window.From;
        while (from < window.End)
        {
            var end = Instant.Min(NextChange(from) ?? Instant.MaxValue, window.End);
            yield return (new Window(from, end), At(from));
            from = end;
        }
    }

    public bool Equals(Timeline<T>? other) =>
        other is not null && _changes.SequenceEqual(other._changes) && _values.SequenceEqual(other._values);
    public override bool Equals(object? obj) => Equals(obj as Timeline<T>);
    public override int GetHashCode() => HashCode.Combine(_values.Length, _values[0], _values[^1]);

    int CountBefore(Instant instant)
    {
        var found = _changes.BinarySearch(instant);
        return found >= 0 ? found : ~found;
    }

    internal Instant ChangeOrEnd(int index) => index < _changes.Length ? _changes[index] : Instant.MaxValue;

    internal Builder ToBuilder() => new(_changes.ToBuilder(), _values.ToBuilder());

    /// <summary>Appends steps in order of time; kept internal so that outside every timeline is immutable and merged.</summary>
    internal sealed class Builder(ImmutableArray<Instant>.Builder changes, ImmutableArray<T>.Builder values)
    {
        public void Then(Instant from, T value)
        {
            if (values[^1].Equals(value)) return;
            changes.Add(from);
            values.Add(value);
        }

        public Timeline<T> Build() => new(changes.DrainToImmutable(), values.DrainToImmutable());
    }
}
