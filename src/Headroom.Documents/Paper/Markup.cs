using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Headroom.Documents.Paper;

/// <summary>
/// A piece of HTML. It comes from literal text of this program alone: whatever is put into the holes of an interpolated string is escaped
/// unless it is markup already, so that no name, reason or reference of a user can become a tag.
/// </summary>
public readonly record struct Markup
{
    readonly string? _html;

    Markup(string html) => _html = html;

    /// <summary>No text at all.</summary>
    public static Markup None => default;

    /// <summary>The pieces one after another.</summary>
    public static Markup Join(IEnumerable<Markup> pieces) => new(string.Concat(pieces));

    /// <summary>An interpolated string whose holes are escaped.</summary>
    public static Markup Of(Writer html) => new(html.Done());

    /// <summary>The HTML itself.</summary>
    public override string ToString() => _html ?? "";

    /// <summary>What the compiler turns the interpolated string of <see cref="Of"/> into.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Writer(int literals, int holes)
    {
        // Letters of every script stay readable; what HTML gives a meaning to is escaped.
        static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

        readonly StringBuilder _html = new(literals + 16 * holes);

        public void AppendLiteral(string html) => _html.Append(html);
        public void AppendFormatted(Markup html) => _html.Append(html);
        public void AppendFormatted(IEnumerable<Markup> pieces) => _html.AppendJoin("", pieces);
        public void AppendFormatted(string? text) => _html.Append(Encoder.Encode(Visible(text ?? "")));

        internal string Done() => _html.ToString();

        // A control character has no place on paper, and one that turns the direction of writing could make 100 look like 001.
        static string Visible(string text) =>
            string.Concat(text.Select(letter =>
                char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' ? '\uFFFD' : letter));
    }
}
