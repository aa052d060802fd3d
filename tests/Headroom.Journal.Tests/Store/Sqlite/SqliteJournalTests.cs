using System.Data.Common;

namespace Headroom.Journal.Tests.Store.Sqlite;

/// <summary>What only a journal in a file has: the file, its locks, its version, and two native libraries.</summary>
public sealed class SqliteJournalTests : IDisposable
{
    readonly SqliteBook _book = new();

    [Fact]
    public void A_directory_without_a_journal_is_refused_unless_it_is_to_be_made()
    {
        var absent = Path.Combine(_book.Name, "not", "there");

        Assert.Contains("no journal", Refusal(() => Journals.Open(absent, create: false)));
        Assert.False(Directory.Exists(absent));

        using var journal = Journals.Open(absent, create: true);
        Assert.Equal(1, journal.Add(Facts.Of("a")).Position);
    }

    [Fact]
    public void A_place_where_nothing_can_be_made_is_refused()
    {
        var file = Path.Combine(_book.Name, "file");
        File.WriteAllText(file, "");

        Assert.Contains("No journal can be made", Refusal(() => Journals.Open(file, create: true)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_no_database_is_refused_and_left_alone(bool create)
    {
        var text = string.Concat(Enumerable.Repeat("This is no database. ", 1000));
        File.WriteAllText(_book.FilePath, text);

        Assert.Contains("not a journal", Refusal(() => Journals.Open(_book.Name, create)));
        Assert.Equal(text, File.ReadAllText(_book.FilePath));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Another_programs_database_is_refused_and_left_alone(bool create)
    {
        _book.Execute("CREATE TABLE recipes(name TEXT)");
        var before = File.ReadAllBytes(_book.FilePath);

        Assert.Contains("not a journal", Refusal(() => Journals.Open(_book.Name, create)));
        Assert.Equal(before, File.ReadAllBytes(_book.FilePath));
    }

    [Fact]
    public void A_journal_of_a_newer_version_is_refused()
    {
        _book.Open().Dispose();
        _book.Execute("PRAGMA user_version=2");

        Assert.Contains("version 2", Refusal(() => Journals.Open(_book.Name, create: false)));
    }

    [Fact]
    public void A_lock_held_too_long_is_told_and_after_it_all_goes_on()
    {
        using var journal = SqliteJournal.Open(_book.Name, create: true, lockWait: TimeSpan.FromMilliseconds(50));
        using (var other = _book.OpenRaw())
        {
            Run(other, "BEGIN IMMEDIATE");
            Assert.Contains("locked by another process", Refusal(() => journal.Append(0, Facts.Of("a"), null)));
            Assert.Equal(0, journal.Head().Position); // reading needs no lock
            Run(other, "ROLLBACK");
        }
        Assert.Equal(1, journal.Add(Facts.Of("a")).Position);
    }

    [Fact]
    public void A_journal_that_cannot_be_written_is_told()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Permissions are taken away with the tools of Linux: run this test there.");
            return;
        }
        _book.Open().Dispose();
        File.SetUnixFileMode(_book.FilePath, UnixFileMode.UserRead);
        File.SetUnixFileMode(_book.Name, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            // root writes everywhere, unless that capability is taken from it.
            string[] wrapper = Environment.IsPrivilegedProcess ? ["setpriv", "--bounding-set=-dac_override"] : [];
            using var writer = WriterProcess.Start(["touch", _book.Name], wrapper);
            Assert.Equal(1, writer.WaitToEnd());
            Assert.Contains("write", Assert.Single(writer.Lines));
        }
        finally
        {
            File.SetUnixFileMode(_book.Name, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData("bundled")]
    [InlineData("system")]
    public void Both_native_libraries_write_the_same_journal(string source)
    {
        if (source == "system")
            Assert.SkipUnless(SqliteLibrary.Loaded.Source == "system", "This machine has no SQLite 3.40 of its own: apt-get install libsqlite3-0");
        using (var journal = _book.Open()) journal.Add(Facts.Of("a", "b"), "key");

        using var writer = WriterProcess.Start(["touch", _book.Name], sqlite: source);

        Assert.Equal(0, writer.WaitToEnd());
        Assert.Matches($@"^{source} 3\.\d+\.\d+ 3 True$", Assert.Single(writer.Lines));
        using var again = _book.Open();
        Assert.Equal(new Verification.Clean(again.Head()), again.Verify());
    }

    [Fact]
    public void An_unknown_wish_for_a_library_is_told()
    {
        _book.Open().Dispose();
        using var writer = WriterProcess.Start(["touch", _book.Name], sqlite: "newest");

        Assert.Equal(1, writer.WaitToEnd());
        Assert.Contains("HEADROOM_SQLITE is 'newest'", Assert.Single(writer.Lines));
    }

    [Fact]
    public void An_erased_exhibit_is_gone_from_every_file_of_the_journal()
    {
        var secret = Enumerable.Repeat("the name of a person "u8.ToArray(), 5000).SelectMany(bytes => bytes).ToArray();
        using var journal = _book.Open();
        journal.PutExhibit(new("text/plain", secret));
        Assert.True(FilesHold(secret.AsSpan(0, 21)));

        journal.EraseExhibit(Digest.Of(secret));

        Assert.False(FilesHold(secret.AsSpan(0, 21)));
    }

    [Fact]
    public void A_file_with_a_torn_page_is_found_damaged_and_does_not_throw()
    {
        using (var journal = _book.Open()) journal.Add(Facts.Numbered(5000));
        using (var file = File.OpenWrite(_book.FilePath))
        {
            file.Seek(file.Length / 2 / 4096 * 4096, SeekOrigin.Begin);
            file.Write(new byte[4096]);
        }

        using var again = _book.Open();
        Assert.IsType<Verification.Damaged>(again.Verify());
    }

    [Fact]
    public void Threads_of_one_process_may_share_a_journal()
    {
        using var journal = _book.Open();
        Parallel.For(0, 8, thread =>
        {
            for (var done = 0; done < 20;)
            {
                if (journal.Append(journal.Head().Position, Facts.Of($"{thread}/{done}"), null) is AppendResult.Appended) done++;
            }
        });

        Assert.Equal(160, journal.ReadAll().Select(entry => entry.Text()).Distinct().Count());
        Assert.Equal(new Verification.Clean(journal.Head()), journal.Verify());
    }

    public void Dispose() => _book.Dispose();

    bool FilesHold(ReadOnlySpan<byte> wanted)
    {
        foreach (var path in Directory.GetFiles(_book.Name))
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            file.CopyTo(copy);
            if (copy.ToArray().AsSpan().IndexOf(wanted) >= 0) return true;
        }
        return false;
    }

    static string Refusal(Action work) => Assert.Throws<JournalUnavailable>(work).Message;

    static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
