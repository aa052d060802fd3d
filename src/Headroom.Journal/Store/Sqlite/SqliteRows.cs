using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headroom.Journal;

/// <summary>The statements on facts and batches. Each bounds how many rows it gives.</summary>
static class SqliteRows
{
    public static StoredBatch? LastBatch(SqliteConnection connection) =>
        connection.FirstOrDefault("SELECT first, last, CAST(key AS BLOB), root, peaks, seal FROM batches ORDER BY first DESC LIMIT 1", Batch);

    public static long? FirstOfKey(SqliteConnection connection, string key) =>
        connection.FirstOrDefault("SELECT first FROM batches WHERE key=$1", row => (long?)row.GetInt64(0), key);

    /// <summary>One page of entries after a position.</summary>
    public static List<Entry> Entries(SqliteConnection connection, long after, long through) =>
        connection.Rows(
            "SELECT position, bytes, salt, leaf, key FROM facts LEFT JOIN batches ON first=position WHERE position>$1 AND position<=$2 ORDER BY position LIMIT $3",
            row => new StoredFact(row.GetInt64(0), row.Blob(1), row.Blob(2), row.Blob(3)).Entry(row.TextOrNull(4)),
            after, through, Pages.Rows);

    /// <summary>All facts as they lie, from the least position on, even where none should be.</summary>
    public static IEnumerable<StoredFact> Facts(SqliteConnection connection) =>
        Pages.Of(long.MinValue, fact => fact.Position, after => connection.Rows(
            "SELECT position, bytes, salt, leaf FROM facts WHERE position>$1 ORDER BY position LIMIT $2",
            row => new StoredFact(row.GetInt64(0), row.Blob(1), row.Blob(2), row.Blob(3)),
            after, Pages.Rows));

    /// <summary>All batches as they lie.</summary>
    public static IEnumerable<StoredBatch> Batches(SqliteConnection connection) =>
        Pages.Of(long.MinValue, batch => batch.First, after => connection.Rows(
            "SELECT first, last, CAST(key AS BLOB), root, peaks, seal FROM batches WHERE first>$1 ORDER BY first LIMIT $2",
            Batch, after, Pages.Rows));

    /// <summary>What SQLite itself finds wrong with the file; nothing when all is well.</summary>
    public static IEnumerable<string> IntegrityTroubles(SqliteConnection connection) =>
        connection.Rows($"PRAGMA integrity_check({Verification.MostFindings})", row => row.GetString(0)).Where(answer => answer != "ok");

    /// <summary>Takes runs of facts, each with the position of its first.</summary>
    /// <param name="work">Given what takes them; it is gone afterwards.</param>
    public static T Inserting<T>(SqliteConnection connection, Func<Action<Batch.Run, long>, T> work)
    {
        // A close stores a hundred thousand rows: they go to SQLite as they lie in memory, without the parameters and readers that a command makes anew for each.
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, "INSERT INTO facts(position, bytes, salt, leaf) VALUES(?, ?, ?, ?)", out var insert),
            connection.Handle);
        using var statement = insert;
        return work((run, first) =>
        {
            Span<byte> leaf = stackalloc byte[Digest.Length];
            for (var index = 0; index < run.Count; index++)
            {
                run.Leaves[index].CopyTo(leaf);
                raw.sqlite3_bind_int64(insert, 1, first + index);
                raw.sqlite3_bind_blob(insert, 2, run.Bytes(index).Span);
                raw.sqlite3_bind_blob(insert, 3, run.Salt(index).Span);
                raw.sqlite3_bind_blob(insert, 4, leaf);
                raw.sqlite3_step(insert);
                SqliteException.ThrowExceptionForRC(raw.sqlite3_reset(insert), connection.Handle);
            }
        });
    }

    public static void Insert(SqliteConnection connection, string? key, StoredBatch stored) => connection.Run(
        "INSERT INTO batches(first, last, key, root, peaks, seal) VALUES($1, $2, $3, $4, $5, $6)",
        stored.First, stored.Last, key, stored.Root, stored.Peaks, stored.Seal);

    static StoredBatch Batch(SqliteDataReader row) =>
        new(row.GetInt64(0), row.GetInt64(1), row.BlobOrNull(2), row.Blob(3), row.Blob(4), row.Blob(5));
}
