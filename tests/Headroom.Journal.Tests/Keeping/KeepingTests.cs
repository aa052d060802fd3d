using Headroom.Journal.Tests.Store.Postgres;
using Headroom.Journal.Tests.Store.Sqlite;

namespace Headroom.Journal.Tests.Keeping;

public sealed class SqliteBookkeeperTests() : BookkeeperSuite(new SqliteBook());

public sealed class SqliteSellingTests() : SellingSuite(new SqliteBook());

public sealed class PostgresBookkeeperTests(PrivatePostgres server) : BookkeeperSuite(new PostgresBook(server));

public sealed class PostgresSellingTests(PrivatePostgres server) : SellingSuite(new PostgresBook(server));
