using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Headroom.Journal.Tests.Store.Sqlite;

/// <summary>A book in a directory of its own, removed at the end.</summary>
public sealed class SqliteBook : TestBook
{
    readonly string _directory = Directory.CreateTempSubdirectory("headroom-book-").FullName;

    public override string Name => _directory;
    public override string Schema => "";
    public string FilePath => Path.Combine(_directory, SqliteJournal.FileName);

    public override DbConnection OpenRaw()
    {
        _ = SqliteLibrary.Loaded;
        var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous=OFF";
        command.ExecuteNonQuery();
        return connection;
    }

    public override void Dispose() => Directory.Delete(_directory, recursive: true);
}
