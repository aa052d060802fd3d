namespace Headroom.Core.Books;

/// <summary>What is asked of each of very many things, worked out by all cores at once; the answers come in the order of the things, whoever worked them out.</summary>
static class OnAllCores
{
    // So many are taken by one core before it takes the next: handing them out one by one would cost as much as the work.
    const int Together = 512;

    /// <summary>What some work makes of each run of things, run after run.</summary>
    public static IEnumerable<TResult> InRuns<T, TResult>(this IEnumerable<T> things, Func<T[], IReadOnlyList<TResult>> work) =>
        things.Chunk(Together).AsParallel().AsOrdered().Select(work).ToArray().SelectMany(results => results);
}
