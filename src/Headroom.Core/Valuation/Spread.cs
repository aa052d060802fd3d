namespace Headroom.Core.Valuation;

/// <summary>
/// Does a number of independent pieces of work, numbered from 0; all are done when it returns. Core has no threads: whoever asks may give one that
/// uses all cores. Each piece writes only what is its own and results are combined in the order of the numbers, so the answer is the same for any.
/// </summary>
public delegate void Spread(int count, Action<int> work);

/// <summary>Ways to do pieces of work.</summary>
public static class Spreading
{
    /// <summary>One after the other.</summary>
    public static void InTurn(int count, Action<int> work)
    {
        for (var i = 0; i < count; i++) work(i);
    }
}
