using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headroom.Documents.Paper;

/// <summary>
/// One document as a page of its own: style and font stand inside it, there is no script, and its policy lets the browser fetch nothing.
/// Printed, it has numbered pages that repeat the heads of tables.
/// </summary>
/// <param name="Title">What the document is, for the window, for readers aloud and for the PDF's own title.</param>
/// <param name="Foot">What stands at the foot of every printed page.</param>
/// <param name="Body">Everything on it.</param>
/// <param name="Date">The document's date, which its PDF bears instead of the moment of printing.</param>
public sealed record Sheet(string Title, string Foot, Markup Body, NodaTime.LocalDate Date)
{
    /// <summary>The word that is marked across every page, such as Draft, or null.</summary>
    public string? Mark { get; init; }

    static readonly string Rules = Text("paper.css");

    // Two fixed weights: a variable font would reach the PDF as drawings instead of letters.
    static readonly string Fonts = string.Concat(new[] { "400", "600" }.Select(weight =>
        $"@font-face {{ font-family: Paper; font-weight: {weight}; src: url(data:font/woff2;base64,{Convert.ToBase64String(Bytes($"paper-{weight}.woff2"))}) format(\"woff2\") }}\n"));

    /// <summary>The whole page in UTF-8 text.</summary>
    public string Html(PaperSize size)
    {
        var style = Style(size);
        var policy = Policy(style);
        return Markup.Of($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="{policy}">
            <meta name="referrer" content="no-referrer">
            <title>{Title}</title>
            <style>
            """).ToString() + style + Markup.Of($"""
            </style>
            </head>
            <body>
            {(Mark is not null ? Markup.Of($"<p class=\"watermark\" aria-hidden=\"true\">{Mark}</p>") : Markup.None)}
            <main>
            {Body}
            </main>
            </body>
            </html>

            """);
    }

    /// <summary>What a browser may do with the page: use the style and font inside it, and nothing else.</summary>
    public string Policy(PaperSize size) => Policy(Style(size));

    static string Policy(string style) =>
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)))}'; font-src data:; base-uri 'none'; form-action 'none'";

    string Style(PaperSize size) => $$"""

        @page { size: {{size}}; @bottom-left { content: "{{Quoted(Foot)}}" } }
        {{Fonts}}{{Rules}}
        """.ReplaceLineEndings("\n");

    // In a string of CSS whatever is no plain letter, digit or space is written by its code point.
    static string Quoted(string text) => string.Concat(text.EnumerateRunes().Select(rune =>
        rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || rune.Value is ' ' or '-' or '.')
            ? rune.ToString() : $"\\{rune.Value.ToString("x", CultureInfo.InvariantCulture)} "));

    static string Text(string name) => Encoding.UTF8.GetString(Bytes(name));

    static byte[] Bytes(string name)
    {
        using var stream = typeof(Sheet).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
