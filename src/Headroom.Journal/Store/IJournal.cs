namespace Headroom.Journal;

/// <summary>
/// The facts of a book, appended in batches, numbered from 1, hashed into a tree and never changed; and the exhibits
/// that they name. Several threads may use one journal, and several processes may open the same book.
/// What breaks a limit of <see cref="JournalLimits"/> is an <see cref="ArgumentException"/>;
/// what the machine refuses is a <see cref="JournalUnavailable"/>.
/// </summary>
public interface IJournal : IDisposable
{
    /// <summary>Where the journal ends now, as the store says; other processes may have appended.</summary>
    Head Head();

    /// <summary>
    /// The entries with <paramref name="after"/> &lt; position &lt;= <paramref name="through"/>, in order, as far as they
    /// exist. Fetched in pages (at most 512 entries or 32 MiB in memory), with no lock held between pages.
    /// </summary>
    IEnumerable<Entry> Read(long after, long through);

    /// <summary>The first entry of the batch that was appended with this key, or null.</summary>
    Entry? FindKey(string key);

    /// <summary>The last position of the batch that begins at a position; null when none begins there.</summary>
    long? LastOfBatch(long firstPosition);

    /// <summary>
    /// Appends a batch: all of its facts or none, on the disk when the call returns. Refused when the key was used
    /// before (asked first), when the journal does not end at <paramref name="expectedHead"/>, which is the lock, and when a fact is too long.
    /// </summary>
    /// <param name="facts">Each is asked for once, by any thread, the later ones perhaps while the first are being stored.</param>
    /// <param name="stored">Told how many rows were handed to the store, of how many; they stay only when the call returns.</param>
    AppendResult Append(long expectedHead, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key, Action<int, int>? stored = null);

    /// <summary>
    /// Keeps an exhibit under the digest of its content, on the disk when the call returns. Putting the same content
    /// again changes nothing (the first media type stays), unless it was erased: then it is there again.
    /// </summary>
    void PutExhibit(Exhibit exhibit);

    /// <summary>What is kept under a digest, erased or not; null when it was never put.</summary>
    ExhibitContent? GetExhibit(Digest digest);

    /// <summary>
    /// Drops an exhibit's content for good and keeps its digest, media type and size, marked as erased.
    /// False when there was no content to erase.
    /// </summary>
    bool EraseExhibit(Digest digest);

    /// <summary>Usage that sources sent record by record, kept beside the journal.</summary>
    IUsageTable Usage { get; }

    /// <summary>
    /// The right to do something alone among all who use this journal, such as writing to a scheduler; null while somebody else has it. It is given back when it is disposed, and
    /// when its process ends, however it ends.
    /// </summary>
    /// <param name="what">What is done, 1 to 100 letters, digits and dashes.</param>
    IDisposable? Alone(string what);

    /// <summary>
    /// Recomputes everything that is stored, on one snapshot: positions, leaves, each batch's tree head, keys, exhibits.
    /// Any changed byte is found. What was cut off the end can only be found with a head that was remembered elsewhere:
    /// with a <paramref name="witness"/> the journal must also extend it. Reports the position reached, now and then.
    /// </summary>
    Verification Verify(IProgress<long>? progress = null, Head? witness = null);
}
