namespace Headroom.Journal;

/// <summary>What the journal holds under a digest.</summary>
/// <param name="Digest">The address: the SHA-256 of the content.</param>
/// <param name="MediaType">What the bytes are, as said when they were first put.</param>
/// <param name="Size">How many bytes the content has, or had before it was erased.</param>
/// <param name="Content">The bytes; null after they were erased.</param>
public sealed record ExhibitContent(Digest Digest, string MediaType, long Size, ReadOnlyMemory<byte>? Content)
{
    /// <summary>Whether the content was erased: that it once was there, and its digest, remain.</summary>
    public bool Erased => Content is null;
}
