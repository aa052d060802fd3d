using System.Security.Cryptography;
using System.Text;

namespace Headroom.Journal;

/// <summary>
/// Facts on their way into a store: salted and hashed before any lock is taken, because that part does not depend on
/// where the journal ends.
/// </summary>
sealed class Batch
{
    readonly IReadOnlyList<ReadOnlyMemory<byte>> _facts;
    readonly byte[] _salts;
    readonly Digest[] _leaves;

    public Batch(IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key)
    {
        (_facts, Key) = (facts, key);
        // The salts must be unguessable, or whoever sees a proof could try out short facts until a leaf fits:
        // so they come from the system's cryptographic source and from no seed, and no run repeats them.
        _salts = RandomNumberGenerator.GetBytes(facts.Count * JournalLimits.SaltBytes);
        _leaves = new Digest[facts.Count];
        Parallel.For(0, _leaves.Length, index => _leaves[index] = MerkleHash.OfLeaf(Salt(index).Span, facts[index].Span));
    }

    public int Count => _facts.Count;
    public string? Key { get; }
    public ReadOnlyMemory<byte> Bytes(int index) => _facts[index];
    public ReadOnlyMemory<byte> Salt(int index) => _salts.AsMemory(index * JournalLimits.SaltBytes, JournalLimits.SaltBytes);
    public Digest Leaf(int index) => _leaves[index];

    /// <summary>The record of this batch when it is appended to that tree.</summary>
    public StoredBatch After(MerkleFrontier tree)
    {
        var grown = tree.Append(_leaves);
        var key = Key is null ? null : Encoding.UTF8.GetBytes(Key);
        var root = grown.Root.ToArray();
        var first = tree.Size + 1;
        return new(first, grown.Size, key, root, grown.ToArray(), Seal.OfBatch(first, grown.Size, key, root).ToArray());
    }
}
