namespace Headroom.Journal;

/// <summary>A row of batches as raw as it lies in the store: nothing about it is taken for granted.</summary>
/// <param name="First">The batch's first position.</param>
/// <param name="Last">Its last position.</param>
/// <param name="Key">The key as UTF-8, or null.</param>
/// <param name="Root">The root of the tree after the batch.</param>
/// <param name="Peaks">The frontier after the batch, so that the next append need not read the tree again.</param>
/// <param name="Seal">The digest over the others, see <see cref="Journal.Seal"/>.</param>
sealed record StoredBatch(long First, long Last, byte[]? Key, byte[] Root, byte[] Peaks, byte[] Seal)
{
    /// <summary>The head of the journal when this batch is its last one.</summary>
    public Head Head() => new(Last, StoredDigest.Read(Root, $"the root of the batch from position {First}"));

    /// <summary>The tree after this batch; a record that contradicts itself makes the journal unusable for appends.</summary>
    public MerkleFrontier Tree()
    {
        var tree = MerkleFrontier.TryRead(Last, Peaks);
        return tree is not null && tree.Root.ToArray().AsSpan().SequenceEqual(Root)
            ? tree
            : throw new JournalUnavailable(
                $"The journal is damaged: the record of its last batch (from position {First}) contradicts itself. Verify the journal and restore it from a backup.");
    }
}
