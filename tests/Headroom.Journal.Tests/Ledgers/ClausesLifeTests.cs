using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;

namespace Headroom.Journal.Tests.Ledgers;

/// <summary>The figures of examples/clauses, as its README works them out by hand.</summary>
public sealed class ClausesLifeTests(LivedBooks books) : IClassFixture<LivedBooks>
{
    [Theory]
    [InlineData("a-reserved", "294000000.00")]
    [InlineData("b-committed", "42970000.00")]
    [InlineData("c-staged", "51518880.00")]
    [InlineData("d-metered", "8189692.07")]
    public void Each_contract_comes_to_what_was_worked_out_and_all_of_it_is_earned(string contract, string total)
    {
        var (book, balances) = (books.Of("clauses").Book, Ledger.Balances(books.Of("clauses").Entries));

        Assert.Equal(total, Text(book.Receivables.TotalBilled(Slug.Of(contract))));
        Assert.Equal(total, Text(-balances[(LedgerAccount.Of(AccountKind.Revenue, Slug.Of(contract)).Name, "USD")]));
    }

    [Fact]
    public void In_the_end_all_of_it_is_in_the_bank_and_nothing_is_owed()
    {
        var balances = Ledger.Balances(books.Of("clauses").Entries);

        Assert.Equal(396_678_572.07m, balances[(LedgerAccount.Bank.Name, "USD")]);
        Assert.DoesNotContain(balances.Keys,
            key => key.Account.StartsWith("assets:receivable", StringComparison.Ordinal) || key.Account.StartsWith("liabilities", StringComparison.Ordinal));
        Assert.Equal(396_678_572.07m, books.Of("clauses").Months.Sum(month => month.Money[0].Paid));
    }

    // By hand, line by line as in the README: the credit of September, the revision in November, the late reading in January, the last invoice.
    [Theory]
    [InlineData("a-reserved", 2026, 9, "credit: 2026-09 -250000.00")]
    [InlineData("a-reserved", 2027, 5, "credit: adjustment of 2027-03 -1250000.00")]
    [InlineData("a-reserved", 2027, 8, "credit: adjustment of 2027-03 750000.00")]
    [InlineData("b-committed", 2026, 11, "compute: adjustment of 2026-08 -150000.00")]
    [InlineData("b-committed", 2027, 1, "compute: adjustment of 2026-11 0")]
    [InlineData("c-staged", 2026, 6, "fee: 2026-06 2100000.00")]
    [InlineData("c-staged", 2027, 9, "early-termination fee: 2027-09 11799680.00")]
    [InlineData("c-staged", 2027, 9, "advance: 2027-09 -4800000.00")]
    [InlineData("d-metered", 2026, 10, "fee: adjustment of 2026-07 -50000.00")]
    [InlineData("d-metered", 2026, 9, "energy: adjustment of 2026-07 -4337.95")]
    public void A_line_reads_as_worked_out_by_hand(string contract, int year, int month, string line)
    {
        var invoice = books.Of("clauses").Book.Receivables.Invoices.Values.Single(each => each.Contract == Slug.Of(contract) && each.Period == new YearMonth(year, month));
        var lines = invoice.Lines.Select(each => $"{each.Text} {Text(each.Amount)}");

        if (line.EndsWith(" 0", StringComparison.Ordinal)) Assert.DoesNotContain(lines, each => each.StartsWith(line[..^1], StringComparison.Ordinal));
        else Assert.Contains(line, lines);
    }

    // Law: revenue of a month is what is earned by its end less what was recognised before; what is shown is what is posted.
    [Theory]
    [InlineData("mixed-fleet")]
    [InlineData("clauses")]
    public void What_the_months_show_as_earned_is_what_the_ledger_recognised(string example)
    {
        var recognised = -Ledger.Balances(books.Of(example).Entries).Where(balance => balance.Key.Account.StartsWith("income:revenue", StringComparison.Ordinal))
            .Sum(balance => balance.Value);

        Assert.Equal(recognised, books.Of(example).Months.Sum(month => month.Money[0].Earned));
    }

    static string Text(decimal amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
