using Microsoft.Data.Sqlite;

namespace Headroom.Journal;

/// <summary>
/// The tables of a journal file. Its header bears our mark and the version, so that a stranger's database is never
/// taken for a journal, nor a newer journal for one we understand.
/// </summary>
static class SqliteSchema
{
    /// <summary>The version that this program writes and reads.</summary>
    public const long Version = 1;

    const long Mark = 0x48_44_52_4D; // "HDRM", in the header field that SQLite keeps for this

    // The checks on types are there for Verify: SQLite's own integrity check then finds a value of another type.
    const string Tables = """
        CREATE TABLE facts(
          position INTEGER PRIMARY KEY,
          bytes BLOB NOT NULL CHECK(typeof(bytes)='blob'),
          salt BLOB NOT NULL CHECK(typeof(salt)='blob'),
          leaf BLOB NOT NULL CHECK(typeof(leaf)='blob'));
        CREATE TABLE batches(
          first INTEGER PRIMARY KEY,
          last INTEGER NOT NULL CHECK(typeof(last)='integer'),
          key TEXT UNIQUE CHECK(typeof(key) IN ('text','null')),
          root BLOB NOT NULL CHECK(typeof(root)='blob'),
          peaks BLOB NOT NULL CHECK(typeof(peaks)='blob'),
          seal BLOB NOT NULL CHECK(typeof(seal)='blob'));
        CREATE TABLE exhibits(
          digest BLOB NOT NULL UNIQUE CHECK(typeof(digest)='blob'),
          media_type TEXT NOT NULL CHECK(typeof(media_type)='text'),
          size INTEGER NOT NULL CHECK(typeof(size)='integer'),
          erased INTEGER NOT NULL CHECK(typeof(erased)='integer'),
          seal BLOB NOT NULL CHECK(typeof(seal)='blob'),
          content BLOB CHECK(typeof(content) IN ('blob','null')));
        """;

    /// <summary>Makes the tables in an empty file; leaves a journal alone that is there already, even one made meanwhile.</summary>
    public static void Create(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        if (Pragma(connection, "schema_version") == 0)
            connection.Run($"{Tables} PRAGMA application_id={Mark}; PRAGMA user_version={Version}");
        transaction.Commit();
    }

    /// <summary>Refuses what is no journal of ours, what is of another version and what cannot be written.</summary>
    public static void Check(SqliteConnection connection, string path)
    {
        if (Pragma(connection, "application_id") != Mark)
            throw new JournalUnavailable($"{path} is not a journal: it is another program's database, or an empty file.");
        var version = Pragma(connection, "user_version");
        if (version > Version)
            throw new JournalUnavailable($"The journal {path} is of version {version}, this program knows versions up to {Version}. Use a newer program.");
        if (version < 1)
            throw new JournalUnavailable($"The journal {path} is of version {version}, which never was one. Restore it from a backup.");
        if (SqliteConnections.IsReadOnly(connection))
            throw new JournalUnavailable($"The journal {path} cannot be written. Give this user write access to the file and to its directory.");
    }

    /// <summary>Readers go on while another process appends; a file restored from a copy may have lost this mode.</summary>
    public static void UseWriteAheadLog(SqliteConnection connection, string path)
    {
        if (connection.FirstOrDefault("PRAGMA journal_mode=WAL", row => row.GetString(0)) != "wal")
            throw new JournalUnavailable($"The journal {path} lies on a file system without shared memory for SQLite's write-ahead log. Move it to a local disk.");
    }

    static long Pragma(SqliteConnection connection, string name) => connection.FirstOrDefault($"PRAGMA {name}", row => row.GetInt64(0));
}
