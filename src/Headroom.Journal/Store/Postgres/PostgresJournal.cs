using System.Data;
using Npgsql;

namespace Headroom.Journal;

/// <summary>
/// A journal in a PostgreSQL database (15 or newer), for several nodes at once. Appends take turns under one advisory
/// lock, which a transaction holds to its end, so that nobody has to race for the next position. After each append the
/// channel <c>headroom</c> is notified with the new last position.
/// An erased exhibit's bytes leave the server's disk with its next vacuum.
/// </summary>
public sealed class PostgresJournal : IJournal
{
    /// <summary>How long an append waits for its turn unless said otherwise: 15 seconds.</summary>
    public static readonly TimeSpan DefaultLockWait = TimeSpan.FromSeconds(15);

    const long AppendLock = 0x48656164726F6F6D; // "Headroom" in ASCII: one lock for each database

    // A server told to answer before its disk has the data is overruled for this transaction: what we acknowledge is durable.
    const string BeDurable = "SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') = 'off'";

    readonly NpgsqlDataSource _source;
    readonly PostgresAddress _address;
    readonly TimeSpan _lockWait;
    volatile bool _disposed;

    PostgresJournal(NpgsqlDataSource source, PostgresAddress address, TimeSpan lockWait) => (_source, _address, _lockWait) = (source, address, lockWait);

    /// <summary>
    /// Opens the journal of a database, written <c>postgres://user[:password]@host:port/database</c>, with
    /// <c>?host=/socket/directory</c> for a unix socket. With <paramref name="create"/> the schema <c>headroom</c> is
    /// made when it is not there; the database itself must exist. <paramref name="lockWait"/> is at least a millisecond
    /// and less than the minute that a statement may take; null is <see cref="DefaultLockWait"/>.
    /// </summary>
    public static PostgresJournal Open(string url, bool create, TimeSpan? lockWait = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        var address = PostgresAddress.Parse(url);
        var journal = new PostgresJournal(NpgsqlDataSource.Create(address.ConnectionString), address, lockWait ?? DefaultLockWait);
        try
        {
            journal.Use(connection =>
            {
                if (create) PostgresSchema.Create(connection, journal._lockWait);
                PostgresSchema.Check(connection, address);
                return true;
            });
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    public Head Head() => Use(connection => PostgresRows.LastBatch(connection)?.Head() ?? Journal.Head.Empty);

    public IEnumerable<Entry> Read(long after, long through)
    {
        JournalLimits.CheckRange(after, through);
        return Pages.Of(after, entry => entry.Position, from => Use(connection => PostgresRows.Entries(connection, from, through)));
    }

    public Entry? FindKey(string key)
    {
        JournalLimits.CheckKey(key);
        return Use(connection =>
            PostgresRows.FirstOfKey(connection, key) is { } first
                ? PostgresRows.Entries(connection, first - 1, first).FirstOrDefault() ?? throw StoredFact.Missing(first)
                : null);
    }

    public long? LastOfBatch(long firstPosition) =>
        Use(connection => connection.FirstOrDefault("SELECT last FROM headroom.batches WHERE first=$1", row => (long?)row.GetInt64(0), firstPosition));

    public AppendResult Append(long expectedHead, IReadOnlyList<ReadOnlyMemory<byte>> facts, string? key, Action<int, int>? stored = null)
    {
        JournalLimits.CheckAppend(expectedHead, facts, key);
        var batch = new Batch(facts, key);
        return Use(connection => Append(connection, expectedHead, batch, _lockWait, stored));
    }

    public void PutExhibit(Exhibit exhibit)
    {
        JournalLimits.CheckExhibit(exhibit);
        Use(connection => Durably(connection, () => PostgresExhibits.Put(connection, exhibit)));
    }

    public ExhibitContent? GetExhibit(Digest digest) => Use(connection => PostgresExhibits.Get(connection, digest));

    public bool EraseExhibit(Digest digest) => Use(connection => Durably(connection, () => PostgresExhibits.Erase(connection, digest)));

    public IDisposable? Alone(string what) => Explained(() => PostgresLease.Take(_address.ConnectionString, what));

    public IUsageTable Usage => new PostgresUsage(this);

    public Verification Verify(IProgress<long>? progress = null, Head? witness = null)
    {
        var verifier = new Verifier(witness, progress);
        return Use(connection =>
        {
            using var snapshot = connection.BeginTransaction(IsolationLevel.RepeatableRead);
            if (PostgresSchema.VersionTrouble(connection) is { } version) verifier.Add(new(0, "The stored version.", $"{PostgresSchema.Version}", version));
            verifier.CheckFacts(PostgresRows.Facts(connection), PostgresRows.Batches(connection));
            verifier.CheckExhibits(PostgresExhibits.All(connection));
            return verifier.Result();
        });
    }

    public void Dispose()
    {
        _disposed = true;
        _source.Dispose();
    }

    /// <summary>
    /// Waits for the append lock, which the transaction then holds, and makes the transaction a durable one.
    /// </summary>
    internal static void LockForAppend(NpgsqlConnection connection, TimeSpan wait) => connection.Run($"""
        SET LOCAL lock_timeout = '{(long)wait.TotalMilliseconds}ms';
        {BeDurable};
        SELECT pg_advisory_xact_lock({AppendLock});
        """);

    // Each statement sees what was committed before it began (read committed), so the head read after the lock is the head.
    static AppendResult Append(NpgsqlConnection connection, long expectedHead, Batch batch, TimeSpan lockWait, Action<int, int>? told)
    {
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        LockForAppend(connection, lockWait);
        if (batch.Key is { } key && PostgresRows.FirstOfKey(connection, key) is { } taken) return new AppendResult.KeyTaken(taken);
        var tree = PostgresRows.LastBatch(connection)?.Tree() ?? MerkleFrontier.Empty;
        if (tree.Size != expectedHead) return new AppendResult.Moved(new(tree.Size, tree.Root));
        var (stored, refused) = PostgresRows.Insert(connection, batch, tree, told);
        if (stored is null) return refused!;
        transaction.Commit();
        return new AppendResult.Appended(stored.Head());
    }

    static T Durably<T>(NpgsqlConnection connection, Func<T> work)
    {
        using var transaction = connection.BeginTransaction(IsolationLevel.ReadCommitted);
        connection.Run(BeDurable);
        var result = work();
        transaction.Commit();
        return result;
    }

    /// <summary>Runs work in a transaction that is on the disk when it ends.</summary>
    internal T Durably<T>(Func<NpgsqlConnection, T> work) => Use(connection => Durably(connection, () => work(connection)));

    /// <summary>Runs work on a connection; what goes wrong with the server is a <see cref="JournalUnavailable"/>.</summary>
    internal T Use<T>(Func<NpgsqlConnection, T> work) => Explained(() =>
    {
        using var connection = _source.OpenConnection();
        return work(connection);
    });

    T Explained<T>(Func<T> work)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        try { return work(); }
        catch (NpgsqlException failure)
        {
            // After a restart of the server every pooled connection is dead; without this each would fail one call.
            if (failure is not PostgresException || failure.IsTransient) _source.Clear();
            throw PostgresFailure.Explain(failure, _address, _lockWait);
        }
    }
}
