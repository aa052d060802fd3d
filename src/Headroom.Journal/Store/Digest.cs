using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Headroom.Journal;

/// <summary>
/// A SHA-256 digest: exactly 32 bytes, compared by value. Its written form is 64 lower-case hexadecimal digits.
/// The default value is 32 zero bytes, which is the digest of nothing that is known.
/// </summary>
public readonly record struct Digest
{
    /// <summary>How many bytes a digest has: 32.</summary>
    public const int Length = SHA256.HashSizeInBytes;

    // Four words rather than an array: no allocation a digest, and the record's own equality is the right one.
    readonly ulong _first, _second, _third, _fourth;

    /// <summary>Takes the 32 bytes of a digest as they are; any other length is a caller's bug.</summary>
    public Digest(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length) throw new ArgumentException($"A digest has {Length} bytes, not {bytes.Length}.", nameof(bytes));
        _first = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _second = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _third = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _fourth = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    /// <summary>The SHA-256 of <paramref name="content"/>.</summary>
    public static Digest Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[Length];
        SHA256.HashData(content, hash);
        return new(hash);
    }

    /// <summary>Reads 64 hexadecimal digits of either case; anything else is a <see cref="FormatException"/>.</summary>
    public static Digest Parse(string text) =>
        TryParse(text, out var digest) ? digest : throw new FormatException("A digest is written as 64 hexadecimal digits.");

    /// <summary>Reads 64 hexadecimal digits of either case; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Digest digest)
    {
        digest = default;
        if (text is not { Length: Length * 2 } || !text.All(char.IsAsciiHexDigit)) return false;
        digest = new(Convert.FromHexString(text));
        return true;
    }

    /// <summary>Writes the 32 bytes to the start of <paramref name="destination"/>.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _first);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _second);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _third);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _fourth);
    }

    /// <summary>The 32 bytes in an array of their own.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Length];
        CopyTo(bytes);
        return bytes;
    }

    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
