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

public sealed class RollForwardTests
{
    static readonly Config Thousand = Laws.Thousand;

    // Law: at every closing billed + accreted - revenue = contract liability + customer liability - contract asset, contract by contract, and receivables are what documents leave
    // open.
    [Fact]
    public void Every_closed_month_ties_to_documents_and_contracts() =>
        Prop.ForAll(InvoicingLife.Any, life => Months(InvoicingLife.Facts(life)).All(month => month is { IsClosed: true, Holds: true } && month.Ties.Length > 0)).Check(Thousand);

    // Law: nothing happens between two months, and nobody's share is lost: opening = closing before; customers, and contracts with unapplied cash, add up to the whole.
    [Fact]
    public void A_month_opens_as_the_one_before_closed_and_the_shares_add_up() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var months = Months(InvoicingLife.Facts(life));
            return months.Zip(months.Skip(1))
                .All(pair => Closings(pair.First.Lines)
                    .SequenceEqual(pair.Second.Lines.Where(line => line.Opening != 0).Select(line => (line.Kind, line.Contract, line.Customer, line.Opening))))
                && months.All(month => month.ByCustomer.Sum(line => line.Closing) == month.Whole.Sum(line => line.Closing)
                    && month.ByContract.Sum(line => line.Closing) + month.Whole.Where(line => line.Kind == AccountKind.UnappliedCash)
                    .Sum(line => line.Closing) == month.Whole.Sum(line => line.Closing));
        }).Check(Thousand);

    // Law: what is of one contract adds up to what stands by contract, and so for customers.
    [Fact]
    public void The_parts_of_contracts_and_of_customers_add_up_to_the_whole() =>
        Prop.ForAll(InvoicingLife.Any, life => Months(InvoicingLife.Facts(life)).All(month =>
            month.ByContract.Select(line => line.Contract).Distinct().SelectMany(contract => month.Only(contract, null).Whole).Sum(line => line.Closing)
                == month.ByContract.Sum(line => line.Closing)
            && month.ByCustomer.Select(line => line.Customer).Distinct().SelectMany(customer => month.Only(null, customer).Whole).Sum(line => line.Closing)
                == month.Whole.Sum(line => line.Closing))).Check(Laws.Seeded);

    // Law: a contract is an asset or a liability and never both; revenue of a month and its catch-ups are what its close recognised.
    [Fact]
    public void A_contract_is_an_asset_or_a_liability_and_never_both() =>
        Prop.ForAll(InvoicingLife.Any, life => Months(InvoicingLife.Facts(life)).All(month =>
            month.Ties.All(tie => tie is { Asset: >= 0, Liability: >= 0, Refundable: >= 0 } && (tie.Asset == 0 || tie.Liability + tie.Refundable == 0)))).Check(Thousand);

    // Law: what happens later changes no closed month.
    [Fact]
    public void A_closed_month_stays_as_it_was_closed_whatever_is_said_later() =>
        Prop.ForAll(InvoicingLife.Any, life =>
        {
            var facts = InvoicingLife.Facts(life).ToList();
            var close = facts.FindIndex(fact => fact.Body is MonthClosed);
            if (close < 0) return true;
            var month = ((MonthClosed)facts[close].Body).Month;
            return RollForward.Of(facts.Take(close + 1), month).Lines.SequenceEqual(RollForward.Of(facts, month).Lines);
        }).Check(Laws.Seeded.WithMaxTest(300));

    // Law: money that is on account, applied, taken off, set off and given back is rolled forward too.
    [Fact]
    public void The_cash_of_a_month_ties_to_receipts_and_documents() =>
        Prop.ForAll(CashLife.Any, numbers =>
        {
            List<Fact> facts = [.. CashLife.Opening, .. CashLife.Of(numbers).Select(step => step.Fact)];
            facts.Add(new Fact(facts.Count + 1, At(2026, 8, 1), Us, new MonthClosed(Month(2026, 7), 0)));
            return RollForward.Of(facts, Month(2026, 7)) is { IsClosed: true } month && month.Open.All(tie => tie.Difference == 0) && month.Open.Length > 1;
        }).Check(Thousand);

    // By hand: 625 million billed for May and for June, 1,216,216,216.22 earned in each; May's invoice is paid on 10 June.
    [Fact]
    public void June_of_the_deal_under_a_straight_line()
    {
        var facts = Facts(Agreed with { Revenue = RevenuePolicy.StraightLineStated },
            new CloseMonth(Month(2026, 5)), new RecordPayment("INV-0000001", Day(2026, 6, 10), 625_000_000m, "USD", "wire"), new CloseMonth(Month(2026, 6)));
        var june = RollForward.Of(facts, Month(2026, 6)).Whole;

        Assert.Equal(
            [
                (AccountKind.Receivable, 625_000_000m, "billed 625000000.00, received -625000000", 625_000_000m),
                (AccountKind.ContractAsset, 591_216_216.22m, "billed -591216216.22, recognised 1182432432.43", 1_182_432_432.43m),
                (AccountKind.ContractLiability, 0m, "billed 33783783.78, recognised -33783783.78", 0m),
                (AccountKind.Revenue, 1_216_216_216.22m, "recognised 1216216216.21", 2_432_432_432.43m),
            ],
            june.Select(line => (line.Kind, line.Opening, Says(line), line.Closing)));
    }

    // By hand: the fee of May was 625 and is found to have been 525 after May was closed: June takes 100 back, of May by its name, and is itself 525.
    [Fact]
    public void What_becomes_known_of_a_closed_month_is_caught_up_in_the_open_one_by_name()
    {
        var (first, second) = (With(Fee((Start, 625m))), With(Fee((Start, 525m))));
        var facts = Facts(first, new CloseMonth(Month(2026, 5)), new AmendContract(second, Start, Treatment.Correction, null), new CloseMonth(Month(2026, 6)));
        var (may, june) = (RollForward.Of(facts, Month(2026, 5)), RollForward.Of(facts, Month(2026, 6)));

        Assert.Equal("recognised 625.00", Says(may.Whole.Single(line => line.Kind == AccountKind.Revenue)));
        Assert.Equal("recognised 525.00, catch-up of 2026-05: recognised -100.00", Says(june.Whole.Single(line => line.Kind == AccountKind.Revenue)));
        Assert.Equal("billed 525.00, catch-up of 2026-05: billed -100.00", Says(june.Whole.Single(line => line.Kind == AccountKind.Receivable)));
        Assert.Equal((625m, 525m, 0m),
            Ledger.Entries(facts).ToList() is var entries && RecognisedMonth.Of(Book(facts), entries, Month(2026, 5)).Single() is var seen
            ? (seen.AtClose, seen.Now, seen.ToCatchUp) : default);
    }

    // By hand: a fee of 3,100 a month; the customer is ours from 16 July, which is said after July was closed. 16 of July's 31 days are 1,600, which August moves out of revenue
    // together with what was owed by then, 9,300; August itself is no revenue.
    [Fact]
    public void What_a_customer_pays_that_became_ours_stands_apart_from_its_date_on()
    {
        var facts = Facts(With(Fee((Start, 3_100m))), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)), new CloseMonth(Month(2026, 7)),
            new AcquireCustomer(new CustomerAcquired(Buyer, Day(2026, 7, 16), "8-K")), new CloseMonth(Month(2026, 8)));
        var august = RollForward.Of(facts, Month(2026, 8));

        Assert.True(august.Holds);
        Assert.Equal(
            [
                (AccountKind.Receivable, 9_300m, "catch-up of 2026-07: customer became ours -9300.00", 0m),
                (AccountKind.IntercompanyReceivable, 0m, "billed 3100.00, catch-up of 2026-07: customer became ours 9300.00", 12_400m),
                (AccountKind.Revenue, 9_300m, "catch-up of 2026-07: recognised -1600.00", 7_700m),
                (AccountKind.IntercompanyRevenue, 0m, "recognised 3100.00, catch-up of 2026-07: recognised 1600.00", 4_700m),
            ],
            august.Whole.Where(line => line.Kind is not AccountKind.ContractAsset and not AccountKind.ContractLiability)
            .Select(line => (line.Kind, line.Opening, Says(line), line.Closing)));
    }

    static string Says(RollLine line) => string.Join(", ", line.Movements.Select(movement => FormattableString.Invariant($"{movement.Cause.Text} {movement.Amount}")));

    static List<(AccountKind, Slug?, Slug?, decimal)> Closings(IEnumerable<RollLine> lines) =>
        [.. lines.Where(line => line.Closing != 0).Select(line => (line.Kind, line.Contract, line.Customer, line.Closing))];

    static List<RollForward> Months(IEnumerable<Fact> life)
    {
        var facts = life.ToList();
        return [.. facts.Select(fact => fact.Body).OfType<MonthClosed>().Select(closed => closed.Month).Distinct().Select(month => RollForward.Of(facts, month))];
    }

    internal static Book Book(IEnumerable<Fact> facts) => facts.Aggregate(Core.Books.Book.Empty, (told, fact) => told.With(fact));

    /// <summary>The facts of a book with one contract, signed in April, and of what was said on 1 August.</summary>
    internal static List<Fact> Facts(Terms terms, params Command[] commands)
    {
        List<Fact> facts = [.. Core.Books.Book.Empty.Facts(At(2026, 3, 1), new OpenBook(Us, "America/Chicago", Sandbox: true, null),
            new AddSite(Memphis, null, "America/Chicago", [(Day(2024, 1, 1), 300_000m)]),
            new AddPool(new Core.Capacity.Pool(Colossus, Memphis, null, new Gpus(8), Whole, Gpus.Zero)),
            new PlanSupply(Block("c1", 220_000)), new EnergiseSupply(Slug.Of("c1"), Day(2025, 1, 1)))];
        return [.. facts, .. Book(facts).Facts(At(2026, 9, 2), [new SignContract(terms), .. commands])];
    }
}
