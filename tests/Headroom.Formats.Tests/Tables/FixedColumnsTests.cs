using System.Text.Json;
using Headroom.Formats.Tables;

namespace Headroom.Formats.Tests.Tables;

public sealed class FixedColumnsTests
{
    static IEnumerable<CsvTable> Tables(string json, string of) => JsonTables.Of(JsonDocument.Parse(json).RootElement, of);

    [Fact]
    public void A_table_without_rows_has_its_columns_and_so_have_the_tables_under_it()
    {
        var tables = Tables("""{ "at": "2026-06-30", "statements": [] }""", "statement").ToList();

        Assert.Equal(["statements", "statements.lines", "report"], tables.Select(table => table.Name));
        Assert.StartsWith("customer,currency,at,balance,unapplied,ageing.not-due,", CsvText.Of(tables[0]));
        Assert.EndsWith(",report.at\r\n", CsvText.Of(tables[0]));
        Assert.Equal(
            "statements.customer,statements.currency,statements.at,statements.balance,statements.unapplied,date,text,amount,balance,report.at\r\n", CsvText.Of(tables[1]));
    }

    [Fact]
    public void Tables_of_one_name_are_told_apart_by_the_report_as_commands_and_addresses_call_it()
    {
        Assert.Equal("currency,stated,enforceable\r\n", CsvText.Of(Tables("""{ "totals": [] }""", "backlog").First()));
        Assert.Equal(FixedColumns.Of("balances", "totals"), FixedColumns.Of("balance", "totals"));
        Assert.NotEqual(FixedColumns.Of("balances", "totals"), FixedColumns.Of("backlog", "totals"));
        Assert.Equal(FixedColumns.Of("roll-forward", "contracts"), FixedColumns.Of("rollforward", "contracts"));
    }

    [Fact]
    public void A_table_of_which_nothing_is_told_has_its_name_alone() => Assert.Equal("nothing\r\n", CsvText.Of(Tables("""{ "nothing": [] }""", "agenda").First()));
}
