using System.Buffers;
using System.Security.Cryptography;

namespace Headroom.Journal;

/// <summary>
/// The two hashes of the tree, by RFC 9162 section 2.1.1. The leading byte keeps leaves and nodes apart, so that
/// nobody can pass an inner node off as a fact.
/// </summary>
public static class MerkleHash
{
    const byte LeafMark = 0;
    const byte NodeMark = 1;
    const int OnStack = 1024; // bytes; longer leaves are put together in a rented buffer

    /// <summary>The root of the tree without leaves: SHA-256 of nothing.</summary>
    public static readonly Digest Empty = Digest.Of([]);

    /// <summary>The hash of a leaf of the plain RFC tree: <c>SHA-256(0x00 || data)</c>.</summary>
    public static Digest OfLeaf(ReadOnlySpan<byte> data) => OfLeaf([], data);

    /// <summary>
    /// The hash of a fact: <c>SHA-256(0x00 || salt || bytes)</c>. The salt is what stops an outsider who holds a proof
    /// from guessing a short fact; the journal's salts are always 16 bytes, so the split is never ambiguous.
    /// </summary>
    public static Digest OfLeaf(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> bytes)
    {
        var length = 1 + salt.Length + bytes.Length;
        var rented = length > OnStack ? ArrayPool<byte>.Shared.Rent(length) : null;
        var leaf = rented is null ? stackalloc byte[OnStack] : rented;
        leaf[0] = LeafMark;
        salt.CopyTo(leaf[1..]);
        bytes.CopyTo(leaf[(1 + salt.Length)..]);
        var digest = Digest.Of(leaf[..length]);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return digest;
    }

    /// <summary>The hash of an inner node: <c>SHA-256(0x01 || left || right)</c>.</summary>
    public static Digest OfNode(Digest left, Digest right)
    {
        Span<byte> node = stackalloc byte[1 + 2 * SHA256.HashSizeInBytes];
        node[0] = NodeMark;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + Digest.Length)..]);
        return Digest.Of(node);
    }
}
