using System.Collections.Immutable;
using CsvHelper;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Formats.Tables;
using Headroom.Tests;

namespace Headroom.Formats.Tests.Tables;

public sealed class CsvTextTests
{
    [Fact]
    public void Any_words_come_back_as_they_were()
    {
        Prop.ForAll(Words().ToArbitrary(), words => Back(CsvText.Of(["a", "b"], [[CsvCell.Words(words), CsvCell.Of("1")]])) == words).Check(Laws.Seeded);

        static string Back(string csv) => CsvText.Plain(Read(csv)[1][0]);
    }

    [Fact]
    public void No_cell_of_words_starts_as_a_formula_unless_it_is_a_number() =>
        Prop.ForAll(Words().ToArbitrary(), words =>
        {
            var cell = Read(CsvText.Of(["a", "b"], [[CsvCell.Words(words), CsvCell.Of("1")]]))[1][0];
            return cell.Length == 0 || !"=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal)
                || decimal.TryParse(cell, System.Globalization.CultureInfo.InvariantCulture, out _);
        }).Check(Laws.Seeded);

    [Fact]
    public void The_file_is_that_of_RFC_4180() => Assert.Equal(
        "name,amount,note\r\n\"A \"\"B\"\", C\",-1.50,\r\n'=1+1,2,\"two\nlines\"\r\n'@x,,\r\n",
        CsvText.Of(["name", "amount", "note"],
        [
            [CsvCell.Words("A \"B\", C"), CsvCell.Of("-1.50"), CsvCell.None], [CsvCell.Words("=1+1"), CsvCell.Of("2"), CsvCell.Words("two\nlines")],
            [CsvCell.Words("@x"), CsvCell.None, CsvCell.None],
        ]));

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("-5.25", "-5.25")]
    [InlineData("-5+A1", "'-5+A1")]
    [InlineData("'=A1", "''=A1")]
    [InlineData("O'Neil", "O'Neil")]
    [InlineData("'quoted'", "'quoted'")]
    public void Numbers_stay_numbers_and_one_apostrophe_can_be_taken_away(string words, string cell)
    {
        Assert.Equal(cell, Read(CsvText.Of(["a"], [[CsvCell.Words(words)]]))[1][0]);
        Assert.Equal(words, CsvText.Plain(cell));
    }

    static Gen<string> Words() => Gen.Elements("=", "+", "-", "@", "'", "\t", "\r", "\n", "\"", ",", "a", "1", ".", " ", "é", "1.5").ListOf().Select(string.Concat);

    static List<string[]> Read(string csv)
    {
        using var reader = CsvReader.Create(new StringReader(csv), CsvReaderOptions.Default with { HasHeader = false }, leaveOpen: false);
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}
