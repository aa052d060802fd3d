using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Formats.Ledgers;

namespace Headroom.Journal.Tests.Ledgers;

/// <summary>Whole lives exported and read by the real programs, whose balances are ours.</summary>
public sealed class PlainTextAccountingTests(LivedBooks books) : IClassFixture<LivedBooks>, IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("headroom-ledger-").FullName;

    [Theory]
    [InlineData("mixed-fleet")]
    [InlineData("clauses")]
    [InlineData(LivedBooks.Cash)]
    public void Hledger_comes_to_the_same_balances(string example)
    {
        Accountant.Needs("hledger", "hledger");

        Assert.Equal(Balances(example), Accountant.Hledger(Plain(example)).Order());
    }

    [Theory]
    [InlineData("mixed-fleet")]
    [InlineData("clauses")]
    [InlineData(LivedBooks.Cash)]
    public void Ledger_comes_to_the_same_balances(string example)
    {
        Accountant.Needs("ledger", "ledger");

        Assert.Equal(Balances(example), Accountant.Ledger(Plain(example)).Order());
    }

    [Theory]
    [InlineData("mixed-fleet")]
    [InlineData("clauses")]
    [InlineData(LivedBooks.Cash)]
    public void Beancount_finds_nothing_wrong_and_comes_to_the_same_balances(string example)
    {
        Accountant.Needs("bean-check", "beancount");
        Accountant.Needs("bean-query", "beancount");
        var file = Written($"{example}.beancount", LedgerText.Beancount(books.Of(example).Entries));

        Assert.Equal(Balances(example).Select(balance => (LedgerText.Capitalised(balance.Account), balance.Currency, balance.Amount)).Order(), Accountant.Beancount(file).Order());
    }

    // By hand: 500 came and 15 went; 55 are unapplied; of 600 invoiced 40 were credited and 430 paid: 130 open.
    [Fact]
    public void A_book_with_every_kind_of_movement_comes_to_what_was_worked_out()
    {
        var balances = Ledger.Balances(books.Of(LivedBooks.Cash).Entries);

        Assert.Equal(485m, balances[(LedgerAccount.Bank.Name, "USD")]);
        Assert.Equal(-55m, balances[(LedgerAccount.Unapplied(Slug.Of("buyer")).Name, "USD")]);
        Assert.Equal(130m, balances[(LedgerAccount.Receivable(Slug.Of("buyer")).Name, "USD")]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    IEnumerable<(string Account, string Currency, decimal Amount)> Balances(string example) =>
        Ledger.Balances(books.Of(example).Entries).Select(balance => (balance.Key.Account, balance.Key.Currency, balance.Value)).Order();

    string Plain(string example) => Written($"{example}.journal", LedgerText.Plain(books.Of(example).Entries));

    string Written(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllLines(file, lines);
        return file;
    }
}
