using System.Data.Common;

namespace Headroom.Journal.Tests.Store;

/// <summary>One bit of one byte of one stored value changed, behind the journal's back.</summary>
sealed record Tampering(string Table, string Identity, object Row, string Column, object? Before, object? After)
{
    /// <summary>Every byte of every value of every row of every table of the book.</summary>
    public static IReadOnlyList<Tampering> AllOf(TestBook book, DbConnection raw) =>
    [
        .. from table in book.Columns
           from column in table.Columns
           from value in Values(raw, book.Schema + table.Table, table.Identity, column)
           from changed in Changes(value.Value, column)
           select new Tampering(book.Schema + table.Table, table.Identity, value.Row, column, value.Value, changed),
    ];

    public void Apply(DbConnection raw) => Set(raw, Row, After);

    public void Revert(DbConnection raw) => Set(raw, Column == Identity ? After! : Row, Before);

    void Set(DbConnection raw, object row, object? value)
    {
        using var command = Command(raw, $"UPDATE {Table} SET {Column}=$1 WHERE {Identity}=$2", value, row);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    static List<(object Row, object? Value)> Values(DbConnection raw, string table, string identity, string column)
    {
        using var command = Command(raw, $"SELECT {identity}, {column} FROM {table} ORDER BY 1");
        using var reader = command.ExecuteReader();
        var values = new List<(object, object?)>();
        while (reader.Read()) values.Add((reader.GetValue(0), reader.IsDBNull(1) ? null : reader.GetValue(1)));
        return values;
    }

    // Numbers get bit 6 of each byte turned and not bit 0: the neighbour of a position is another row's.
    static IEnumerable<object> Changes(object? value, string column) => value switch
    {
        long number => Enumerable.Range(0, 8).Select(at => (object)(number ^ (0x40L << (8 * at)))),
        int number => Enumerable.Range(0, 4).Select(at => (object)(number ^ (0x40 << (8 * at)))),
        byte[] bytes =>
            from at in Enumerable.Range(0, bytes.Length)
            from bit in new[] { 0x01, 0x80 }
            select (object)bytes.Select((one, index) => index == at ? (byte)(one ^ bit) : one).ToArray(),
        string text => Enumerable.Range(0, text.Length).Select(at => (object)string.Concat(text.Select((one, index) => index == at ? (char)(one ^ 1) : one))),
        bool mark => [!mark],
        null => [column == "content" ? new byte[] { 0 } : "k"],
        _ => throw new InvalidOperationException($"a value of type {value.GetType()}"),
    };

    static DbCommand Command(DbConnection raw, string sql, params object?[] arguments)
    {
        var command = raw.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < arguments.Length; index++)
        {
            var parameter = command.CreateParameter();
            if (raw is Microsoft.Data.Sqlite.SqliteConnection) parameter.ParameterName = $"${index + 1}";
            parameter.Value = arguments[index] ?? DBNull.Value;
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
