using Headroom.Journal.Tests;

[assembly: AssemblyFixture(typeof(PrivatePostgres))]

namespace Headroom.Journal.Tests.Store.Postgres;

public sealed class PostgresAppendTests(PrivatePostgres server) : AppendSuite(new PostgresBook(server));

public sealed class PostgresLimitTests(PrivatePostgres server) : LimitSuite(new PostgresBook(server));

public sealed class PostgresExhibitTests(PrivatePostgres server) : ExhibitSuite(new PostgresBook(server));

public sealed class PostgresUsageTests(PrivatePostgres server) : UsageSuite(new PostgresBook(server));

public sealed class PostgresVerifyTests(PrivatePostgres server) : VerifySuite(new PostgresBook(server));

public sealed class PostgresProcessTests(PrivatePostgres server) : ProcessSuite(new PostgresBook(server), kills: 5);
