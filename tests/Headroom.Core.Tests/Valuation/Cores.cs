using Headroom.Core.Valuation;

namespace Headroom.Core.Tests.Valuation;

/// <summary>Ways to do pieces of work, of which none may change an answer.</summary>
static class Cores
{
    public static readonly Spread All = (count, work) => Parallel.For(0, count, work);

    public static readonly Spread Two = (count, work) => Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, work);

    public static readonly Spread Backwards = (count, work) => { for (var i = count - 1; i >= 0; i--) work(i); };
}
