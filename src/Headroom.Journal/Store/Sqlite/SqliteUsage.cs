using Microsoft.Data.Sqlite;

namespace Headroom.Journal;

/// <summary>Usage records in a table beside the journal's; it is made when the first record comes.</summary>
sealed class SqliteUsage(SqliteConnections connections, Lock appending) : IUsageTable
{
    const string Table = """
        CREATE TABLE IF NOT EXISTS usage(
          source TEXT NOT NULL CHECK(typeof(source)='text'),
          id TEXT NOT NULL CHECK(typeof(id)='text'),
          account TEXT NOT NULL CHECK(typeof(account)='text'),
          starts INTEGER NOT NULL CHECK(typeof(starts)='integer'),
          ends INTEGER NOT NULL CHECK(typeof(ends)='integer'),
          units INTEGER NOT NULL CHECK(typeof(units)='integer'),
          corrects TEXT CHECK(typeof(corrects) IN ('text','null')),
          PRIMARY KEY(source, id)) WITHOUT ROWID
        """;

    const string Columns = "source, id, account, starts, ends, units, corrects";

    public IReadOnlyList<UsageKept> Put(IReadOnlyList<UsageRecord> records)
    {
        JournalLimits.CheckUsage(records);
        lock (appending)
            return connections.Use<IReadOnlyList<UsageKept>>(connection =>
            {
                using var transaction = connection.BeginTransaction();
                connection.Run(Table);
                var kept = records.Select(record => Put(connection, record)).ToList();
                transaction.Commit();
                return kept;
            });
    }

    public IReadOnlyList<UsageRecord> Read(string source, long from, long end) => connections.Use(connection => !Exists(connection) ? [] : connection.Rows(
        $"SELECT {Columns} FROM usage WHERE source=$1 AND starts<$3 AND ends>$2 AND id NOT IN (SELECT corrects FROM usage WHERE source=$1 AND corrects IS NOT NULL) ORDER BY id LIMIT {IUsageTable.MostRead + 1}",
        Record, source, from, end));

    public UsageRecord? Last(string source, long by) => connections.Use(connection =>
        !Exists(connection) ? null : connection.FirstOrDefault($"SELECT {Columns} FROM usage WHERE source=$1 AND ends<=$2 ORDER BY ends DESC, id LIMIT 1", Record, source, by));

    static UsageKept Put(SqliteConnection connection, UsageRecord record)
    {
        if (connection.Run($"INSERT INTO usage({Columns}) VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT DO NOTHING",
            record.Source, record.Id, record.Account, record.From, record.To, record.Units, record.Corrects) == 1) return UsageKept.New;
        return connection.FirstOrDefault($"SELECT {Columns} FROM usage WHERE source=$1 AND id=$2", Record, record.Source, record.Id) == record ? UsageKept.Repeated : UsageKept.OtherContent;
    }

    static bool Exists(SqliteConnection connection) => connection.FirstOrDefault("SELECT count(*) FROM sqlite_master WHERE type='table' AND name='usage'", row => row.GetInt64(0)) == 1;

    static UsageRecord Record(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.TextOrNull(6));
}
