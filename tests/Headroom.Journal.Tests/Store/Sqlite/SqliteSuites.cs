namespace Headroom.Journal.Tests.Store.Sqlite;

public sealed class SqliteAppendTests() : AppendSuite(new SqliteBook());

public sealed class SqliteLimitTests() : LimitSuite(new SqliteBook());

public sealed class SqliteExhibitTests() : ExhibitSuite(new SqliteBook());

public sealed class SqliteAloneTests() : AloneSuite(new SqliteBook());
public sealed class SqliteUsageTests() : UsageSuite(new SqliteBook());

public sealed class SqliteVerifyTests() : VerifySuite(new SqliteBook());

public sealed class SqliteProcessTests() : ProcessSuite(new SqliteBook(), kills: 20);
