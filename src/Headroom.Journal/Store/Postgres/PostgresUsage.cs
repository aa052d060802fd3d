using Npgsql;

namespace Headroom.Journal;

/// <summary>Usage records in a table beside the journal's; it is made when the first record comes.</summary>
/// <param name="use">Runs work on a connection.</param>
/// <param name="durably">Runs work in a transaction that is on the disk when it ends.</param>
sealed class PostgresUsage(Func<Func<NpgsqlConnection, IReadOnlyList<UsageRecord>>, IReadOnlyList<UsageRecord>> use, Func<Func<NpgsqlConnection, IReadOnlyList<UsageKept>>, IReadOnlyList<UsageKept>> durably) : IUsageTable
{
    const string Table = """
        CREATE TABLE IF NOT EXISTS headroom.usage(
          source text COLLATE "C" NOT NULL,
          id text COLLATE "C" NOT NULL,
          account text NOT NULL,
          starts bigint NOT NULL,
          ends bigint NOT NULL,
          units bigint NOT NULL,
          corrects text COLLATE "C",
          PRIMARY KEY(source, id))
        """;

    const string Columns = "source, id, account, starts, ends, units, corrects";

    public IReadOnlyList<UsageKept> Put(IReadOnlyList<UsageRecord> records)
    {
        JournalLimits.CheckUsage(records);
        return durably(connection =>
        {
            if (!Exists(connection))
            {
                PostgresJournal.LockForAppend(connection, PostgresJournal.DefaultLockWait); // two nodes may get here at once
                connection.Run(Table);
            }
            return [.. records.Select(record => Put(connection, record))];
        });
    }

    public IReadOnlyList<UsageRecord> Read(string source, long from, long end) => use(connection => !Exists(connection) ? [] : connection.Rows(
        $"SELECT {Columns} FROM headroom.usage u WHERE source=$1 AND starts<$3 AND ends>$2 AND NOT EXISTS (SELECT 1 FROM headroom.usage c WHERE c.source=$1 AND c.corrects=u.id) ORDER BY id LIMIT {IUsageTable.MostRead + 1}",
        Record, source, from, end));

    public UsageRecord? Last(string source, long by) => use(connection => !Exists(connection) ? [] : connection.Rows(
        $"SELECT {Columns} FROM headroom.usage WHERE source=$1 AND ends<=$2 ORDER BY ends DESC, id LIMIT 1", Record, source, by)).FirstOrDefault();

    static UsageKept Put(NpgsqlConnection connection, UsageRecord record)
    {
        if (connection.Run($"INSERT INTO headroom.usage({Columns}) VALUES($1,$2,$3,$4,$5,$6,$7) ON CONFLICT DO NOTHING",
            record.Source, record.Id, record.Account, record.From, record.To, record.Units, record.Corrects) == 1) return UsageKept.New;
        return connection.FirstOrDefault($"SELECT {Columns} FROM headroom.usage WHERE source=$1 AND id=$2", Record, record.Source, record.Id) == record ? UsageKept.Repeated : UsageKept.OtherContent;
    }

    static bool Exists(NpgsqlConnection connection) => connection.Rows("SELECT to_regclass('headroom.usage') IS NOT NULL", row => row.GetBoolean(0))[0];

    static UsageRecord Record(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetString(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.TextOrNull(6));
}
