namespace Headroom.Journal;

/// <summary>One fact as it is stored. Two entries are equal when all their stored bytes are.</summary>
/// <param name="Position">The fact's number, from 1 without gaps.</param>
/// <param name="Bytes">What was said, at most 64 KiB; never changed and never written anew.</param>
/// <param name="Salt">16 random bytes drawn when the fact was appended; part of the leaf.</param>
/// <param name="Leaf">The fact's leaf in the tree, <c>SHA-256(0x00 || salt || bytes)</c>, as the store holds it.</param>
/// <param name="Key">The idempotency key of the batch, on its first entry only; null elsewhere.</param>
public sealed record Entry(long Position, ReadOnlyMemory<byte> Bytes, ReadOnlyMemory<byte> Salt, Digest Leaf, string? Key)
{
    // The equality that records make compares where the bytes lie, not what they are.
    public bool Equals(Entry? other) =>
        other is not null && Position == other.Position && Leaf == other.Leaf && Key == other.Key
        && Salt.Span.SequenceEqual(other.Salt.Span) && Bytes.Span.SequenceEqual(other.Bytes.Span);

    public override int GetHashCode() => HashCode.Combine(Position, Leaf);
}
