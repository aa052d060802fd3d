using Microsoft.Data.Sqlite;

namespace Headroom.Journal;

/// <summary>Short forms for statements: arguments are $1, $2 and so on, in order.</summary>
static class SqliteStatements
{
    public static SqliteCommand Command(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> arguments)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var index = 0; index < arguments.Length; index++) command.Parameters.AddWithValue($"${index + 1}", arguments[index] ?? DBNull.Value);
        return command;
    }

    public static int Run(this SqliteConnection connection, string sql, params ReadOnlySpan<object?> arguments)
    {
        using var command = connection.Command(sql, arguments);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows; the caller's statement bounds how many there are.</summary>
    public static List<T> Rows<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        using var command = connection.Command(sql, arguments);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public static T? FirstOrDefault<T>(this SqliteConnection connection, string sql, Func<SqliteDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        var rows = connection.Rows(sql, row, arguments);
        return rows.Count == 0 ? default : rows[0];
    }

    public static byte[] Blob(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? [] : reader.GetFieldValue<byte[]>(column);
    public static byte[]? BlobOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    public static string? TextOrNull(this SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
