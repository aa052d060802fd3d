using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Formats.Ledgers;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Formats.Tests.Ledgers;

public sealed class LedgerTextTests
{
    static readonly LedgerAccount OfContract = LedgerAccount.Of(AccountKind.ContractLiability, Slug.Of("a")), Receivable = LedgerAccount.Receivable(Slug.Of("b-1"));

    // An invoice of 1 June for May belongs to May.
    static readonly List<LedgerEntry> Entries =
    [
        .. LedgerEntry.Move(Day(2026, 6, 1), "invoice INV-0000001, a 2026-05", 7, Currency.Usd, 312_500_000.00m, OfContract,
            Receivable).Select(entry => entry with { Month = Month(2026, 5) }),
        .. LedgerEntry.Move(Day(2026, 5, 31), "revenue of a 2026-05", 8, Currency.Usd, -0.01m, LedgerAccount.Of(AccountKind.Revenue, Slug.Of("a")), OfContract),
        .. LedgerEntry.Move(Day(2026, 7, 1), "payment of INV-0000001", 9, Currency.Of("JPY")!, 5m, Receivable, LedgerAccount.Bank),
    ];

    [Fact]
    public void What_a_payer_writes_begins_no_entry_and_ends_no_text()
    {
        List<LedgerEntry> entries = [.. LedgerEntry.Move(Day(2026, 6, 1), "wire \"17\" \\\n2026-06-01 * forged", 7, Currency.Usd, 1m, LedgerAccount.Bank, Receivable)];

        Assert.Equal("2026-06-01 wire \"17\" \\ 2026-06-01 * forged  ; position:7, month:2026-06", LedgerText.Plain(entries).First());
        Assert.Contains("2026-06-01 * \"wire \\\"17\\\" \\\\ 2026-06-01 * forged\"", LedgerText.Beancount(entries));
    }

    [Fact]
    public void Plain_text_gives_each_entry_its_date_words_position_and_postings() => Assert.Equal(
        """
        2026-06-01 invoice INV-0000001, a 2026-05  ; position:7, month:2026-05
            assets:receivable:b-1    312500000.00 USD
            liabilities:contract:a    -312500000.00 USD

        2026-05-31 revenue of a 2026-05  ; position:8, month:2026-05
            liabilities:contract:a    -0.01 USD
            income:revenue:a    0.01 USD

        2026-07-01 payment of INV-0000001  ; position:9, month:2026-07
            assets:bank    5 JPY
            assets:receivable:b-1    -5 JPY

        """, string.Join('\n', LedgerText.Plain(Entries)));

    [Fact]
    public void Beancount_opens_every_account_on_the_first_date_and_capitalises_its_parts() => Assert.Equal(
        """
        2026-05-31 open Assets:Bank
        2026-05-31 open Assets:Receivable:B-1
        2026-05-31 open Income:Revenue:A
        2026-05-31 open Liabilities:Contract:A

        2026-06-01 * "invoice INV-0000001, a 2026-05"
          position: 7
          month: "2026-05"
          Assets:Receivable:B-1    312500000.00 USD
          Liabilities:Contract:A    -312500000.00 USD

        2026-05-31 * "revenue of a 2026-05"
          position: 8
          month: "2026-05"
          Liabilities:Contract:A    -0.01 USD
          Income:Revenue:A    0.01 USD

        2026-07-01 * "payment of INV-0000001"
          position: 9
          month: "2026-07"
          Assets:Bank    5 JPY
          Assets:Receivable:B-1    -5 JPY

        """, string.Join('\n', LedgerText.Beancount(Entries)));

    [Fact]
    public void Without_an_entry_there_is_nothing_to_write()
    {
        Assert.Empty(LedgerText.Plain([]));
        Assert.Empty(LedgerText.Beancount([]));
        Assert.Empty(LedgerEntry.Move(Day(2026, 6, 1), "nothing", 1, Currency.Usd, 0m, OfContract, Receivable));
    }

    [Theory]
    [InlineData("assets:receivable:customer-a", "Assets:Receivable:Customer-a")]
    [InlineData("assets:receivable:7-eleven", "Assets:Receivable:7-eleven")]
    public void Accounts_are_capitalised_part_by_part(string account, string capitalised) => Assert.Equal(capitalised, LedgerText.Capitalised(account));
}
