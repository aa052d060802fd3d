using System.Collections.Immutable;
using System.Numerics;

namespace Headroom.Journal;

/// <summary>
/// All that must be remembered of a tree to append to it and to know its root: the roots of its perfect subtrees,
/// widest first, one for every 1 bit of the size (a compact range; at most 63 digests, 2 KB). Immutable.
/// Law: the root equals the recursive definition of RFC 9162 section 2.1.1 over the same leaves, at every size.
/// </summary>
public sealed class MerkleFrontier
{
    /// <summary>The tree without leaves.</summary>
    public static readonly MerkleFrontier Empty = new(0, []);

    readonly ImmutableArray<Digest> _peaks;

    MerkleFrontier(long size, ImmutableArray<Digest> peaks) => (Size, _peaks) = (size, peaks);

    /// <summary>How many leaves the tree has.</summary>
    public long Size { get; }

    /// <summary>The root of the tree. O(log size) hashes, computed at each call.</summary>
    public Digest Root
    {
        get
        {
            if (_peaks.IsEmpty) return MerkleHash.Empty;
            var root = _peaks[^1];
            for (var peak = _peaks.Length - 2; peak >= 0; peak--) root = MerkleHash.OfNode(_peaks[peak], root);
            return root;
        }
    }

    /// <summary>The tree with one more leaf.</summary>
    public MerkleFrontier Append(Digest leaf) => Append([leaf]);

    /// <summary>The tree with more leaves, in their order. Amortised one node hash a leaf.</summary>
    public MerkleFrontier Append(ReadOnlySpan<Digest> leaves)
    {
        var peaks = _peaks.ToBuilder();
        var size = Size;
        foreach (var leaf in leaves)
        {
            // Like adding one in binary: each trailing 1 bit is a subtree that the new one completes.
            var node = leaf;
            for (var carry = size; (carry & 1) == 1; carry >>= 1)
            {
                node = MerkleHash.OfNode(peaks[^1], node);
                peaks.RemoveAt(peaks.Count - 1);
            }
            peaks.Add(node);
            size++;
        }
        return new(size, peaks.ToImmutable());
    }

    /// <summary>The peaks one after the other, 32 bytes each, widest first: the form in which they are stored.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[_peaks.Length * Digest.Length];
        for (var peak = 0; peak < _peaks.Length; peak++) _peaks[peak].CopyTo(bytes.AsSpan(peak * Digest.Length));
        return bytes;
    }

    /// <summary>Reads what <see cref="ToArray"/> wrote; null when the bytes cannot be the peaks of a tree of that size.</summary>
    public static MerkleFrontier? TryRead(long size, ReadOnlySpan<byte> bytes)
    {
        if (size < 0 || bytes.Length != BitOperations.PopCount((ulong)size) * Digest.Length) return null;
        var peaks = ImmutableArray.CreateBuilder<Digest>();
        for (; !bytes.IsEmpty; bytes = bytes[Digest.Length..]) peaks.Add(new(bytes[..Digest.Length]));
        return new(size, peaks.ToImmutable());
    }
}
