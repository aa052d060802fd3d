using System.Text;

namespace Headroom.Journal.Keeping;

/// <summary>A party's display name as an erasable exhibit, in UTF-8.</summary>
public static class NameExhibit
{
    /// <summary>The media type under which it is stored.</summary>
    public const string MediaType = "application/vnd.headroom.name";

    /// <summary>A new exhibit for a name.</summary>
    public static Exhibit Of(string name) => ErasableExhibit.Of(MediaType, Encoding.UTF8.GetBytes(name));

    /// <summary>The name, or null when the exhibit was erased or is none of these.</summary>
    public static string? Read(ExhibitContent? exhibit) => ErasableExhibit.Read(MediaType, exhibit) is { } name ? Encoding.UTF8.GetString(name.Span) : null;
}
