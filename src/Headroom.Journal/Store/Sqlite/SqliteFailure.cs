using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Headroom.Journal;

/// <summary>What SQLite's error codes mean to the person who has to put it right.</summary>
static class SqliteFailure
{
    public static JournalUnavailable Explain(SqliteException failure, string path, TimeSpan lockWait) =>
        new(failure.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                $"The journal {path} is locked by another process for more than {lockWait.TotalSeconds:0.#} seconds. Wait for it or stop it, then try again.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => $"The journal {path} cannot be written. Give this user write access to the file and to its directory.",
            raw.SQLITE_CANTOPEN => $"The journal {path} cannot be opened. Check that the file and its directory exist and that this user may read and write both.",
            raw.SQLITE_FULL => $"The disk of the journal {path} is full. Nothing was appended; make room and try again.",
            raw.SQLITE_IOERR => $"The disk of the journal {path} reports an error: {failure.Message}",
            raw.SQLITE_NOTADB => $"{path} is not a journal: it is not an SQLite database.",
            raw.SQLITE_CORRUPT => $"The journal {path} is damaged: {failure.Message} Restore it from a backup.",
            _ => $"The journal {path} cannot be used: {failure.Message}",
        }, failure);
}
