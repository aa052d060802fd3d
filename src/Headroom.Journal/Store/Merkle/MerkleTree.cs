using System.Collections.Immutable;
using System.Numerics;

namespace Headroom.Journal;

/// <summary>
/// The whole tree over a list of leaf hashes, by RFC 9162 section 2.1: needed only where a proof is made.
/// The list is read at each call and not copied; it must not change meanwhile. Every method is O(leaves) hashes.
/// Leaves are counted from 0 as in the RFC: the fact at journal position p is leaf p - 1.
/// </summary>
public sealed class MerkleTree(IReadOnlyList<Digest> leaves)
{
    /// <summary>How many leaves the tree has.</summary>
    public int Size => leaves.Count;

    /// <summary>The root over all leaves.</summary>
    public Digest Root => RootOf(0, Size);

    /// <summary>The root that the tree had when it held only its first <paramref name="size"/> leaves.</summary>
    public Digest RootAt(int size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(size, Size);
        return RootOf(0, size);
    }

    /// <summary>The proof that leaf <paramref name="index"/> is in this tree (RFC 9162 section 2.1.3.1).</summary>
    public InclusionProof ProveInclusion(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Size);
        var path = ImmutableArray.CreateBuilder<Digest>();
        Include(index, 0, Size, path);
        return new(index, Size, path.ToImmutable());
    }

    /// <summary>
    /// The proof that this tree extends the one of its first <paramref name="olderSize"/> leaves (RFC 9162 section 2.1.4.1).
    /// The empty tree is extended by every tree; the RFC leaves that case out, and its path here is empty.
    /// </summary>
    public ConsistencyProof ProveConsistency(int olderSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(olderSize);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(olderSize, Size);
        var path = ImmutableArray.CreateBuilder<Digest>();
        if (olderSize > 0) Extend(olderSize, 0, Size, known: true, path);
        return new(olderSize, Size, path.ToImmutable());
    }

    Digest RootOf(int from, int to)
    {
        if (from == to) return MerkleHash.Empty;
        if (to - from == 1) return leaves[from];
        var middle = from + Split(to - from);
        return MerkleHash.OfNode(RootOf(from, middle), RootOf(middle, to));
    }

    void Include(int index, int from, int to, ImmutableArray<Digest>.Builder path)
    {
        if (to - from == 1) return;
        var middle = from + Split(to - from);
        if (index < middle)
        {
            Include(index, from, middle, path);
            path.Add(RootOf(middle, to));
        }
        else
        {
            Include(index, middle, to, path);
            path.Add(RootOf(from, middle));
        }
    }

    // SUBPROOF of the RFC: `known` says that the verifier already holds the root of this very subtree.
    void Extend(int older, int from, int to, bool known, ImmutableArray<Digest>.Builder path)
    {
        if (older == to)
        {
            if (!known) path.Add(RootOf(from, to));
            return;
        }
        var middle = from + Split(to - from);
        if (older <= middle)
        {
            Extend(older, from, middle, known, path);
            path.Add(RootOf(middle, to));
        }
        else
        {
            Extend(older, middle, to, known: false, path);
            path.Add(RootOf(from, middle));
        }
    }

    // The largest power of two below the count: the left subtree is always perfect.
    static int Split(int count) => 1 << BitOperations.Log2((uint)count - 1);
}
