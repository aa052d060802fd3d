using System.Collections.Immutable;

namespace Headroom.Core.Offers;

/// <summary>
/// Which of several indivisible things to take when each needs room under many limits at once: the selection of greatest value. Values and uses are
/// whole numbers, so that a selection is compared with another exactly.
/// </summary>
/// <param name="Values">What each is worth, in any unit; what is not above zero is never taken. Together at most <see cref="MostValue"/>.</param>
/// <param name="Limits">The limits that a selection must keep, each of them.</param>
public sealed record Packing(ImmutableArray<long> Values, ImmutableArray<Limit> Limits)
{
    /// <summary>The most things to choose from.</summary>
    public const int MostThings = 50;

    /// <summary>The greatest sum of values: a bound computed in floating point is then exact to less than a unit.</summary>
    public const long MostValue = 1_000_000_000_000;

    /// <summary>
    /// Steps that a search takes at most unless it is told otherwise, a step being one use looked at: about two seconds of one core. Core has no clock; the same
    /// steps give the same answer on every machine.
    /// </summary>
    public const long UsualSteps = 1_500_000_000;

    /// <summary>The best selection, or the best found with the bound that no selection exceeds.</summary>
    public Packed Solve(long steps = UsualSteps)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Values.Length, MostThings);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Values.Where(value => value > 0).Sum(), MostValue);
        return new PackingSearch(this, steps).Run();
    }

    /// <summary>What a selection is worth.</summary>
    public long ValueOf(IEnumerable<int> taken) => taken.Sum(thing => Values[thing]);

    /// <summary>Whether a selection keeps every limit.</summary>
    public bool Fits(IReadOnlyCollection<int> taken) => Limits.All(limit => taken.Sum(thing => limit.Uses[thing]) <= limit.Room);

    /// <summary>The same without limits that no selection can break, and of those that bind the same things alike only the tightest.</summary>
    internal Packing Bare => this with
    {
        Limits = [.. Limits.Where(limit => limit.Uses.Sum() > limit.Room)
            .GroupBy(limit => string.Join(',', limit.Uses), (_, alike) => alike.MinBy(limit => limit.Room)!)],
    };
}

/// <summary>Room that the things taken share.</summary>
/// <param name="Uses">What each thing needs of it, not negative.</param>
/// <param name="Room">What there is, not negative.</param>
public sealed record Limit(ImmutableArray<long> Uses, long Room);

/// <summary>A selection and how good it is.</summary>
/// <param name="Taken">The things taken, ascending.</param>
/// <param name="Value">What they are worth together.</param>
/// <param name="Bound">What no selection exceeds, by weak duality; equal to the value when the selection is proved to be the best.</param>
/// <param name="Steps">Steps that the search took.</param>
public sealed record Packed(ImmutableArray<int> Taken, long Value, long Bound, long Steps)
{
    /// <summary>Whether no selection is worth more.</summary>
    public bool IsProved => Bound == Value;
}
