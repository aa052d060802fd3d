using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Headroom.Journal;

/// <summary>
/// The digests over those stored columns that the tree itself does not cover: a batch's bounds and key, an exhibit's
/// media type and size. They find damage and mistakes; against a forger the witnesses' roots stand, not these.
/// </summary>
static class Seal
{
    /// <summary>Over a batch: its first and last position, its key as UTF-8 (null: none) and the root at its end.</summary>
    public static Digest OfBatch(long first, long last, byte[]? key, ReadOnlySpan<byte> root)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("headroom batch 1\n"u8);
        AppendNumber(hash, first);
        AppendNumber(hash, last);
        AppendNumber(hash, root.Length);
        hash.AppendData(root);
        AppendNumber(hash, key?.Length ?? -1);
        hash.AppendData(key ?? []);
        return new(hash.GetHashAndReset());
    }

    /// <summary>Over an exhibit: its digest, its size and its media type as UTF-8.</summary>
    public static Digest OfExhibit(ReadOnlySpan<byte> digest, long size, ReadOnlySpan<byte> mediaType)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData("headroom exhibit 1\n"u8);
        AppendNumber(hash, digest.Length);
        hash.AppendData(digest);
        AppendNumber(hash, size);
        hash.AppendData(mediaType);
        return new(hash.GetHashAndReset());
    }

    static void AppendNumber(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }
}
