using System.Text.RegularExpressions;

namespace Headroom.Core.Units;

/// <summary>
/// An opaque id chosen at creation and never reused: of a party, site, pool, contract, workload or actor.
/// 1 to 64 of a-z, 0-9 and hyphen, starting with a letter or digit. Names of people and companies never stand here: they are erasable exhibits.
/// </summary>
public readonly partial record struct Slug : IComparable<Slug>
{
    readonly string? _text;

    Slug(string text) => _text = text;

    public static Slug? TryParse(string? text) => text is not null && Pattern().IsMatch(text) ? new Slug(text) : null;

    /// <exception cref="ArgumentException">The text is not an id; input is checked by <see cref="TryParse"/> instead.</exception>
    public static Slug Of(string text) => TryParse(text) ?? throw new ArgumentException($"'{text}' is not an id ({Rule}).", nameof(text));

    /// <summary>What is right, for messages.</summary>
    public const string Rule = "1 to 64 of a-z, 0-9 and '-', starting with a letter or digit";

    public int CompareTo(Slug other) => string.CompareOrdinal(_text, other._text);

    public override string ToString() => _text ?? "";

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,63}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
