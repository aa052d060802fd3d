using System.Data.Common;
using Npgsql;

namespace Headroom.Journal.Tests.Store.Postgres;

/// <summary>A book in a database of its own on the private server; without a server its tests are skipped and say why.</summary>
public sealed class PostgresBook : TestBook
{
    readonly PrivatePostgres _server;

    public PostgresBook(PrivatePostgres server)
    {
        Assert.SkipWhen(PrivatePostgres.Missing is not null, PrivatePostgres.Missing ?? "");
        (_server, Name) = (server, server.NewDatabase());
    }

    public override string Name { get; }
    public override string Schema => "headroom.";
    public override IReadOnlyList<(string Table, string Identity, string[] Columns)> Columns => [.. base.Columns, ("journal", "version", ["version"])];
    public string Database => new Uri(Name).AbsolutePath.TrimStart('/');

    public override DbConnection OpenRaw()
    {
        var connection = new NpgsqlConnection(_server.ConnectionString(Database));
        connection.Open();
        return connection;
    }

    public override void Dispose() { } // the database goes with the server
}
