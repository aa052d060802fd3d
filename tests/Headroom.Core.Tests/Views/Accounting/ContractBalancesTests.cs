using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Documents;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ContractBalancesTests
{
    static readonly Slug Plain = Slug.Of("plain");

    // Law: billed, plus interest accreted, less revenue is the liabilities less the asset, to the cent, at any date and whatever was billed; a contract
    // has an asset or liabilities and never both; and the sum over the customers is the whole.
    [Fact]
    public void Billed_and_interest_less_revenue_are_the_liabilities_less_the_asset() =>
        Prop.ForAll(Clauses.Terms.ToArbitrary(), Gen.Choose(0, int.MaxValue).ArrayOf(4).ToArbitrary(), Gen.Choose(-40, 600).ToArbitrary(), (terms, billed, offset) =>
        {
            var (book, at) = (Billed(terms, billed), terms.From.PlusDays(offset));
            var balances = ContractBalances.Of(book, at).ToList();
            foreach (var (of, each) in balances.Select(each => (each.Contract, each.Amounts)))
            {
                var contract = book.Contracts[of];
                var lines = book.Receivables.Invoices.Values.Where(invoice => invoice.Contract == of && invoice.Period.PlusMonths(1).OnDayOfMonth(1) <= at.PlusDays(1))
                    .Sum(invoice => invoice.Total);
                var recognition = Recognition.Of(contract, contract.Terms.Revenue, at);
                Assert.Equal(lines + recognition.Interest.At(at.PlusDays(1)).Round(2) - recognition.Recognised(at),
                    each.ContractLiability + each.CustomerLiability - each.ContractAsset);
                Assert.True(each is { ContractAsset: >= 0, ContractLiability: >= 0, CustomerLiability: >= 0 });
                Assert.True(each.ContractAsset == 0 || each.ContractLiability + each.CustomerLiability == 0);
            }
            Assert.Equal(2, balances.Count);
            Assert.Equal(balances.Sum(each => each.Amounts.Held), ContractBalances.ByCustomer(balances).Sum(each => each.Sum.Held));
            Assert.Equal(balances.Sum(each => each.Amounts.Held), Assert.Single(ContractBalances.Totals(balances)).Held);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: at every close of a life what the ledger holds for a contract is what stands here at the month's end.
    [Fact]
    public void At_every_close_the_ledger_holds_the_same() =>
        Prop.ForAll(Lives, life => LedgerHoldsTheSame(life.Terms, life.Numbers)).Check(Laws.Thousand);

    // Law: also where something is given to the customer, which then stands on an account of its own until it is cleared. What is given is spread over every day's fee in exact
    // fractions, some of hundreds of digits: a life takes a twentieth of a second of processor time, a thousand of them most of a minute.
    [Fact]
    public void Also_where_something_is_given_to_the_customer() =>
        Prop.ForAll(Lives, life => LedgerHoldsTheSame(life.Terms with
        {
            Legs = life.Terms.Legs.Add(
            new CustomerConsideration("shares", ConsiderationKind.Equity, [(life.Terms.From, life.Numbers[0]), (life.Terms.From.PlusDays(35), life.Numbers[1])], null, null))
        },
            life.Numbers)).Check(Laws.Thousand);

    static readonly Arbitrary<(Terms Terms, int[] Numbers)> Lives = ClauseLife.Any.Where(life => life.Numbers.All(number => number % 14 < 12)).ToArbitrary();

    static void LedgerHoldsTheSame(Terms terms, int[] numbers)
    {
        var (run, ledger) = (new LedgerRun(), new Dictionary<string, decimal>());
        foreach (var fact in Opening.Append(new Fact(Opening.Length + 1, At(2026, 4, 20), Us, new ContractSigned(terms)))) Post(fact);
        foreach (var (fact, after) in ClauseLife.Of(terms, numbers))
        {
            Post(fact);
            if (fact.Body is not MonthClosed closed) continue;
            decimal On(AccountKind kind) => ledger.GetValueOrDefault(LedgerAccount.Of(kind, Id).Name);
            var amounts = ContractBalances.Of(after, after.Contracts[Id], closed.Month.PlusMonths(1).OnDayOfMonth(1).PlusDays(-1)).Amounts;
            Assert.Equal((amounts.ContractAsset, -amounts.ContractLiability, -amounts.CustomerLiability, -amounts.Given),
                (On(AccountKind.ContractAsset), On(AccountKind.ContractLiability), On(AccountKind.CustomerLiability), On(AccountKind.Consideration)));
        }

        void Post(Fact fact)
        {
            foreach (var posting in run.After(fact).SelectMany(entry => entry.Postings)) ledger[posting.Account] = ledger.GetValueOrDefault(posting.Account) + posting.Amount;
        }
    }

    // Vector 2: 1,216.216216 a month are earned and 625 billed; in the end nothing is left.
    [Theory]
    [InlineData(2026, 5, 31, 591_216_216.22)]
    [InlineData(2026, 6, 30, 1_182_432_432.43)]
    [InlineData(2026, 7, 31, 1_148_648_648.65)]
    [InlineData(2029, 5, 31, 0)]
    public void A_straight_line_over_the_stated_term_carries_an_asset_through_the_ramp(int year, int month, int day, decimal asset)
    {
        var balances = Due(With(RampCapacity, RampFee), RevenuePolicy.StraightLineStated, Day(year, month, day));

        Assert.Equal((asset, 0m, 0m), (balances.ContractAsset, balances.ContractLiability, balances.CustomerLiability));
    }

    // Either side may leave on 90 days' notice, and the 120 paid ahead are credited from the third year on: all of it would be given back.
    [Fact]
    public void Money_for_the_time_after_the_earliest_end_is_the_customers()
    {
        var advance = new Prepayment("advance", [(Start, 120m)], Month(2028, 6), 12);
        var (leaving, bound) = (Due(With(RampFee, advance, AtOnce), RevenuePolicy.AsInvoiced, Day(2026, 5, 31)),
            Due(With(RampFee, advance), RevenuePolicy.AsInvoiced, Day(2026, 5, 31)));

        Assert.Equal((0m, 0m, 120m), (leaving.ContractAsset, leaving.ContractLiability, leaving.CustomerLiability));
        Assert.Equal((0m, 120m, 0m), (bound.ContractAsset, bound.ContractLiability, bound.CustomerLiability));
    }

    // By hand: ten a month are credited from July on; by the end of July 90 days' notice runs through 29 October, so that three more months are
    // credited at most on the last days of August and September: 120 - 10 - 20 = 90 would be given back, 20 not.
    [Fact]
    public void What_is_credited_before_the_earliest_end_is_not()
    {
        var balances = Due(With(RampFee, new Prepayment("advance", [(Start, 120m)], Month(2026, 7), 12), AtOnce), RevenuePolicy.AsInvoiced, Day(2026, 7, 31));

        Assert.Equal((20m, 90m), (balances.ContractLiability, balances.CustomerLiability));
    }

    // Once notice is served the end is certain, and so is what will be given back.
    [Fact]
    public void After_notice_what_will_be_given_back_is_the_customers()
    {
        var contract = Signed(With(RampFee, new Prepayment("advance", [(Start, 120m)], Month(2026, 7), 12), AtOnce))
            with
        { Notice = new Notice(Side.Buyer, Day(2026, 7, 1), Day(2026, 9, 29)) };
        var balances = ContractBalances.AsDue(contract, Recognition.Of(contract, RevenuePolicy.AsInvoiced, Day(2026, 7, 31)), Day(2026, 7, 31)).Amounts;

        Assert.Equal((10m, 100m), (balances.ContractLiability, balances.CustomerLiability));
    }

    // An invoice of May bears the first of June and counts with May; one in the place of a void one counts from its own date.
    [Fact]
    public void An_invoice_counts_with_its_month_until_it_is_void()
    {
        var book = SignedBook.Told(At(2026, 6, 3), new CloseMonth(Month(2026, 5))).Told(At(2026, 6, 20), new VoidInvoice("INV-0000001", "wrong address"));

        decimal On(int month, int day) => ContractBalances.BilledBy(book, book.Contracts[Id], Day(2026, month, day));
        Assert.Equal((0m, 625_000_000m, 625_000_000m, 625_000_000m), (On(5, 30), On(5, 31), On(6, 19), On(6, 20)));
    }

    static BalanceAmounts Due(Terms terms, RevenuePolicy policy, LocalDate at) =>
        ContractBalances.AsDue(Signed(terms), Recognition.Of(Signed(terms), policy, at), at).Amounts;

    static readonly ImmutableArray<Fact> Opening = [.. Core.Books.Book.Empty.Facts(At(2026, 3, 1),
        new OpenBook(Us, "America/Chicago", Sandbox: true, null), new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
        new AddPool(new Core.Capacity.Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)), new PlanSupply(Block("c1", 220_000)),
        new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)))];

    /// <summary>Two contracts of two customers and invoices over amounts that nobody computed.</summary>
    static Book Billed(Terms terms, int[] amounts)
    {
        var other = terms with { Contract = Plain, Buyer = Deal.Other, Revenue = RevenuePolicy.StraightLineStated };
        var book = Ready.WithContract(Signed(terms)).WithContract(Signed(other));
        Invoice Of(int i, int amount) => new($"INV-{i + 1:0000000}", i % 2 == 0 ? Id : Plain, Us, i % 2 == 0 ? Buyer : Deal.Other, terms.From.ToYearMonth().PlusMonths(i),
            Currency.Usd,
            Start, Start, [new InvoiceLine("fee", terms.From.ToYearMonth().PlusMonths(i), 0, amount / 100m, false)]);
        return book with { Receivables = amounts.Select((amount, i) => Of(i, amount)).Aggregate(Receivables.None, (sum, invoice) => sum.With(invoice)) };
    }
}
