using Headroom.Journal.Tests;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]

namespace Headroom.Journal.Tests.Store.Postgres;

public sealed class PostgresAppendTests(PrivatePostgres server) : AppendSuite(new PostgresBook(server));

public sealed class PostgresLimitTests(PrivatePostgres server) : LimitSuite(new PostgresBook(server));

public sealed class PostgresExhibitTests(PrivatePostgres server) : ExhibitSuite(new PostgresBook(server));

public sealed class PostgresAloneTests(PrivatePostgres server) : AloneSuite(new PostgresBook(server))
{
    // What a machine that lost its connection held is free; giving it back then does no harm. Other tests hold theirs in other databases of the same server.
    [Fact]
    public async Task The_server_gives_it_back_when_the_connection_ends()
    {
        using IJournal one = Book.Open(), other = Book.Open();
        using var held = one.Alone("cluster-north");
        Assert.Null(other.Alone("cluster-north"));

        Book.Execute($"""
            SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid=pg_locks.database
            WHERE locktype='advisory' AND classid={0x48656164} AND datname=current_database()
            """);

        for (var attempt = 0; attempt < 600; attempt++)
        {
            using (var next = other.Alone("cluster-north"))
                if (next is not null) return;
            await Task.Delay(50);
        }
        Assert.Fail("The lock is still held.");
    }
}

public sealed class PostgresUsageTests(PrivatePostgres server) : UsageSuite(new PostgresBook(server));

public sealed class PostgresVerifyTests(PrivatePostgres server) : VerifySuite(new PostgresBook(server));

public sealed class PostgresProcessTests(PrivatePostgres server) : ProcessSuite(new PostgresBook(server), kills: 5);
