namespace Headroom.Journal;

/// <summary>
/// A piece of content too big for a fact (a history, a forecast, a document): kept under its digest, written before
/// the fact that names it. At most 256 MiB.
/// </summary>
/// <param name="MediaType">What the bytes are, such as <c>text/csv</c>; 1 to 200 characters.</param>
/// <param name="Content">The bytes; they must not change while the exhibit is in use.</param>
public sealed record Exhibit(string MediaType, ReadOnlyMemory<byte> Content)
{
    /// <summary>The content's address: the SHA-256 of the content alone, without the media type.</summary>
    public Digest Digest { get; } = Digest.Of(Content.Span);
}
