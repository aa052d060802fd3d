using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headroom.Journal;

/// <summary>
/// The open connections to one journal file: as many as there are threads at work, kept for the next ones.
/// Every connection writes through to the disk before a commit returns (synchronous=FULL) and overwrites what it
/// deletes (secure_delete), because an erased exhibit must not remain in the file.
/// </summary>
sealed class SqliteConnections(string path, bool create, TimeSpan lockWait) : IDisposable
{
    const long KeptLogBytes = 64 * 1024 * 1024; // what the write-ahead log may keep of the disk once it was emptied

    readonly ConcurrentBag<SqliteConnection> _idle = [];
    volatile bool _disposed;

    /// <summary>Runs the work on a connection of its own; what SQLite refuses becomes a message for people.</summary>
    public T Use<T>(Func<SqliteConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SqliteJournal));
        SqliteConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out var idle) ? idle : Connect();
            var result = work(connection);
            Return(connection);
            connection = null;
            return result;
        }
        catch (SqliteException failure)
        {
            throw SqliteFailure.Explain(failure, path, lockWait);
        }
        finally
        {
            connection?.Dispose(); // after a failure: an open transaction ends with its connection
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out var connection)) connection.Dispose();
    }

    void Return(SqliteConnection connection)
    {
        _idle.Add(connection);
        if (_disposed) Dispose();
    }

    SqliteConnection Connect()
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = create ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)lockWait.TotalSeconds),
        }.ToString());
        connection.Open();
        connection.Run($"PRAGMA busy_timeout={(long)lockWait.TotalMilliseconds}; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit={KeptLogBytes}");
        return connection;
    }

    /// <summary>Whether SQLite could open the file for reading only.</summary>
    public static bool IsReadOnly(SqliteConnection connection) => raw.sqlite3_db_readonly(connection.Handle, "main") == 1;
}
