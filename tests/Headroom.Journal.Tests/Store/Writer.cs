namespace Headroom.Journal.Tests;

/// <summary>
/// What this program does as a second process. Each acknowledged append is told on a line of standard output,
/// <c>first last root</c>, only after the journal returned.
/// </summary>
static class Writer
{
    /// <summary>The first argument that makes the program a writer.</summary>
    public const string Word = "journal-writer";

    const int MostAttempts = 100_000; // a race that needs more is stuck

    public static int Run(string[] arguments)
    {
        try
        {
            switch (arguments)
            {
                case ["race", var book, var name, var count]: Race(book, name, int.Parse(count)); return 0;
                case ["flood", var book, var name]: Flood(book, name); return 0;
                case ["touch", var book]: Touch(book); return 0;
                default: Console.Error.WriteLine("race BOOK NAME COUNT | flood BOOK NAME | touch BOOK"); return 2;
            }
        }
        catch (JournalUnavailable refusal)
        {
            Console.WriteLine(refusal.Message);
            return 1;
        }
    }

    /// <summary>Appends so many single facts, deciding anew each time that the other one was faster.</summary>
    static void Race(string book, string name, int count)
    {
        using var journal = Journals.Open(book, create: true);
        var head = journal.Head().Position;
        var done = 0;
        for (var attempt = 0; done < count && attempt < MostAttempts; attempt++)
        {
            switch (journal.Append(head, Store.Facts.Of($"{name}/{done}"), $"{name}/{done}"))
            {
                case AppendResult.Appended(var now): head = now.Position; Tell(now.Position, now); done++; break;
                case AppendResult.Moved(var now): head = now.Position; break;
                case AppendResult.KeyTaken(var position): throw new InvalidOperationException($"{name}/{done} was there already, at {position}");
            }
        }
    }

    /// <summary>Appends batches of 1 to 50 facts until it is killed.</summary>
    static void Flood(string book, string name)
    {
        using var journal = Journals.Open(book, create: true);
        var head = journal.Head().Position;
        for (var batch = 0; batch < MostAttempts; batch++)
        {
            var count = 1 + batch * 7 % 50;
            var facts = Store.Facts.Of([.. Enumerable.Range(0, count).Select(index => $"{name}/{batch}/{index}/{count}")]);
            if (journal.Append(head, facts, $"{name}/{batch}") is not AppendResult.Appended(var now)) throw new InvalidOperationException("nobody else writes here");
            Tell(head + 1, now);
            head = now.Position;
        }
    }

    /// <summary>Opens a journal that must exist, appends one fact and tells the library and the position.</summary>
    static void Touch(string book)
    {
        using var journal = Journals.Open(book, create: false);
        if (journal.Append(journal.Head().Position, Store.Facts.Of("touched"), null) is not AppendResult.Appended(var now))
            throw new InvalidOperationException("nobody else writes here");
        Console.WriteLine($"{SqliteLibrary.Loaded.Source} {SqliteLibrary.Loaded.Version} {now.Position} {journal.Verify() is Verification.Clean}");
    }

    static void Tell(long first, Head head)
    {
        Console.WriteLine($"{first} {head.Position} {head.Root}");
        Console.Out.Flush();
    }
}
