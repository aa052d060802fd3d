using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Headroom.Journal;

/// <summary>The statements on exhibits.</summary>
static class SqliteExhibits
{
    public static bool Put(SqliteConnection connection, Exhibit exhibit)
    {
        var digest = exhibit.Digest.ToArray();
        var content = exhibit.Content.ToArray();
        var seal = Seal.OfExhibit(digest, content.Length, Encoding.UTF8.GetBytes(exhibit.MediaType)).ToArray();
        return connection.Run(
            """
            INSERT INTO exhibits(digest, media_type, size, erased, seal, content) VALUES($1, $2, $3, 0, $4, $5)
            ON CONFLICT(digest) DO UPDATE SET erased=0, content=excluded.content WHERE erased<>0
            """,
            digest, exhibit.MediaType, content.Length, seal, content) > 0;
    }

    public static ExhibitContent? Get(SqliteConnection connection, Digest digest) =>
        connection.FirstOrDefault(
            "SELECT media_type, size, content FROM exhibits WHERE digest=$1",
            row => new ExhibitContent(digest, row.GetString(0), row.GetInt64(1),
                row.BlobOrNull(2) is { } content ? new ReadOnlyMemory<byte>(content) : default(ReadOnlyMemory<byte>?)),
            digest.ToArray());

    public static bool Erase(SqliteConnection connection, Digest digest)
    {
        var erased = connection.Run("UPDATE exhibits SET content=NULL, erased=1 WHERE digest=$1 AND erased=0", digest.ToArray()) > 0;
        // The content may still lie in the write-ahead log; a checkpoint empties it. It gives way to readers at work,
        // and then the log is emptied by a later checkpoint.
        if (erased) connection.Run("PRAGMA wal_checkpoint(TRUNCATE)");
        return erased;
    }

    /// <summary>All exhibits as they lie, each content hashed as a stream of bounded memory.</summary>
    public static IEnumerable<StoredExhibit> All(SqliteConnection connection) =>
        Pages.Of(long.MinValue, row => row.Place, after => connection.Rows(
            "SELECT rowid, digest, CAST(media_type AS BLOB), size, erased, seal, typeof(content)='blob' FROM exhibits WHERE rowid>$1 ORDER BY rowid LIMIT $2",
            row => (Place: row.GetInt64(0), Exhibit: Exhibit(connection, row)),
            after, Pages.Rows)).Select(row => row.Exhibit);

    static StoredExhibit Exhibit(SqliteConnection connection, SqliteDataReader row) =>
        new(row.Blob(1), row.Blob(2), row.GetInt64(3), row.GetInt64(4), row.Blob(5), row.GetBoolean(6) ? Hash(connection, row.GetInt64(0)) : null);

    static (Digest, long) Hash(SqliteConnection connection, long number)
    {
        using var content = new SqliteBlob(connection, "exhibits", "content", number, readOnly: true);
        Span<byte> digest = stackalloc byte[Digest.Length];
        SHA256.HashData(content, digest);
        return (new(digest), content.Length);
    }
}
