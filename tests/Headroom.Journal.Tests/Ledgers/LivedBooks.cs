using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Documents;
using Headroom.Core.Units;
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
    public Lived Of(string example) => _lives.TryGetValue(example, out var life) ? life : _lives[example] = example == Cash ? LiveOnCash() : Live(example);

    /// <summary>No example: a book in which money came, was applied, taken off, set off and given back, in the end with some of it unapplied.</summary>
    public const string Cash = "cash";

    // By hand: 300 a month for two months; 500 come, 300 + 150 are applied, 20 taken off and 15 given back: 55 unapplied. 40 are credited and set off: 130 open.
    static Lived LiveOnCash()
    {
        using var store = new SqliteBook();
        using var keeper = new Bookkeeper(store.Open(), new SetClock(Saying.NewYear));
        keeper.Begin();
        keeper.Must(Saying.Sign("contract", 300, Saying.NewYear, new LocalDate(2026, 12, 31)));
        foreach (var month in new[] { 1, 2 }) keeper.Must(new CloseMonth(new YearMonth(2026, month)));
        var (receipt, day) = (Slug.Of("rct-0000001"), new LocalDate(2026, 3, 2));
        keeper.Must(new RecordReceipt(null, Slug.Of("buyer"), day, 500, "USD", "wire \"17\"; a", "b1",
            [new Application("INV-0000001", null), new Application("INV-0000002", 150)]));
        keeper.Must(new Unapply(receipt.ToString(), "INV-0000002", 20, day.PlusDays(1), "charged twice"));
        keeper.Must(new PayRefund(receipt.ToString(), day.PlusDays(2), 15, null, "back", "b2"));
        keeper.Must(new CreditInvoice("INV-0000002", "fee", new YearMonth(2026, 2), 40, null, "late"));
        return new(keeper.CatchUp(), [], [.. Ledger.Entries(keeper.Facts(0, long.MaxValue))], [.. keeper.Facts(0, long.MaxValue)]);
    }

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
        return new(keeper.CatchUp(), months, [.. Ledger.Entries(keeper.Facts(0, long.MaxValue))], [.. keeper.Facts(0, long.MaxValue)]);
    }
}

/// <summary>A book at the end of its life, its months and its double entries.</summary>
public sealed record Lived(Book Book, List<PlayedMonth> Months, List<LedgerEntry> Entries, List<Fact> Facts);
