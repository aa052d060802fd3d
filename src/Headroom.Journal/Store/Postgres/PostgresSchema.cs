using Npgsql;

namespace Headroom.Journal;

/// <summary>The tables of a journal in a database: the schema <c>headroom</c>, with its version in a table of one row.</summary>
static class PostgresSchema
{
    /// <summary>The version that this program writes and reads.</summary>
    public const int Version = 1;

    // Exhibits are stored without compression: they are mostly compressed already, and are read as a stream.
    const string Tables = """
        CREATE SCHEMA headroom;
        CREATE TABLE headroom.journal(version integer NOT NULL);
        INSERT INTO headroom.journal VALUES (1);
        CREATE TABLE headroom.facts(
          position bigint PRIMARY KEY,
          bytes bytea NOT NULL,
          salt bytea NOT NULL,
          leaf bytea NOT NULL);
        CREATE TABLE headroom.batches(
          first bigint PRIMARY KEY,
          last bigint NOT NULL,
          key text COLLATE "C" UNIQUE,
          root bytea NOT NULL,
          peaks bytea NOT NULL,
          seal bytea NOT NULL);
        CREATE TABLE headroom.exhibits(
          digest bytea PRIMARY KEY,
          media_type text NOT NULL,
          size bigint NOT NULL,
          erased boolean NOT NULL,
          seal bytea NOT NULL,
          content bytea);
        ALTER TABLE headroom.exhibits ALTER COLUMN content SET STORAGE EXTERNAL;
        """;

    /// <summary>Makes the tables in a database without them; leaves a journal alone that is there already.</summary>
    public static void Create(NpgsqlConnection connection, TimeSpan lockWait)
    {
        using var transaction = connection.BeginTransaction();
        PostgresJournal.LockForAppend(connection, lockWait); // two programs may create at once; the second then finds it done
        if (!Exists(connection)) connection.Run(Tables);
        transaction.Commit();
    }

    /// <summary>Refuses a database without a journal, of another version, or that could not store every key.</summary>
    public static void Check(NpgsqlConnection connection, PostgresAddress address)
    {
        if (!Exists(connection))
            throw new JournalUnavailable($"There is no journal in the database {address}. Check the address, or create the journal first.");
        if (VersionTrouble(connection) is { } found)
            throw new JournalUnavailable(
                $"The journal {address} is of version {found}, this program knows version {Version}. Use the program that fits it, or restore it from a backup.");
        var encoding = connection.Rows("SHOW server_encoding", row => row.GetString(0))[0];
        if (encoding != "UTF8")
            throw new JournalUnavailable($"The database {address} is encoded as {encoding}. Create one with the encoding UTF8.");
    }

    /// <summary>The version that is stored, in words, when it is not ours; null when all is well.</summary>
    public static string? VersionTrouble(NpgsqlConnection connection)
    {
        var versions = connection.Rows("SELECT version FROM headroom.journal LIMIT 2", row => row.GetInt32(0));
        return versions is [Version] ? null : versions.Count == 1 ? $"{versions[0]}" : "unknown";
    }

    static bool Exists(NpgsqlConnection connection) =>
        connection.Rows("SELECT to_regclass('headroom.journal') IS NOT NULL", row => row.GetBoolean(0))[0];
}
