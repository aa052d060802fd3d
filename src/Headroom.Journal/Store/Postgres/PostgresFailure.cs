using Npgsql;

namespace Headroom.Journal;

/// <summary>What the server's error codes mean to the person who has to put it right.</summary>
static class PostgresFailure
{
    public static JournalUnavailable Explain(NpgsqlException failure, PostgresAddress address, TimeSpan lockWait) =>
        new(failure is PostgresException answer ? Explain(answer, address, lockWait)
            : $"The database {address} cannot be reached: {Innermost(failure)}. Check that the server runs and that the address is right.", failure);

    static string Explain(PostgresException answer, PostgresAddress address, TimeSpan lockWait) => answer.SqlState switch
    {
        PostgresErrorCodes.InvalidCatalogName => $"The database {address} does not exist. Create it first.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            $"The database {address} refuses this user or password: {answer.MessageText}.",
        PostgresErrorCodes.InsufficientPrivilege => $"The database {address} does not permit this user to use the journal: {answer.MessageText}.",
        PostgresErrorCodes.LockNotAvailable =>
            $"The journal {address} is locked by another process for more than {lockWait.TotalSeconds:0.#} seconds. Wait for it or stop it, then try again.",
        PostgresErrorCodes.ReadOnlySqlTransaction => $"The database {address} is read-only: a standby, or set so. Use the primary server's address.",
        PostgresErrorCodes.DiskFull => $"The disk of the database {address} is full. Nothing was appended; make room and try again.",
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName =>
            $"The journal {address} lacks a part of its tables: {answer.MessageText}. Restore it from a backup.",
        _ => $"The database {address} refuses: {answer.MessageText} (SQLSTATE {answer.SqlState}).",
    };

    static string Innermost(Exception failure) => failure.GetBaseException().Message.TrimEnd('.');
}
