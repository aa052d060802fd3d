namespace Headroom.Journal;

/// <summary>Opens the journal that a book's name stands for.</summary>
public static class Journals
{
    /// <summary>
    /// <c>postgres://</c> or <c>postgresql://</c> is a database on a server, see <see cref="PostgresJournal"/>;
    /// everything else is a directory, see <see cref="SqliteJournal"/>. With <paramref name="create"/> the journal is
    /// made when it is not there yet; an existing one is opened as it is.
    /// </summary>
    public static IJournal Open(string book, bool create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(book);
        return PostgresAddress.Is(book) ? PostgresJournal.Open(book, create) : SqliteJournal.Open(book, create);
    }
}
