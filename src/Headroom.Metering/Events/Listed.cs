namespace Headroom.Metering.Events;

/// <summary>Texts of what was refused at the door, as they are listed.</summary>
static class Listed
{
    const int MostCharacters = 200;

    /// <summary>The field at fault without its place in the batch, which nobody has any more.</summary>
    public static string Field(string path) => path[(path.StartsWith('[') ? path.IndexOf(']') + 1 : 0)..].TrimStart('.') is { Length: > 0 } field ? Text(field) : "event";

    /// <summary>At most 200 characters, none of them a control character or half of one.</summary>
    public static string Text(string text)
    {
        var cut = text.Length <= MostCharacters ? text : text[..(MostCharacters - 3)] + "...";
        return string.Concat(cut.Select(letter => char.IsControl(letter) || char.IsSurrogate(letter) || letter == '\uFFFD' ? '?' : letter));
    }
}
