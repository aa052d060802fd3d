using System.Data.Common;
using Npgsql;

namespace Headroom.Journal.Tests.Store.Postgres;

/// <summary>What only a journal on a server has: the address, the server that may be away, and the notification.</summary>
public sealed class PostgresJournalTests(PrivatePostgres server) : IDisposable
{
    readonly PostgresBook _book = new(server);

    [Fact]
    public void A_database_without_a_journal_is_refused_unless_it_is_to_be_made()
    {
        Assert.Contains("no journal", Refusal(() => Journals.Open(_book.Name, create: false)));

        _book.Open().Dispose();

        Journals.Open(_book.Name, create: false).Dispose();
    }

    [Fact]
    public void Both_spellings_and_the_socket_lead_to_the_same_journal()
    {
        using (var journal = _book.Open()) journal.Add(Facts.Of("a"));
        var longer = _book.Name.Replace("postgres://", "postgresql://");

        foreach (var name in new[] { longer, $"{_book.Name}?host={server.SocketDirectory}", $"{_book.Name}?host={Uri.EscapeDataString(server.SocketDirectory)}&sslmode=disable" })
        {
            using var journal = Journals.Open(name, create: false);
            Assert.Equal(1, journal.Head().Position);
        }
    }

    [Theory]
    [InlineData("postgres://u:secret@127.0.0.1:1/book", "cannot be reached")]
    [InlineData("postgres://u:secret@127.0.0.1:1/", "cannot be read")]
    [InlineData("postgres://u:secret@:x/book", "cannot be read")]
    [InlineData("postgres://u:secret@127.0.0.1:1/book?fast=yes", "'fast'")]
    [InlineData("postgres://u:secret@127.0.0.1:1/book?sslmode=perhaps", "'sslmode'")]
    public void An_address_that_leads_nowhere_is_told_without_the_password(string address, string words)
    {
        var refusal = Refusal(() => Journals.Open(address, create: true));

        Assert.Contains(words, refusal);
        Assert.DoesNotContain("secret", refusal);
    }

    [Fact]
    public void A_missing_database_and_a_wrong_password_are_told()
    {
        var uri = new Uri(_book.Name);
        var password = uri.UserInfo.Split(':')[1];

        Assert.Contains("does not exist", Refusal(() => Journals.Open(_book.Name + "x", create: true)));
        var refusal = Refusal(() => Journals.Open(_book.Name.Replace(password, "wrong"), create: true));
        Assert.Contains("refuses this user or password", refusal);
        Assert.DoesNotContain("wrong", refusal);
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused()
    {
        _book.Open().Dispose();
        _book.Execute("UPDATE headroom.journal SET version=2");

        Assert.Contains("version 2", Refusal(() => Journals.Open(_book.Name, create: false)));
    }

    [Fact]
    public void A_database_that_only_reads_is_told()
    {
        _book.Open().Dispose();
        _book.Execute($"ALTER DATABASE {_book.Database} SET default_transaction_read_only=on");
        using var journal = Journals.Open(_book.Name, create: false);

        Assert.Contains("read-only", Refusal(() => journal.Append(0, Facts.Of("a"), null)));
        Assert.Equal(0, journal.Head().Position);
    }

    [Fact]
    public void A_lock_held_too_long_is_told_and_after_it_all_goes_on()
    {
        using var journal = PostgresJournal.Open(_book.Name, create: true, lockWait: TimeSpan.FromMilliseconds(50));
        using (var other = _book.OpenRaw())
        {
            Run(other, "BEGIN; SELECT pg_advisory_xact_lock(x'48656164726F6F6D'::bigint)");
            Assert.Contains("locked by another process", Refusal(() => journal.Append(0, Facts.Of("a"), null)));
            Run(other, "ROLLBACK");
        }
        Assert.Equal(1, journal.Add(Facts.Of("a")).Position);
    }

    [Fact]
    public void After_the_server_cut_every_connection_one_call_fails_and_the_next_goes_on()
    {
        using var journal = _book.Open();
        journal.Add(Facts.Of("a"));
        Parallel.For(0, 4, _ => journal.Read(0, 1).Count()); // several connections, all soon dead
        _book.Execute($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='{_book.Database}' AND pid<>pg_backend_pid()");

        Assert.Throws<JournalUnavailable>(() => journal.Head());
        Assert.Equal(1, journal.Head().Position);
        Assert.Equal(2, journal.Add(Facts.Of("b")).Position);
    }

    [Fact]
    public void Listeners_hear_the_new_position_at_once()
    {
        using var journal = _book.Open();
        using var listener = (NpgsqlConnection)_book.OpenRaw();
        var heard = new List<string>();
        listener.Notification += (_, said) => heard.Add(said.Payload);
        Run(listener, "LISTEN headroom");

        journal.Add(Facts.Of("a", "b"));
        journal.Append(0, Facts.Of("too late"), null);
        journal.Add(Facts.Numbered(100));

        while (heard.Count < 2) Assert.True(listener.Wait(10_000), "nothing was heard for ten seconds");
        Assert.Equal(["2", "102"], heard);
    }

    [Fact]
    public void What_is_acknowledged_is_durable_even_where_the_server_is_told_otherwise()
    {
        _book.Execute($"ALTER DATABASE {_book.Database} SET synchronous_commit=off");
        using var journal = _book.Open();
        // A trigger sees the setting under which the journal's own transactions commit.
        _book.Execute("""
            CREATE TABLE seen(setting text);
            CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS
              $$BEGIN INSERT INTO public.seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END$$;
            CREATE TRIGGER look AFTER INSERT ON headroom.batches EXECUTE FUNCTION look();
            CREATE TRIGGER look AFTER INSERT OR UPDATE ON headroom.exhibits EXECUTE FUNCTION look();
            """);

        journal.Add(Facts.Of("a"));
        journal.PutExhibit(new("text/plain", "a"u8.ToArray()));
        journal.EraseExhibit(Digest.Of("a"u8));

        using var raw = _book.OpenRaw();
        using var command = raw.CreateCommand();
        command.CommandText = "SELECT string_agg(DISTINCT setting, ' ') FROM seen";
        Assert.Equal("on", command.ExecuteScalar());
    }

    public void Dispose() => _book.Dispose();

    static string Refusal(Action work) => Assert.Throws<JournalUnavailable>(work).Message;

    static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
