using Microsoft.Data.Sqlite;

namespace Headroom.Journal;

/// <summary>
/// A journal in one file, <c>journal.db</c> in the book's directory: nothing to install and nothing to run.
/// Several processes of one machine may use it at once; the directory must not lie on a network file system, whose
/// locks SQLite cannot trust.
/// </summary>
public sealed class SqliteJournal : IJournal
{
    /// <summary>The name of the file in the book's directory.</summary>
    public const string FileName = "journal.db";

    /// <summary>How long a call waits for another process's lock unless said otherwise: 15 seconds.</summary>
    public static readonly TimeSpan DefaultLockWait = TimeSpan.FromSeconds(15);

    readonly SqliteConnections _connections;
    readonly Lock _appending = new(); // threads of one process queue here instead of polling for SQLite's lock

    readonly string _folder;

    SqliteJournal(SqliteConnections connections, string folder) => (_connections, _folder) = (connections, folder);

    /// <summary>
    /// Opens the journal of a directory. With <paramref name="create"/> the directory and the journal are made when they
    /// are not there. <paramref name="lockWait"/> is at least a millisecond; null is <see cref="DefaultLockWait"/>.
    /// </summary>
    public static SqliteJournal Open(string directory, bool create, TimeSpan? lockWait = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        _ = SqliteLibrary.Loaded;
        var path = Path.Combine(Path.GetFullPath(directory), FileName); // a full path is never taken for a file: address
        if (create) Prepare(directory);
        else if (!File.Exists(path))
            throw new JournalUnavailable($"There is no journal in {directory}: the file {FileName} is not there. Check the name, or create the journal first.");

        var connections = new SqliteConnections(path, create, lockWait ?? DefaultLockWait);
        try
        {
            connections.Use(connection =>
            {
                if (create) SqliteSchema.Create(connection);
                SqliteSchema.Check(connection, path);
                SqliteSchema.UseWriteAheadLog(connection, path);
                return true;
            });
            return new(connections, Path.GetDirectoryName(path)!);
        }
        catch
        {
            connections.Dispose();
            throw;
        }
    }

    public Head Head() => _connections.Use(connection => SqliteRows.LastBatch(connection)?.Head() ?? Journal.Head.Empty);

    public IEnumerable<Entry> Read(long after, long through)
    {
        JournalLimits.CheckRange(after, through);
        return Pages.Of(after, entry => entry.Position, from => _connections.Use(connection => SqliteRows.Entries(connection, from, through)));
    }

    public Entry? FindKey(string key)
    {
        JournalLimits.CheckKey(key);
        return _connections.Use(connection =>
            SqliteRows.FirstOfKey(connection, key) is { } first
                ? SqliteRows.Entries(connection, first - 1, first).FirstOrDefault() ?? throw StoredFact.Missing(first)
                : null);
    }

    public long? LastOfBatch(long firstPosition) =>
        _connections.Use(connection => connection.FirstOrDefault("SELECT last FROM batches WHERE first=$1", row => (long?)row.GetInt64(0), firstPosition));

    public AppendResult Append(long expectedHead, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key, Action<int, int>? stored = null)
    {
        JournalLimits.CheckAppend(expectedHead, facts, key);
        var batch = new Batch(facts, key);
        lock (_appending) return _connections.Use(connection => Append(connection, expectedHead, batch, stored));
    }

    public void PutExhibit(Exhibit exhibit)
    {
        JournalLimits.CheckExhibit(exhibit);
        lock (_appending) _connections.Use(connection => SqliteExhibits.Put(connection, exhibit));
    }

    public ExhibitContent? GetExhibit(Digest digest) => _connections.Use(connection => SqliteExhibits.Get(connection, digest));

    public bool EraseExhibit(Digest digest)
    {
        lock (_appending) return _connections.Use(connection => SqliteExhibits.Erase(connection, digest));
    }

    public IDisposable? Alone(string what) => FileLease.Take(Path.Combine(_folder, $"{what}.lock"));

    public IUsageTable Usage => new SqliteUsage(_connections, _appending);

    public Verification Verify(IProgress<long>? progress = null, Head? witness = null)
    {
        var verifier = new Verifier(witness, progress);
        return _connections.Use(connection =>
        {
            try
            {
                using var snapshot = connection.BeginTransaction(deferred: true);
                foreach (var trouble in SqliteRows.IntegrityTroubles(connection)) verifier.Add(new(0, "SQLite's integrity check.", "ok", trouble));
                verifier.CheckFacts(SqliteRows.Facts(connection), SqliteRows.Batches(connection));
                verifier.CheckExhibits(SqliteExhibits.All(connection));
            }
            catch (SqliteException damage) when (damage.SqliteErrorCode is SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB)
            {
                verifier.Add(new(0, "The file cannot be read to its end.", "a readable file", damage.Message));
            }
            return verifier.Result();
        });
    }

    public void Dispose() => _connections.Dispose();

    static AppendResult Append(SqliteConnection connection, long expectedHead, Batch batch, Action<int, int>? told)
    {
        using var transaction = connection.BeginTransaction(); // BEGIN IMMEDIATE: from here on no other process appends
        if (batch.Key is { } key && SqliteRows.FirstOfKey(connection, key) is { } taken) return new AppendResult.KeyTaken(taken);
        var tree = SqliteRows.LastBatch(connection)?.Tree() ?? MerkleFrontier.Empty;
        if (tree.Size != expectedHead) return new AppendResult.Moved(new(tree.Size, tree.Root));
        var (stored, refused) = SqliteRows.Inserting(connection, insert => batch.Store(tree, insert, told));
        if (stored is null) return refused!;
        SqliteRows.Insert(connection, batch.Key, stored);
        transaction.Commit();
        return new AppendResult.Appended(stored.Head());
    }

    static void Prepare(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailable($"No journal can be made in {directory}: {refusal.Message}", refusal);
        }
    }
}
