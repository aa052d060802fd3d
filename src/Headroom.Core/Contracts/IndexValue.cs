using NodaTime;

namespace Headroom.Core.Contracts;

/// <summary>What a published index stood at in a month, such as a price index of consumers. Published again, the later value holds: a revision.</summary>
/// <param name="Index">The index's name as clauses write it, 1 to 60 characters.</param>
/// <param name="Value">In the index's own points, more than 0 and at most <see cref="Most"/>.</param>
/// <param name="Source">Where it was published, 1 to 500 characters.</param>
public sealed record IndexValue(string Index, YearMonth Month, decimal Value, string Source)
{
    /// <summary>The greatest value accepted.</summary>
    public const decimal Most = 1_000_000_000m;
}
