using System.Collections.Immutable;
using System.Globalization;
using CsvHelper;

namespace Headroom.Formats.Tables;

/// <summary>
/// Writes tables as CSV by RFC 4180: commas, lines that end in CR LF, quotes where needed, UTF-8 without a byte order mark. A value that is
/// not there is an empty cell. Words that a spreadsheet would run as a formula (they begin with <c>= + - @</c>, a tab or a line break, and are no
/// number) get an apostrophe in front; so do words that begin with apostrophes before such a character, so that one apostrophe can always be
/// taken away again.
/// </summary>
public static class CsvText
{
    /// <summary>The media type of what this writes.</summary>
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    const char Shield = '\'';
    const string Formulas = "=+-@\t\r\n";

    /// <summary>The table with its header row.</summary>
    public static string Of(CsvTable table) => Of(table.Columns, table.Rows);

    /// <summary>Rows under a header row.</summary>
    public static string Of(ImmutableArray<string> columns, IEnumerable<ImmutableArray<CsvCell>> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, CsvWriterOptions.Default, leaveOpen: true))
        {
            csv.WriteRecord([.. columns]);
            foreach (var row in rows) csv.WriteRecord([.. row.Select(Written)]);
        }
        return text.ToString();
    }

    /// <summary>Words as they were, from a cell as it was read.</summary>
    public static string Plain(string cell) => cell.StartsWith(Shield) && LooksLikeFormula(cell) ? cell[1..] : cell;

    static string? Written(CsvCell cell) => cell is { IsWords: true, Text: { } words } && LooksLikeFormula(words) ? Shield + words : cell.Text;

    static bool LooksLikeFormula(string words)
    {
        var first = words.AsSpan().TrimStart(Shield);
        return first.Length > 0 && Formulas.Contains(first[0], StringComparison.Ordinal)
            && (first.Length < words.Length || !decimal.TryParse(words, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _));
    }
}
