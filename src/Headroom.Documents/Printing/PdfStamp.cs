using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;

namespace Headroom.Documents.Printing;

/// <summary>
/// Takes out of a PDF what depends on when and where in the browser it was printed: its two dates become the document's, and the ids of
/// tagged cells are numbered from one. Everything is replaced by as many bytes, so that the table of offsets still holds. The same document
/// then gives the same bytes under the same version of Chromium and with the same fonts.
/// </summary>
static partial class PdfStamp
{
    public static byte[] Of(byte[] pdf, LocalDate date)
    {
        // Latin-1 takes every byte to one character and back.
        var text = Encoding.Latin1.GetString(pdf);
        var stamp = date.ToString("uuuuMMdd", CultureInfo.InvariantCulture) + "000000";
        text = Dates().Replace(text, dated => $"{dated.Groups[1].Value}{stamp}{dated.Groups[2].Value}");
        // By rank and not by appearance: the ids also stand in a tree that is sorted by them.
        var ranks = Ids().Matches(text).Select(id => id.Value).Distinct().Order(StringComparer.Ordinal).Select((id, i) => (id, i)).ToDictionary(id => id.id, id => id.i + 1);
        text = Ids().Replace(text, id => $"(node{ranks[id.Value].ToString("D8", CultureInfo.InvariantCulture)})");
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex(@"(/(?:CreationDate|ModDate) \(D:)\d{14}([^)]*\))")]
    private static partial Regex Dates();

    [GeneratedRegex(@"\(node\d{8}\)")]
    private static partial Regex Ids();
}
