using Npgsql;
using NpgsqlTypes;

namespace Headroom.Journal;

/// <summary>The statements on facts and batches. Each bounds how many rows it gives.</summary>
static class PostgresRows
{
    const int CopyFrom = 64; // facts; smaller batches save the round trips that a COPY needs
    const string BatchColumns = "first, last, convert_to(key, 'UTF8'), root, peaks, seal";

    public static StoredBatch? LastBatch(NpgsqlConnection connection) =>
        connection.FirstOrDefault($"SELECT {BatchColumns} FROM headroom.batches ORDER BY first DESC LIMIT 1", Batch);

    public static long? FirstOfKey(NpgsqlConnection connection, string key) =>
        connection.FirstOrDefault("SELECT first FROM headroom.batches WHERE key=$1", row => (long?)row.GetInt64(0), key);

    /// <summary>One page of entries after a position.</summary>
    public static List<Entry> Entries(NpgsqlConnection connection, long after, long through) =>
        connection.Rows(
            "SELECT position, bytes, salt, leaf, key FROM headroom.facts LEFT JOIN headroom.batches ON first=position WHERE position>$1 AND position<=$2 ORDER BY position LIMIT $3",
            row => new StoredFact(row.GetInt64(0), row.Blob(1), row.Blob(2), row.Blob(3)).Entry(row.TextOrNull(4)),
            after, through, Pages.Rows);

    /// <summary>All facts as they lie.</summary>
    public static IEnumerable<StoredFact> Facts(NpgsqlConnection connection) =>
        Pages.Of(long.MinValue, fact => fact.Position, after => connection.Rows(
            "SELECT position, bytes, salt, leaf FROM headroom.facts WHERE position>$1 ORDER BY position LIMIT $2",
            row => new StoredFact(row.GetInt64(0), row.Blob(1), row.Blob(2), row.Blob(3)),
            after, Pages.Rows));

    /// <summary>All batches as they lie.</summary>
    public static IEnumerable<StoredBatch> Batches(NpgsqlConnection connection) =>
        Pages.Of(long.MinValue, batch => batch.First, after => connection.Rows(
            $"SELECT {BatchColumns} FROM headroom.batches WHERE first>$1 ORDER BY first LIMIT $2",
            Batch, after, Pages.Rows));

    /// <summary>A batch behind the last fact of a tree; its record, or which of its facts may not be stored.</summary>
    public static (StoredBatch? Record, AppendResult.TooLong? Refused) Insert(NpgsqlConnection connection, Batch batch, MerkleFrontier tree, Action<int, int>? told)
    {
        using var rest = new NpgsqlBatch(connection);
        var (stored, refused) = batch.Count >= CopyFrom ? Copy(connection, batch, tree, told)
            : batch.Store(tree, (run, first) => rest.BatchCommands.Add(InsertFacts(run, first)), told);
        if (stored is null) return (null, refused);
        rest.BatchCommands.Add(Command(
            "INSERT INTO headroom.batches(first, last, key, root, peaks, seal) VALUES($1, $2, $3, $4, $5, $6)",
            stored.First, stored.Last, batch.Key, stored.Root, stored.Peaks, stored.Seal));
        // Listeners hear it at the commit: other nodes then read on without waiting for their next poll.
        rest.BatchCommands.Add(Command("SELECT pg_notify('headroom', $1)", $"{stored.Last}"));
        rest.ExecuteNonQuery();
        return (stored, null);
    }

    static NpgsqlBatchCommand InsertFacts(Batch.Run run, long first)
    {
        var all = Enumerable.Range(0, run.Count).ToArray();
        return Command(
            "INSERT INTO headroom.facts(position, bytes, salt, leaf) SELECT * FROM unnest($1, $2, $3, $4)",
            Array.ConvertAll(all, index => first + index),
            Array.ConvertAll(all, index => run.Bytes(index).ToArray()),
            Array.ConvertAll(all, index => run.Salt(index).ToArray()),
            Array.ConvertAll(all, index => run.Leaves[index].ToArray()));
    }

    // A copy that is not completed is none: so when a fact is refused, or cannot be made.
    static (StoredBatch? Record, AppendResult.TooLong? Refused) Copy(NpgsqlConnection connection, Batch batch, MerkleFrontier tree, Action<int, int>? told)
    {
        using var copy = connection.BeginBinaryImport("COPY headroom.facts(position, bytes, salt, leaf) FROM STDIN (FORMAT BINARY)");
        var result = batch.Store(tree, (run, first) =>
        {
            for (var index = 0; index < run.Count; index++)
            {
                copy.StartRow();
                copy.Write(first + index, NpgsqlDbType.Bigint);
                copy.Write(run.Bytes(index), NpgsqlDbType.Bytea);
                copy.Write(run.Salt(index), NpgsqlDbType.Bytea);
                copy.Write(run.Leaves[index].ToArray(), NpgsqlDbType.Bytea);
            }
        }, told);
        if (result.Record is not null) copy.Complete();
        return result;
    }

    static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> arguments)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var argument in arguments) command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value });
        return command;
    }

    static StoredBatch Batch(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.BlobOrNull(2), row.Blob(3), row.Blob(4), row.Blob(5));
}
