using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Headroom.Formats.Tables;

/// <summary>
/// The columns that every row of a table has, for tables in which these are always the same: a program that reads the file finds them also where the table is empty. What only
/// some rows have, and tables whose columns follow from what is in them, are not told here.
/// </summary>
public static class FixedColumns
{
    /// <summary>A line a table: its name, after the word of its report where another report has a table of that name; a colon; the columns.</summary>
    const string Resource = "columns.txt";

    static readonly FrozenDictionary<string, ImmutableArray<string>> Known = Read().ToFrozenDictionary(table => table.Name, table => table.Columns);

    /// <summary>The columns of a table; empty where they are not known.</summary>
    /// <param name="report">What the report is of, such as <c>invoices</c>: the word of the command, or of the address.</param>
    public static ImmutableArray<string> Of(string report, string table) =>
        Known.TryGetValue($"{Word(report)} {table}", out var columns) || Known.TryGetValue(table, out columns) ? columns : [];

    /// <summary>The names of the tables that the rows of one hold.</summary>
    internal static IEnumerable<string> Under(string table) =>
        Known.Keys.Where(name => name.StartsWith(table + ".", StringComparison.Ordinal) && name.LastIndexOf('.') == table.Length).Order(StringComparer.Ordinal);

    // The command says "invoice" where the address says "invoices".
    static string Word(string report) => report.Replace("-", "", StringComparison.Ordinal).TrimEnd('s');

    static IEnumerable<(string Name, ImmutableArray<string> Columns)> Read()
    {
        using var lines = new StreamReader(typeof(FixedColumns).Assembly.GetManifestResourceStream(Resource)!);
        while (lines.ReadLine() is { } line)
            yield return (line[..line.IndexOf(':', StringComparison.Ordinal)], [.. line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..].Split(',')]);
    }
}
