namespace Headroom.Core.Books;

/// <summary>What is asked of each of very many things, worked out by all cores at once; the answers come in the order of the things, whoever worked them out.</summary>
static class OnAllCores
{
    // So many are taken by one core before it takes the next: handing them out one by one would cost as much as the work.
    const int Together = 512;

    /// <summary>What some work makes of each run of things, run after run.</summary>
    public static TResult[] InRuns<T, TResult>(this IEnumerable<T> things, Func<T[], ICollection<TResult>> work) => things.InRuns((run, _) => work(run));

    /// <summary>The same, where the work is told the place of the run's first thing, from 0.</summary>
    public static TResult[] InRuns<T, TResult>(this IEnumerable<T> things, Func<T[], int, ICollection<TResult>> work)
    {
        var runs = things.Chunk(Together).Select((run, i) => (run, First: i * Together)).AsParallel().AsOrdered().Select(each => work(each.run, each.First)).ToArray();
        var (all, at) = (new TResult[runs.Sum(run => run.Count)], 0);
        foreach (var run in runs)
        {
            run.CopyTo(all, at);
            at += run.Count;
        }
        return all;
    }
}
