using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class LedgerTests
{
    static readonly List<Fact> Opening = [.. Core.Books.Book.Empty.Facts(At(2026, 3, 1),
        new OpenBook(Us, "America/Chicago", Sandbox: true, null),
        new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
        new AddPool(new Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)),
        new PlanSupply(Block("c1", 220_000)),
        new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)))];

    static readonly Book Opened = Opening.Aggregate(Core.Books.Book.Empty, (book, fact) => book.With(fact));

    // Law: every entry moves money and makes none, and no posting is of nothing.
    [Fact]
    public void Every_entry_sums_to_zero() =>
        Prop.ForAll(Life.Short, numbers => Ledger.Entries(Facts(Life.Of(numbers, Opened))).All(Balanced)).Check(Laws.Thousand);

    // Law: what customers owe is what stands open on their invoices, in each currency.
    [Fact]
    public void The_receivable_of_a_customer_is_what_is_open_on_its_invoices() =>
        Prop.ForAll(Life.Short, numbers =>
        {
            var steps = Life.Of(numbers, Opened).ToList();
            var (book, balances) = (steps.Select(step => step.After).LastOrDefault(Opened), Ledger.Balances(Ledger.Entries(Facts(steps))));
            var open = book.Receivables.Invoices.Values.GroupBy(invoice => (Account: LedgerAccount.Receivable(invoice.Buyer).Name, invoice.Currency.Code))
                .Select(group => (group.Key, Open: group.Sum(book.Receivables.OpenOf))).Where(each => each.Open != 0).ToDictionary(each => each.Key, each => each.Open);
            var owed = balances.Where(balance => balance.Key.Account.StartsWith("assets:receivable:", StringComparison.Ordinal)).ToList();
            return owed.Count == open.Count && owed.All(each => open.GetValueOrDefault(each.Key) == each.Value);
        }).Check(Laws.Thousand);

    // Law: at a close a contract's balance is what was earned by the month's end less what was billed: an asset or a liability, never both.
    [Fact]
    public void At_every_close_a_contracts_balance_is_revenue_less_what_was_billed() =>
        Prop.ForAll(Life.Short, numbers => TiesAtTheLastClose(Life.Of(numbers, Opened))).Check(Laws.Thousand);

    [Fact]
    public void Also_with_every_clause_there_is() =>
        Prop.ForAll(ClauseLife.Any.ToArbitrary(), life =>
        {
            var steps = ClauseLife.Of(life.Terms, life.Numbers).ToList();
            if (steps.Count == 0) return true;
            var signed = new Fact(Opened.Position + 1, At(2026, 4, 20), Us, new ContractSigned(life.Terms));
            var entries = Ledger.Entries(Opening.Append(signed).Concat(steps.Select(step => step.Fact))).ToList();
            var (balances, contract) = (Ledger.Balances(entries), steps[^1].After.Contracts[Id]);
            var means = contract.Schedule(Through).Charges.Where(charge => charge.IsMeans).Sum(charge => charge.Due.Total.Round(2));
            // Over a whole life all that is due is earned, and nothing is left on the contract, not a cent of rounding.
            return entries.All(Balanced) && Net(balances, Id) + means == 0;
        }).Check(Laws.Thousand);

    // By hand: 625 million for May and June, 1,250 for July; May was paid on 1 July. What is earned is what was billed.
    [Fact]
    public void The_deal_through_July()
    {
        var facts = Opened.Facts(At(2026, 8, 2), new SignContract(Agreed), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)),
            new RecordPayment("INV-0000001", Day(2026, 7, 1), 625_000_000m, "USD", "wire"), new CloseMonth(Month(2026, 7)));
        var entries = Ledger.Entries(Opening.Concat(facts)).ToList();

        Assert.Equal(
            ["invoice INV-0000001, anthropic-colossus 2026-05", "revenue of anthropic-colossus 2026-05", "invoice INV-0000002, anthropic-colossus 2026-06",
                "revenue of anthropic-colossus 2026-06", "payment of INV-0000001", "invoice INV-0000003, anthropic-colossus 2026-07", "revenue of anthropic-colossus 2026-07"],
            entries.Select(entry => entry.Text));
        Assert.Equal([(LedgerAccount.Receivable(Buyer).Name, 625_000_000m), ("liabilities:contract:anthropic-colossus", -625_000_000m)],
            entries[0].Postings.Select(posting => (posting.Account, posting.Amount)));
        Assert.Equal((Day(2026, 6, 1), Day(2026, 5, 31), Day(2026, 7, 1)), (entries[0].Date, entries[1].Date, entries[4].Date));
        Assert.Equal(
            [("assets:bank", 625_000_000m), ("assets:receivable:anthropic", 1_875_000_000m), ("income:revenue:anthropic-colossus", -2_500_000_000m)],
            Ledger.Balances(entries).Select(balance => (balance.Key.Account, balance.Value)));
    }

    // By hand, straight line over 37 months: 1,216,216,216.22 earned of May, 625 million billed: an asset of 591,216,216.22.
    [Fact]
    public void Revenue_ahead_of_the_bills_is_an_asset_and_a_prepayment_a_liability()
    {
        Assert.Equal(591_216_216.22m, AfterMay(Agreed with { Revenue = RevenuePolicy.StraightLineStated }, AccountKind.ContractAsset));
        Assert.Equal(-200m, AfterMay(With(Fee((Start, 100m)), new Prepayment("advance", [(Start, 200m)], Month(2027, 5), 12)), AccountKind.ContractLiability));

        static decimal AfterMay(Terms terms, AccountKind on) =>
            Ledger.Balances(Ledger.Entries(
                Opening.Concat(Opened.Facts(At(2026, 6, 2), new SignContract(terms), new CloseMonth(Month(2026, 5))))))[(LedgerAccount.Of(on, Id).Name, "USD")];
    }

    [Fact]
    public void A_credit_note_lowers_the_receivable_and_its_refund_the_bank()
    {
        var given = With(Fee((Start, 100m)), new Once("stock", Start, -400m, "shares given to the customer")) with { NetDays = 0 };
        var entries = Ledger.Entries(Opening.Concat(Opened.Facts(At(2026, 6, 2),
            new SignContract(given), new CloseMonth(Month(2026, 5)), new RecordPayment("INV-0000001", Day(2026, 6, 1), -300m, "USD", "shares")))).ToList();

        Assert.StartsWith("credit note INV-0000001", entries[0].Text);
        Assert.Equal((-300m, 0m), (Ledger.Balances(entries)[("assets:bank", "USD")], Ledger.Balances(entries).GetValueOrDefault(("assets:receivable:anthropic", "USD"))));
    }

    static bool TiesAtTheLastClose(IEnumerable<(Fact Fact, Book After)> life)
    {
        var steps = life.ToList();
        var last = steps.FindLastIndex(step => step.Fact.Body is MonthClosed);
        if (last < 0) return true;
        var (book, end) = (steps[last].After, ((MonthClosed)steps[last].Fact.Body).Month.PlusMonths(1).OnDayOfMonth(1));
        var balances = Ledger.Balances(Ledger.Entries(Facts(steps.Take(last + 1))));
        return book.Sold.All(contract =>
        {
            var earned = Revenue.Recognise(contract, end.PlusDays(-1).ToYearMonth(), new Dictionary<Slug, decimal>());
            return Net(balances, contract.Id) == earned - book.Receivables.TotalBilled(contract.Id)
                && -balances.GetValueOrDefault((LedgerAccount.Of(AccountKind.Revenue, contract.Id).Name, contract.Terms.Currency.Code)) == earned;
        });
    }

    /// <summary>What stands on a contract's asset and liabilities together; debits are positive.</summary>
    static decimal Net(ImmutableSortedDictionary<(string Account, string Currency), decimal> balances, Slug contract) =>
        new[] { AccountKind.ContractAsset, AccountKind.ContractLiability,
            AccountKind.CustomerLiability }.Sum(kind => balances.GetValueOrDefault((LedgerAccount.Of(kind, contract).Name, "USD")));

    static bool Balanced(LedgerEntry entry) => entry.Postings.Sum(posting => posting.Amount) == 0 && entry.Postings.All(posting => posting.Amount != 0);

    static IEnumerable<Fact> Facts(IEnumerable<(Fact Fact, Book After)> life) => Opening.Concat(life.Select(step => step.Fact));
}
