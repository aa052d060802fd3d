using System.Security.Cryptography;
using System.Text;

namespace Headroom.Journal.Keeping;

/// <summary>
/// A party's display name as an erasable exhibit: 16 random bytes, then the name in UTF-8. The journal keeps only the digest; because of the
/// random bytes nobody can find the name again by trying names against the digest once the content is erased.
/// </summary>
public static class NameExhibit
{
    /// <summary>The media type under which it is stored.</summary>
    public const string MediaType = "application/vnd.headroom.name";

    const int SaltBytes = 16;

    /// <summary>A new exhibit for a name; never the same twice, since its salt must not be known.</summary>
    public static Exhibit Of(string name) => new(MediaType, (byte[])[.. RandomNumberGenerator.GetBytes(SaltBytes), .. Encoding.UTF8.GetBytes(name)]);

    /// <summary>The name, or null when the exhibit was erased or is none of these.</summary>
    public static string? Read(ExhibitContent? exhibit) =>
        exhibit is { MediaType: MediaType, Content: { Length: >= SaltBytes } content } ? Encoding.UTF8.GetString(content.Span[SaltBytes..]) : null;
}
