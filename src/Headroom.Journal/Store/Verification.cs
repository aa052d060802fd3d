using System.Collections.Immutable;

namespace Headroom.Journal;

/// <summary>The result of recomputing everything that a journal stores.</summary>
public abstract record Verification
{
    /// <summary>How many findings are listed at most: 100.</summary>
    public const int MostFindings = 100;

    private protected Verification() { }

    /// <summary>Every stored byte is as it was written, up to this head.</summary>
    public sealed record Clean(Head Head) : Verification;

    /// <summary>
    /// Something is wrong. One change may lead to several findings; the first one is the nearest to it.
    /// </summary>
    /// <param name="Findings">At least one, at most <see cref="MostFindings"/>.</param>
    /// <param name="More">Whether the list was full and the search ended there.</param>
    public sealed record Damaged(ImmutableArray<Finding> Findings, bool More) : Verification;
}
