namespace Headroom.Journal;

/// <summary>A row of facts as raw as it lies in the store: nothing about it is taken for granted.</summary>
sealed record StoredFact(long Position, byte[] Bytes, byte[] Salt, byte[] Leaf)
{
    /// <summary>The row as an entry; whether the leaf fits the bytes is for Verify to say.</summary>
    public Entry Entry(string? key) => new(Position, Bytes, Salt, StoredDigest.Read(Leaf, $"the leaf at position {Position}"), key);

    /// <summary>What to say when a batch names a fact that is not there.</summary>
    public static JournalUnavailable Missing(long position) =>
        new($"The journal is damaged: the fact at position {position} is missing. Verify the journal and restore it from a backup.");
}
