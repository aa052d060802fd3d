using Headroom.Core.Books;
using Headroom.Core.Documents;
using Headroom.Core.Views;
using Headroom.Journal.Keeping;
using Headroom.Journal.Scenarios;
using Headroom.Journal.Tests.Keeping;
using Headroom.Journal.Tests.Scenarios;
using Headroom.Journal.Tests.Store.Sqlite;
using NodaTime;

namespace Headroom.Journal.Tests.Ledgers;

/// <summary>Examples lived to their ends, each once for all tests of a class.</summary>
public sealed class LivedBooks
{
    readonly Dictionary<string, Lived> _lives = [];

    /// <summary>Everything that an example came to.</summary>
    public Lived Of(string example) => _lives.TryGetValue(example, out var life) ? life : _lives[example] = Live(example);

    static Lived Live(string example)
    {
        using var store = new SqliteBook();
        using var keeper = new Bookkeeper(store.Open(), new SetClock(Saying.NewYear));
        var directory = Example.Find(example);
        var scenario = Loader.Read(directory).Value!;
        var months = new Play(keeper, new Loader(keeper, directory, scenario, Saying.Actor), scenario, Saying.Actor).Until(new LocalDate(2031, 3, 1)).Select(step =>
        {
            Assert.Null(step.Refusal);
            return step.Month!;
        }).ToList();
        return new(keeper.CatchUp(), months, [.. Ledger.Entries(keeper.Facts(0, long.MaxValue))]);
    }
}

/// <summary>A book at the end of its life, its months and its double entries.</summary>
public sealed record Lived(Book Book, List<PlayedMonth> Months, List<LedgerEntry> Entries);
