using Npgsql;

namespace Headroom.Journal;

/// <summary>The right to do something alone among all machines that use a database: an advisory lock of a connection that is kept open for nothing else.</summary>
sealed class PostgresLease : IDisposable
{
    /// <summary>"Head" in ASCII: the space of these locks, which are told apart by what is done.</summary>
    const int Space = 0x48656164;

    readonly NpgsqlConnection _connection;

    PostgresLease(NpgsqlConnection connection) => _connection = connection;

    /// <summary>The lease, or null while somebody else has it.</summary>
    public static PostgresLease? Take(string connectionString, string what)
    {
        // A pooled connection would keep the lock for whoever gets it next.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            connection.Open();
            if (connection.FirstOrDefault("SELECT pg_try_advisory_lock($1, hashtext($2))", row => row.GetBoolean(0), Space, what)) return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        connection.Dispose();
        return null;
    }

    public void Dispose()
    {
        // The server gives it back when it sees the connection end; told so, it is back at once.
        try { _connection.Run("SELECT pg_advisory_unlock_all()"); }
        catch (NpgsqlException) { }
        finally { _connection.Dispose(); }
    }
}
