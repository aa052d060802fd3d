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

public sealed class InterestTests
{
    static readonly LateInterest Nine = new(0.09m, InterestBasis.Actual365, 0);

    // One invoice of 1,250,000 for May, issued 1 June, due 1 July.
    static readonly Book Billed = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 1_250_000m))) with { Through = Day(2026, 5, 31), LateInterest = Nine }))
        .Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));

    static readonly Invoice Invoice = Billed.Receivables.Invoices["INV-0000001"];

    // Exact arithmetic vector: 500,000 paid on day 10 and 750,000 on day 25 at 9%.
    [Fact]
    public void B28_part_payments_stop_the_interest_on_their_part() =>
        Assert.Equal(5_856.16m, Accrued(Paid((11, 500_000m), (26, 750_000m)), Day(2026, 12, 31)));

    // Law: paid in whatever parts by the due date costs nothing; paid in parts after it costs between the first part's days and the last's.
    [Fact]
    public void Parts_cost_no_more_than_all_of_it_at_the_last_day_and_no_less_than_at_the_first() =>
        Prop.ForAll(Gen.Choose(1, 1_249_999).ToArbitrary(), Gen.Choose(1, 15).ToArbitrary(), Gen.Choose(15, 31).ToArbitrary(), (part, first, last) =>
        {
            var parts = Interest.Accrued(Paid((first, part), (last, 1_250_000m - part)), Invoice, Nine, Day(2026, 12, 31));
            return !(Nine.On(1_250_000, first - 1) > parts) && !(parts > Nine.On(1_250_000, last - 1));
        }).Check(Laws.Thousand);

    // Law: with a cap the interest is what it would be without, and never more than the share of what was asked for.
    [Fact]
    public void A_cap_holds_and_changes_nothing_below_it() =>
        Prop.ForAll(Gen.Choose(1, 1_250_000).ToArbitrary(), Gen.Choose(1, 30).ToArbitrary(), Gen.Choose(0, 200).ToArbitrary(), (part, paid, thousandths) =>
        {
            var (book, through, capped) = (Paid((paid, part)), Day(2028, 12, 31), Nine with { Cap = thousandths / 1000m });
            var (free, most) = (Interest.Accrued(book, Invoice, Nine, through), (Rational)1_250_000m * capped.Cap.Value);
            return Interest.Accrued(book, Invoice, capped, through) == (free > most ? most : free);
        }).Check(Laws.Thousand);

    // By hand: 9% of 1,250,000 are 308.22 a day; 2% of it, 25,000, are reached on the 82nd day.
    [Fact]
    public void Interest_stops_at_its_cap()
    {
        var capped = Nine with { Cap = 0.02m };
        Assert.Equal(24_965.75m, Interest.Accrued(Billed.Receivables, Invoice, capped, Day(2026, 9, 20)).Round(2));
        Assert.Equal(25_000m, Interest.Accrued(Billed.Receivables, Invoice, capped, Day(2026, 9, 21)).Round(2));
        Assert.Equal(25_000m, Interest.Accrued(Billed.Receivables, Invoice, capped, Day(2027, 9, 21)).Round(2));
    }

    // Law: the parts are all of the principal, and their interest is what has accrued.
    [Fact]
    public void Parts_add_up_to_the_principal_and_to_what_accrued() =>
        Prop.ForAll(Gen.Choose(1, 625_000).ToArbitrary(), Gen.Choose(1, 31).ToArbitrary(), Gen.Choose(1, 90).ToArbitrary(), (amount, paid, days) =>
        {
            var (book, through) = (Paid((paid, amount), (31, amount)), Invoice.Due.PlusDays(days));
            var parts = Interest.Parts(book, Invoice, Nine, through).ToList();
            return parts.Aggregate(Rational.Zero, (sum, part) => sum + part.Principal) == (Rational)1_250_000m
                && parts.Aggregate(Rational.Zero, (sum, part) => sum + part.Amount) == Interest.Accrued(book, Invoice, Nine, through);
        }).Check(Laws.Thousand);

    // By hand: 500,000 x 9% x 10 / 365 = 1,232.88 and 750,000 x 9% x 30 / 365 = 5,547.95.
    [Fact]
    public void A_line_says_how_much_was_late_for_how_many_days_at_what_rate() => Assert.Equal(
        ["500,000.00 USD settled on 2026-07-11, 10 days late: 9% × 10 / 365 = 1,232.88 USD", "750,000.00 USD open on 2026-07-31, 30 days late: 9% × 30 / 365 = 5,547.95 USD"],
        Interest.Parts(Paid((11, 500_000m)), Invoice, Nine, Day(2026, 7, 31)).Select(part => part.Says(Nine, Billed.Contracts[Id].Terms)));

    // By hand: as above, less the five days from 6 to 11 July in which the whole was disputed.
    [Fact]
    public void Days_in_dispute_stand_beside_the_days_that_count()
    {
        var part = new InterestPart(500_000, Day(2026, 7, 11), 5, 5, IsOpen: false, Nine.On(500_000, 5));
        Assert.Equal("500,000.00 USD settled on 2026-07-11, 5 days late beside 5 days in dispute: 9% × 5 / 365 = 616.44 USD", part.Says(Nine, Billed.Contracts[Id].Terms));
    }

    [Fact]
    public void Paid_on_the_day_it_is_due_costs_nothing() => Assert.Equal(0m, Accrued(Paid((1, 1_250_000m)), Day(2026, 12, 31)));

    // By hand: 30 days to 31 July and 61 to 31 August: 9,246.58 and 18,801.37 less that; paid on 10 September, ten days more.
    [Fact]
    public void What_accrued_by_each_month_end_is_billed_once_and_earns_nothing_further()
    {
        var book = Billed.Told(At(2026, 7, 1), new CloseMonth(Month(2026, 6))).Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)))
            .Told(At(2026, 9, 10), new CloseMonth(Month(2026, 8)), new RecordPayment("INV-0000001", Day(2026, 9, 10), 1_250_000m, "USD", "wire"))
            .Told(At(2026, 10, 1), new CloseMonth(Month(2026, 9))).Told(At(2026, 11, 1), new CloseMonth(Month(2026, 10)));
        var lines = book.Receivables.Invoices.Values.SelectMany(invoice => invoice.Lines).Where(line => LateInterest.IsCharge(line.Charge)).ToList();

        Assert.Equal([9_246.58m, 9_554.79m, 3_082.19m], lines.Take(3).Select(line => line.Amount));
        Assert.Equal("late interest on INV-0000001: 2026-07", lines[0].Text);
        Assert.Equal(21_883.56m, lines.Where(line => line.Charge.EndsWith("INV-0000001", StringComparison.Ordinal)).Sum(line => line.Amount));
        Assert.All(lines, line => Assert.EndsWith("INV-0000001", line.Charge));
        Assert.Equal(1_250_000m, book.Receivables.TotalBilled(Id));
    }

    [Fact]
    public void In_the_ledger_it_is_income_of_its_own()
    {
        var entries = Ledger.Entries(Journal(Billed.Contracts[Id].Terms)).ToList();

        Assert.All(entries, entry => Assert.Equal(0m, entry.Postings.Sum(posting => posting.Amount)));
        Assert.Equal((-9_246.58m, 1_259_246.58m, 0m), (
            Ledger.Balances(entries)[("income:late-interest", "USD")], Ledger.Balances(entries)[(LedgerAccount.Receivable(Buyer).Name, "USD")],
            Ledger.Balances(entries).GetValueOrDefault((LedgerAccount.Of(AccountKind.ContractLiability, Id).Name, "USD"))));
    }

    [Fact]
    public void Without_the_clause_nothing_is_billed_for_being_late()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 100m))) with { Through = Day(2026, 5, 31) }))
            .Told(At(2026, 9, 2), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)), new CloseMonth(Month(2026, 7)), new CloseMonth(Month(2026, 8)));

        Assert.Single(book.Receivables.Invoices);
    }

    static IEnumerable<Fact> Journal(Terms terms)
    {
        var opening = Core.Books.Book.Empty.Facts(At(2026, 3, 1), new OpenBook(Us, "America/Chicago", Sandbox: true, null), new SignContract(terms)).ToList();
        var book = opening.Aggregate(Core.Books.Book.Empty, (told, fact) => told.With(fact));
        return opening.Concat(book.Facts(At(2026, 8, 2), new CloseMonth(Month(2026, 5)), new CloseMonth(Month(2026, 6)), new CloseMonth(Month(2026, 7))));
    }

    static decimal Accrued(Receivables receivables, LocalDate through) => Interest.Accrued(receivables, Invoice, Nine, through).Round(2);

    static Receivables Paid(params (int JulyDay, decimal Amount)[] payments) => payments.Aggregate(Billed.Receivables, (known, payment) =>
        known.With(new Payment("INV-0000001", Day(2026, 7, payment.JulyDay), payment.Amount, Currency.Usd, "wire")));
}
