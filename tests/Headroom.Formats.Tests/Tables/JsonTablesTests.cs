using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Formats.Tables;
using Headroom.Tests;

namespace Headroom.Formats.Tests.Tables;

public sealed class JsonTablesTests
{
    [Fact]
    public void Every_value_of_a_report_stands_once_among_the_own_columns_of_its_tables() =>
        Prop.ForAll(Report(3).ToArbitrary(), json =>
        {
            var report = JsonDocument.Parse(json).RootElement;
            var tables = JsonTables.Of(report);
            return Leaves(report).Order(StringComparer.Ordinal).SequenceEqual(tables.SelectMany(table => Own(table, tables)).Order(StringComparer.Ordinal));
        }).Check(Laws.Seeded);

    [Fact]
    public void A_list_is_a_table_and_its_rows_say_what_they_stand_under()
    {
        var tables = JsonTables.Of(JsonDocument.Parse("""
            { "at": "2026-06-30", "invoices": [ { "number": "I-1", "age": { "days": 3 }, "lines": [ { "charge": "fee", "amount": 1.50 }, { "charge": "tax", "amount": -2 } ] },
                                                { "number": "I-2", "note": null, "lines": [] } ] }
            """).RootElement);

        Assert.Equal(["invoices", "invoices.lines", "report"], tables.Select(table => table.Name));
        Assert.Equal(["number", "age.days", "note", "report.at"], tables[0].Columns);
        Assert.Equal(["I-2", null, null, "2026-06-30"], tables[0].Rows[1].Select(cell => cell.Text));
        Assert.Equal(["invoices.number", "charge", "amount", "report.at"], tables[1].Columns.Where(column => column != "invoices.note"));
        Assert.Equal(["I-1", "fee", "1.50", "2026-06-30"], tables[1].Rows[0].Select(cell => cell.Text).OfType<string>());
        Assert.Equal([["2026-06-30"]], tables[2].Rows.Select(row => row.Select(cell => cell.Text)));
    }

    [Fact]
    public void An_empty_list_still_has_a_header_row()
    {
        Assert.Equal("months\r\n", CsvText.Of(JsonTables.Of(JsonDocument.Parse("""{ "months": [] }""").RootElement)[0]));
        Assert.Equal("report.next\r\n", CsvText.Of(JsonTables.Of(JsonDocument.Parse("""{ "months": [], "next": null }""").RootElement)[0]));
        Assert.Equal("value\r\n2026-05\r\n", CsvText.Of(JsonTables.Of(JsonDocument.Parse("""{ "closed": ["2026-05"] }""").RootElement)[0]));
    }

    /// <summary>The values of the columns that are not those of what a row stands under.</summary>
    static IEnumerable<string> Own(CsvTable table, IEnumerable<CsvTable> tables)
    {
        var above = tables.Select(other => other.Name + ".").Where(name => table.Name.StartsWith(name, StringComparison.Ordinal)).Append("report.").ToList();
        return table.Rows.SelectMany(row =>
            row.Where((_, i) => !above.Any(prefix => table.Columns[i].StartsWith(prefix, StringComparison.Ordinal))).Select(cell => cell.Text).OfType<string>());
    }

    static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Leaves(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Null => [],
        _ => [value.ToString()],
    };

    static Gen<string> Report(int depth)
    {
        var plain = Gen.OneOf(Gen.Choose(-99, 99).Select(number => $"{number}"), Gen.Elements("\"a\"", "\"=b\"", "\"2026-05-31\"", "null", "1.50"));
        return depth == 0 ? Map(plain, plain, plain) : Map(plain, Report(depth - 1), Report(depth - 1).ListOf().Select(items => $"[{string.Join(',', items.Take(4))}]"));

        static Gen<string> Map(Gen<string> plain, Gen<string> map, Gen<string> list) =>
            from a in plain
            from b in plain
            from c in map
            from d in list
            select $$"""{ "at": {{a}}, "inner": {{c}}, "items": {{d}}, "what": {{b}} }""";
    }
}
