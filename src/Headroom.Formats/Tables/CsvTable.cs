using System.Collections.Immutable;

namespace Headroom.Formats.Tables;

/// <summary>A table as it goes into a CSV file: one header row, then rows of as many cells.</summary>
/// <param name="Name">Names it among the tables of one report.</param>
/// <param name="Columns">At least one, each once.</param>
public sealed record CsvTable(string Name, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<CsvCell>> Rows);

/// <summary>One value of a table.</summary>
/// <param name="Text">The value as it stands in the file, or null where there is none.</param>
/// <param name="IsWords">Whether somebody chose the words: then it could look like a formula to a spreadsheet. Numbers, dates and codes are not words.</param>
public readonly record struct CsvCell(string? Text, bool IsWords)
{
    public static readonly CsvCell None;

    /// <summary>A figure, a date, or a code of this product.</summary>
    public static CsvCell Of(string? value) => new(value, false);

    /// <summary>Words that came from outside.</summary>
    public static CsvCell Words(string? value) => new(value, true);
}
