namespace Headroom.Journal.Tests.Store;

public sealed class JournalsTests
{
    [Fact]
    public void A_book_without_a_name_is_a_bug() => Assert.Throws<ArgumentException>(() => Journals.Open(" ", create: true));

    [Fact]
    public void A_plain_name_is_a_directory()
    {
        using var book = new Sqlite.SqliteBook();
        using var journal = Journals.Open(book.Name, create: true);

        Assert.IsType<SqliteJournal>(journal);
        Assert.True(File.Exists(book.FilePath));
    }
}
