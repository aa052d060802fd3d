using System.Security.Cryptography;

namespace Headroom.Journal.Keeping;

/// <summary>
/// What is personal, as an exhibit that may be erased: 16 random bytes, then the content. The journal keeps only the digest; because of the
/// random bytes nobody can find the content again by trying likely ones against the digest once it is erased.
/// </summary>
public static class ErasableExhibit
{
    const int SaltBytes = 16;

    /// <summary>Whether exhibits of this media type may be erased: no figure rests on them.</summary>
    public static bool Is(string mediaType) => mediaType is NameExhibit.MediaType or DetailsExhibit.MediaType;

    /// <summary>A new exhibit; never the same twice, since its salt must not be known.</summary>
    internal static Exhibit Of(string mediaType, ReadOnlySpan<byte> content) => new(mediaType, (byte[])[.. RandomNumberGenerator.GetBytes(SaltBytes), .. content]);

    /// <summary>The content, or null when the exhibit was erased or is of another kind.</summary>
    internal static ReadOnlyMemory<byte>? Read(string mediaType, ExhibitContent? exhibit) =>
        exhibit is { Content: { Length: >= SaltBytes } content } && exhibit.MediaType == mediaType ? content[SaltBytes..] : default(ReadOnlyMemory<byte>?);
}
