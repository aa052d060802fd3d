namespace Headroom.Journal;

/// <summary>
/// Streams rows page by page, each page asked for after the last row of the one before. Facts never change, so pages
/// fetched at different times fit together, and no reader holds a lock or a connection while its caller works.
/// </summary>
static class Pages
{
    /// <summary>How many rows a page has at most: 512; with facts of 64 KiB that is 32 MiB.</summary>
    public const int Rows = 512;

    /// <summary>All rows after <paramref name="after"/>; a page with fewer than <see cref="Rows"/> is the last one.</summary>
    public static IEnumerable<T> Of<T, TPlace>(TPlace after, Func<T, TPlace> place, Func<TPlace, IReadOnlyList<T>> page)
    {
        for (var next = page(after); ; next = page(after))
        {
            foreach (var row in next) yield return row;
            if (next.Count < Rows) yield break;
            after = place(next[^1]);
        }
    }
}
