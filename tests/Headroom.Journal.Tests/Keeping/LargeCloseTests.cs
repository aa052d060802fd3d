using System.Runtime;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Journal.Keeping;
using Headroom.Journal.Tests.Store.Sqlite;
using NodaTime;

namespace Headroom.Journal.Tests.Keeping;

/// <summary>A close of so many contracts that other cores write and hash its invoices while they are stored, and that the collector is held back for.</summary>
public sealed class LargeCloseTests : IDisposable
{
    const int Contracts = 10_000;

    readonly SqliteBook _book = new();

    [Fact]
    public void A_close_of_ten_thousand_contracts_is_the_book_that_is_read_back()
    {
        using var keeper = new Bookkeeper(_book.Open(), new SetClock(Saying.NewYear));
        keeper.Begin();
        Sign(keeper);
        keeper.MustNot(new CloseMonth(new YearMonth(2026, 2)));
        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);

        var told = new List<(int Done, int All)>();
        var done = Assert.IsType<Outcome.Done>(keeper.Execute(new CloseMonth(new YearMonth(2026, 1)), Saying.Actor, stored: (stored, all) => told.Add((stored, all))));

        Assert.NotEqual(GCLatencyMode.NoGCRegion, GCSettings.LatencyMode);
        Assert.Equal((Contracts + 1, Contracts + 1), told[^1]);
        Assert.Equal(told.Order(), told);
        Assert.IsType<Verification.Clean>(keeper.Journal.Verify());
        using var again = new Bookkeeper(_book.Open(), new SetClock(Saying.NewYear));
        Same(done.Book, again.CatchUp());
    }

    public void Dispose() => _book.Dispose();

    static void Same(Book carried, Book read)
    {
        Assert.Equal((read.Position, read.RecordedAt, read.ClosedThrough), (carried.Position, carried.RecordedAt, carried.ClosedThrough));
        Assert.Equal(Enumerable.Range(1, Contracts).Select(number => $"INV-{number:0000000}"), carried.Receivables.Invoices.Keys);
        Assert.Equal(Amounts(read), Amounts(carried));
        Assert.Equal(Enumerable.Range(1, Contracts).Sum(i => (decimal)i), carried.Receivables.Standing.Sum(invoice => invoice.Total));
    }

    static IEnumerable<(string?, Slug, decimal, decimal)> Amounts(Book book) => book.Contracts.Keys
        .SelectMany(id => book.Receivables.InvoicesOf(id).Select(invoice => (invoice.Number, id, invoice.Total, book.Receivables.TotalBilled(id))));

    /// <summary>Contracts with a fee of 1, 2, 3 and so on a month, said as facts: nobody asks whether there is so much to sell.</summary>
    static void Sign(Bookkeeper keeper)
    {
        var head = keeper.Journal.Head().Position;
        var signed = Enumerable.Range(1, Contracts).Select(i => new ContractSigned(Saying.Sign($"c{i}", i, Saying.NewYear, new LocalDate(2026, 12, 31)).Terms));
        Assert.IsType<AppendResult.Appended>(keeper.Journal.Append(head, [.. signed.Select(fact => FactCodec.Write(fact, Saying.At(Saying.NewYear), Saying.Actor, null))], null));
    }
}
