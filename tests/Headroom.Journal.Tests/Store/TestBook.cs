using System.Data.Common;

namespace Headroom.Journal.Tests.Store;

/// <summary>An empty book of one kind of store, and raw SQL behind the journal's back.</summary>
public abstract class TestBook : IDisposable
{
    /// <summary>What <see cref="Journals.Open"/> takes.</summary>
    public abstract string Name { get; }

    /// <summary>What stands before a table's name.</summary>
    public abstract string Schema { get; }

    /// <summary>The stored columns that hold a value, table by table: the identity first, then all others.</summary>
    public virtual IReadOnlyList<(string Table, string Identity, string[] Columns)> Columns =>
    [
        ("facts", "position", ["position", "bytes", "salt", "leaf"]),
        ("batches", "first", ["first", "last", "key", "root", "peaks", "seal"]),
        ("exhibits", "digest", ["digest", "media_type", "size", "erased", "seal", "content"]),
    ];

    public IJournal Open() => Journals.Open(Name, create: true);

    /// <summary>A connection that knows nothing of journals.</summary>
    public abstract DbConnection OpenRaw();

    public int Execute(string sql)
    {
        using var connection = OpenRaw();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public abstract void Dispose();
}
