using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using Headroom.Journal.Tests.Keeping;
using Headroom.Journal.Tests.Store.Sqlite;

namespace Headroom.Journal.Tests.Scenarios;

/// <summary>Loading a scenario: once, twice, cut off anywhere, and changed in between.</summary>
public sealed class LoaderTests : IDisposable
{
    readonly SqliteBook _book = new();

    [Fact]
    public void Loading_twice_changes_nothing()
    {
        using var keeper = Keeper(_book);
        Assert.Null(Loader(keeper).Load());
        var head = keeper.Journal.Head();

        Assert.Null(Loader(keeper).Load());

        Assert.Equal(head, keeper.Journal.Head());
        Assert.Equal(47, head.Position);
    }

    // Law: a load that was cut off before any step ends, loaded again, as if it had never been.
    [Fact]
    public void A_load_that_was_cut_off_anywhere_goes_on_where_it_stopped()
    {
        using var whole = Keeper(_book);
        Assert.Null(Loader(whole).Load());
        for (var cut = 1; cut <= 25; cut += 3)
        {
            using var book = new SqliteBook();
            using (var first = Keeper(book))
            {
                Assert.Throws<OperationCanceledException>(() => Loader(first).Load((step, _) => { if (step == cut) throw new OperationCanceledException(); }));
                Assert.True(Loader(first).IsCutOff);
                Assert.Equal(cut, first.Journal.Head().Position);
            }
            using var second = Keeper(book);
            Assert.Null(Loader(second).Load());

            Assert.False(Loader(second).IsCutOff);
            Assert.Equal(whole.Facts(0, long.MaxValue).Select(Said), second.Facts(0, long.MaxValue).Select(Said));
        }
    }

    [Fact]
    public void A_step_that_was_changed_after_it_was_said_is_refused_with_its_line()
    {
        using var keeper = Keeper(_book);
        Assert.Null(Loader(keeper).Load());
        var head = keeper.Journal.Head();

        var refusal = Loader(keeper, ("risk: 5%", "risk: 6%")).Load();

        Assert.Equal(RefusalCode.KeyReused, refusal!.Code);
        Assert.Equal("13", refusal.Numbers["step_line"]);
        Assert.Equal(head, keeper.Journal.Head());
    }

    [Fact]
    public void A_file_that_was_changed_after_it_was_said_is_refused()
    {
        using var keeper = Keeper(_book);
        Assert.Null(Loader(keeper).Load());
        var file = Path.Combine(_book.Name, "example", "contracts", "anthropic.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace("net-days: 30", "net-days: 45"));

        var read = Journal.Scenarios.Loader.Read(Path.Combine(_book.Name, "example"));
        var refusal = new Loader(keeper, Path.Combine(_book.Name, "example"), read.Value!, Saying.Actor).Load();

        Assert.Equal(RefusalCode.KeyReused, refusal!.Code);
    }

    [Fact]
    public void A_scenario_of_another_owner_does_not_go_into_the_book()
    {
        using var keeper = Keeper(_book);
        Assert.Null(Loader(keeper).Load());

        var refusal = Loader(keeper, ("owner: spacex-ai", "owner: another")).Load()!;

        Assert.Equal(RefusalCode.KeyReused, refusal.Code);
        Assert.StartsWith("The book was opened by another scenario than ", refusal.Says, StringComparison.Ordinal);
        Assert.EndsWith("take another book for this one.", refusal.Says, StringComparison.Ordinal);
    }

    // Two scenarios may open a book alike; the one with more steps is no load of the other that was cut off.
    [Fact]
    public void A_book_of_another_scenario_is_no_load_that_was_cut_off()
    {
        using var keeper = Keeper(_book);
        var directory = Example.Find("filing");
        Assert.Null(new Loader(keeper, directory, Journal.Scenarios.Loader.Read(directory).Value!, Saying.Actor).Load());

        Assert.False(Loader(keeper).IsCutOff);
        Assert.Contains("for another scenario take another book", Loader(keeper).Load()!.Says, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refused_step_stops_the_load_and_what_was_said_before_it_stays()
    {
        using var keeper = Keeper(_book);

        var refusal = Loader(keeper, ("kilowatts: 300000 }]", "kilowatts: 299900 }]")).Load();

        Assert.Equal((RefusalCode.Oversold, "100"), (refusal!.Code, refusal.Numbers["short_by_kilowatts"]));
        Assert.Equal(46, keeper.Journal.Head().Position);
    }

    public void Dispose() => _book.Dispose();

    static (long, NodaTime.Instant, string, string) Said(Core.Books.Fact fact) => (fact.Position, fact.RecordedAt, fact.Body.Kind, fact.Body.About);

    static Bookkeeper Keeper(SqliteBook book) => new(book.Open(), new SetClock(Saying.NewYear));

    Loader Loader(Bookkeeper keeper, params (string Old, string New)[] changes)
    {
        var directory = Example.Copy("colossus", Path.Combine(_book.Name, "example"), changes);
        return new(keeper, directory, Journal.Scenarios.Loader.Read(directory).Value!, Saying.Actor);
    }
}

/// <summary>The examples of this repository.</summary>
static class Example
{
    /// <summary>Copies an example, with pieces of its book.yaml exchanged; each piece must be there.</summary>
    public static string Copy(string name, string to, params (string Old, string New)[] changes)
    {
        var from = Find(name);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
        var book = Path.Combine(to, Loader.FileName);
        File.WriteAllText(book, changes.Aggregate(File.ReadAllText(book), (text, change) =>
        {
            Assert.Contains(change.Old, text);
            return text.Replace(change.Old, change.New);
        }));
        return to;
    }

    /// <summary>The folder of an example, in the repository that this program was built in.</summary>
    public static string Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "examples", name) is var example && Directory.Exists(example)) return example;
        throw new DirectoryNotFoundException($"There is no examples/{name} above {AppContext.BaseDirectory}.");
    }
}
