using Npgsql;

namespace Headroom.Journal;

/// <summary>Usage records in a table beside the journal's, and a list of those that were not kept; both are made when the first record comes.</summary>
sealed class PostgresUsage(PostgresJournal journal) : IUsageTable
{
    const string Tables = """
        CREATE TABLE IF NOT EXISTS headroom.usage(
          source text COLLATE "C" NOT NULL,
          id text COLLATE "C" NOT NULL,
          account text NOT NULL,
          starts bigint NOT NULL,
          ends bigint NOT NULL,
          units bigint NOT NULL,
          corrects text COLLATE "C",
          PRIMARY KEY(source, id));
        CREATE TABLE IF NOT EXISTS headroom.usage_refused(
          source text COLLATE "C" NOT NULL,
          month text COLLATE "C" NOT NULL,
          id text COLLATE "C" NOT NULL,
          reason text COLLATE "C" NOT NULL,
          field text NOT NULL,
          says text NOT NULL,
          times bigint NOT NULL,
          PRIMARY KEY(source, id, reason, month))
        """;

    const string Columns = "source, id, account, starts, ends, units, corrects", RefusedColumns = "source, month, id, reason, field, says, times";

    public IReadOnlyList<UsageKept> Put(IReadOnlyList<UsageRecord> records)
    {
        JournalLimits.CheckUsage(records);
        return journal.Durably<IReadOnlyList<UsageKept>>(connection =>
        {
            if (!Exists(connection, "headroom.usage_refused")) Make(connection);
            return [.. records.Select(record => Put(connection, record))];
        });
    }

    public IReadOnlyList<UsageRecord> Read(string source, long from, long end) => journal.Use(connection => !Exists(connection, "headroom.usage") ? [] : connection.Rows(
        $"SELECT {Columns} FROM headroom.usage u WHERE source=$1 AND starts<$3 AND ends>$2 AND NOT EXISTS (SELECT 1 FROM headroom.usage c WHERE c.source=$1 AND c.corrects=u.id) ORDER BY id LIMIT {IUsageTable.MostRead + 1}",
        Record, source, from, end));

    public UsageRecord? Last(string source, long by) => journal.Use(connection => !Exists(connection, "headroom.usage") ? null : connection.Rows(
        $"SELECT {Columns} FROM headroom.usage WHERE source=$1 AND ends<=$2 ORDER BY ends DESC, id LIMIT 1", Record, source, by).FirstOrDefault());

    public void Refuse(IReadOnlyList<RefusedUse> records)
    {
        JournalLimits.CheckRefused(records);
        if (records.Count == 0) return;
        journal.Durably(connection =>
        {
            Make(connection);
            foreach (var record in records) Refuse(connection, record);
            return records.Count;
        });
    }

    public void Unlist(string source, IReadOnlyCollection<string> ids) => journal.Durably(connection =>
    {
        if (!Exists(connection, "headroom.usage_refused")) return 0;
        foreach (var id in ids) Unlist(connection, source, id);
        return ids.Count;
    });

    public IReadOnlyList<RefusedUse> Refused(string source, string month) => journal.Use(connection => !Exists(connection, "headroom.usage_refused") ? [] : connection.Rows(
        $"SELECT {RefusedColumns} FROM headroom.usage_refused WHERE source=$1 AND month=$2 ORDER BY id, reason", Refused, source, month));

    // Under the lock, because two nodes may get here at once.
    static void Make(NpgsqlConnection connection)
    {
        PostgresJournal.LockForAppend(connection, PostgresJournal.DefaultLockWait);
        connection.Run(Tables);
    }

    static void Refuse(NpgsqlConnection connection, RefusedUse record)
    {
        if (record.Id.Length > 0
            && connection.Rows("SELECT 1 FROM headroom.usage_refused WHERE source=$1 AND id=$2 AND reason=$3 AND month=$4", row => 1, record.Source, record.Id, record.Reason,
                record.Month).Count > 0) return;
        var listed = connection.Rows("SELECT count(*) FROM headroom.usage_refused WHERE source=$1 AND month=$2 AND id<>''", row => row.GetInt64(0), record.Source, record.Month)[0];
        connection.Run(
            $"INSERT INTO headroom.usage_refused AS r({RefusedColumns}) VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT(source, id, reason, month) DO UPDATE SET times=r.times+excluded.times",
            record.Source, record.Month, listed < IUsageTable.MostListed ? record.Id : "", record.Reason, record.Field, record.Says, record.Times);
    }

    static void Unlist(NpgsqlConnection connection, string source, string id) => connection.Run("DELETE FROM headroom.usage_refused WHERE source=$1 AND id=$2", source, id);

    static UsageKept Put(NpgsqlConnection connection, UsageRecord record)
    {
        if (connection.Run($"INSERT INTO headroom.usage({Columns}) VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT DO NOTHING",
            record.Source, record.Id, record.Account, record.From, record.To, record.Units, record.Corrects) == 1)
        {
            Unlist(connection, record.Source, record.Id);
            return UsageKept.New;
        }
        return connection.FirstOrDefault($"SELECT {Columns} FROM headroom.usage WHERE source=$1 AND id=$2", Record, record.Source, record.Id) == record ? UsageKept.Repeated
            : UsageKept.OtherContent;
    }

    static bool Exists(NpgsqlConnection connection, string table) => connection.Rows("SELECT to_regclass($1) IS NOT NULL", row => row.GetBoolean(0), table)[0];

    static UsageRecord Record(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.TextOrNull(6));

    static RefusedUse Refused(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetInt64(6));
}
