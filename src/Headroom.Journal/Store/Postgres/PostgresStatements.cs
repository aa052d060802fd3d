using Npgsql;

namespace Headroom.Journal;

/// <summary>Short forms for statements: arguments are $1, $2 and so on, in order.</summary>
static class PostgresStatements
{
    public static NpgsqlCommand Command(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> arguments)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var argument in arguments) command.Parameters.Add(new() { Value = argument ?? DBNull.Value });
        return command;
    }

    public static int Run(this NpgsqlConnection connection, string sql, params ReadOnlySpan<object?> arguments)
    {
        using var command = connection.Command(sql, arguments);
        return command.ExecuteNonQuery();
    }

    /// <summary>All rows; the caller's statement bounds how many there are.</summary>
    public static List<T> Rows<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        using var command = connection.Command(sql, arguments);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }

    public static T? FirstOrDefault<T>(this NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> row, params ReadOnlySpan<object?> arguments)
    {
        var rows = connection.Rows(sql, row, arguments);
        return rows.Count == 0 ? default : rows[0];
    }

    public static byte[] Blob(this NpgsqlDataReader reader, int column) => reader.GetFieldValue<byte[]>(column);
    public static byte[]? BlobOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
    public static string? TextOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
