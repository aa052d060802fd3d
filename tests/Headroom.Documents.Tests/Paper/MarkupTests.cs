using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Documents.Paper;

namespace Headroom.Documents.Tests.Paper;

public sealed class MarkupTests
{
    // Law: whatever stands in a hole, no tag and no end of an attribute comes out, and what can be seen of it is what went in.
    [Fact]
    public void What_is_put_in_a_hole_is_text_and_nothing_else() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text =>
        {
            var inside = Markup.Of($"<p title=\"{text}\">").ToString()["<p title=\"".Length..^"\">".Length];
            return !inside.AsSpan().ContainsAny('<', '>', '"')
                && WebUtility.HtmlDecode(inside).Where(letter => letter != '\uFFFD').SequenceEqual((text ?? "").Where(letter => inside.Length > 0 && !IsReplaced(letter, text!)));
        }).Check(Laws.Seeded);

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("\"><img src=x onerror=y>", "&quot;&gt;&lt;img src=x onerror=y&gt;")]
    [InlineData("Müller & Söhne 東京", "Müller &amp; Söhne 東京")]
    [InlineData("a\u202E001\0b", "a\uFFFD001\uFFFDb")]
    public void A_hostile_name_stays_a_name(string name, string html) => Assert.Equal(html, Markup.Of($"{name}").ToString());

    [Fact]
    public void Markup_is_put_in_as_it_is() => Assert.Equal("<b>a&lt;b</b>", Markup.Of($"<b>{Markup.Of($"a{"<"}b")}</b>").ToString());

    static bool IsReplaced(char letter, string text) =>
        char.IsControl(letter) || letter is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u200E' or '\u200F' or '\uFFFD' || char.IsSurrogate(letter);
}
