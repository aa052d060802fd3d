namespace Headroom.Journal;

/// <summary>
/// Where a journal ends: the position of its last fact and the root of the tree over all facts up to it.
/// A head that was written down elsewhere is a witness: no later state of the journal may contradict it.
/// </summary>
/// <param name="Position">How many facts there are; 0 for a new journal.</param>
/// <param name="Root">The Merkle root over the leaves 1 to <paramref name="Position"/>.</param>
public readonly record struct Head(long Position, Digest Root)
{
    /// <summary>The head of a journal without facts.</summary>
    public static readonly Head Empty = new(0, MerkleHash.Empty);
}
