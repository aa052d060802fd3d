using Microsoft.Data.Sqlite;

namespace Headroom.Journal;

/// <summary>Usage records in a table beside the journal's, and a list of those that were not kept; both are made when the first record comes.</summary>
sealed class SqliteUsage(SqliteConnections connections, Lock appending) : IUsageTable
{
    const string Tables = """
        CREATE TABLE IF NOT EXISTS usage(
          source TEXT NOT NULL CHECK(typeof(source)='text'),
          id TEXT NOT NULL CHECK(typeof(id)='text'),
          account TEXT NOT NULL CHECK(typeof(account)='text'),
          starts INTEGER NOT NULL CHECK(typeof(starts)='integer'),
          ends INTEGER NOT NULL CHECK(typeof(ends)='integer'),
          units INTEGER NOT NULL CHECK(typeof(units)='integer'),
          corrects TEXT CHECK(typeof(corrects) IN ('text','null')),
          PRIMARY KEY(source, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS usage_refused(
          source TEXT NOT NULL CHECK(typeof(source)='text'),
          month TEXT NOT NULL CHECK(typeof(month)='text'),
          id TEXT NOT NULL CHECK(typeof(id)='text'),
          reason TEXT NOT NULL CHECK(typeof(reason)='text'),
          field TEXT NOT NULL CHECK(typeof(field)='text'),
          says TEXT NOT NULL CHECK(typeof(says)='text'),
          times INTEGER NOT NULL CHECK(typeof(times)='integer'),
          PRIMARY KEY(source, id, reason, month)) WITHOUT ROWID
        """;

    const string Columns = "source, id, account, starts, ends, units, corrects", RefusedColumns = "source, month, id, reason, field, says, times";

    public IReadOnlyList<UsageKept> Put(IReadOnlyList<UsageRecord> records)
    {
        JournalLimits.CheckUsage(records);
        lock (appending)
            return connections.Use<IReadOnlyList<UsageKept>>(connection =>
            {
                using var transaction = connection.BeginTransaction();
                connection.Run(Tables);
                var kept = records.Select(record => Put(connection, record)).ToList();
                transaction.Commit();
                return kept;
            });
    }

    public IReadOnlyList<UsageRecord> Read(string source, long from, long end) => connections.Use(connection => !Exists(connection, "usage") ? [] : connection.Rows(
        $"SELECT {Columns} FROM usage WHERE source=$1 AND starts<$3 AND ends>$2 AND id NOT IN (SELECT corrects FROM usage WHERE source=$1 AND corrects IS NOT NULL) ORDER BY id LIMIT {IUsageTable.MostRead + 1}",
        Record, source, from, end));

    public UsageRecord? Last(string source, long by) => connections.Use(connection =>
        !Exists(connection, "usage") ? null
        : connection.FirstOrDefault($"SELECT {Columns} FROM usage WHERE source=$1 AND ends<=$2 ORDER BY ends DESC, id LIMIT 1", Record, source, by));

    public void Refuse(IReadOnlyList<RefusedUse> records)
    {
        JournalLimits.CheckRefused(records);
        if (records.Count == 0) return;
        lock (appending)
            connections.Use(connection =>
            {
                using var transaction = connection.BeginTransaction();
                connection.Run(Tables);
                foreach (var record in records) Refuse(connection, record);
                transaction.Commit();
                return records.Count;
            });
    }

    public void Unlist(string source, IReadOnlyCollection<string> ids)
    {
        lock (appending)
            connections.Use(connection =>
            {
                if (!Exists(connection, "usage_refused")) return 0;
                using var transaction = connection.BeginTransaction();
                foreach (var id in ids) Unlist(connection, source, id);
                transaction.Commit();
                return ids.Count;
            });
    }

    public IReadOnlyList<RefusedUse> Refused(string source, string month) => connections.Use(connection => !Exists(connection, "usage_refused") ? [] : connection.Rows(
        $"SELECT {RefusedColumns} FROM usage_refused WHERE source=$1 AND month=$2 ORDER BY id, reason", Refused, source, month));

    static void Refuse(SqliteConnection connection, RefusedUse record)
    {
        if (record.Id.Length > 0
            && connection.Rows("SELECT 1 FROM usage_refused WHERE source=$1 AND id=$2 AND reason=$3 AND month=$4", row => 1, record.Source, record.Id, record.Reason,
                record.Month).Count > 0) return;
        var listed = connection.FirstOrDefault("SELECT count(*) FROM usage_refused WHERE source=$1 AND month=$2 AND id<>''", row => row.GetInt64(0), record.Source, record.Month);
        connection.Run(
            $"INSERT INTO usage_refused({RefusedColumns}) VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT(source, id, reason, month) DO UPDATE SET times=usage_refused.times+excluded.times",
            record.Source, record.Month, listed < IUsageTable.MostListed ? record.Id : "", record.Reason, record.Field, record.Says, record.Times);
    }

    static void Unlist(SqliteConnection connection, string source, string id) => connection.Run("DELETE FROM usage_refused WHERE source=$1 AND id=$2", source, id);

    static UsageKept Put(SqliteConnection connection, UsageRecord record)
    {
        if (connection.Run($"INSERT INTO usage({Columns}) VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT DO NOTHING",
            record.Source, record.Id, record.Account, record.From, record.To, record.Units, record.Corrects) == 1)
        {
            Unlist(connection, record.Source, record.Id);
            return UsageKept.New;
        }
        return connection.FirstOrDefault($"SELECT {Columns} FROM usage WHERE source=$1 AND id=$2", Record, record.Source, record.Id) == record ? UsageKept.Repeated
            : UsageKept.OtherContent;
    }

    static bool Exists(SqliteConnection connection, string table) =>
        connection.FirstOrDefault("SELECT count(*) FROM sqlite_master WHERE type='table' AND name=$1", row => row.GetInt64(0), table) == 1;

    static UsageRecord Record(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.TextOrNull(6));

    static RefusedUse Refused(SqliteDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6));
}
