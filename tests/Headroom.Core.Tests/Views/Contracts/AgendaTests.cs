using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class AgendaTests
{
    // Law: dates ascend, and the changes of capacity that are to come bring the commitment from what it is to nothing.
    [Fact]
    public void Changes_of_capacity_to_come_end_at_nothing() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, at) =>
        {
            var items = Agenda.Of(Ready, Signed(terms), at).ToList();
            var held = Signed(terms).Schedule(at).ReservedInAll.At(Chicago.StartOf(at) - Duration.Epsilon);
            return items.Zip(items.Skip(1)).All(pair => pair.First.Date <= pair.Second.Date)
                && items.Where(item => !item.IsChoice).Sum(item => item.GpusChange.Count) == -held.Count;
        }).Check(Laws.Seeded);

    [Fact]
    public void The_deal_at_its_signature()
    {
        var book = SignedBook.WithPolicy(Policy.Default with { HandoverDays = 14 });
        var items = Agenda.Of(book, book.Contracts[Id], Day(2026, 4, 20)).ToList();

        Assert.Equal(
            [
                (Start, "capacity in colossus-1 becomes 110,000 GPUs", 110_000L), (Start, "fee becomes 625,000,000.00 a month", 0L), (Day(2026, 6, 1), "invoice for 2026-05", 0L),
                (Day(2026, 7, 1), "capacity in colossus-1 becomes 220,000 GPUs", 110_000L), (Day(2026, 7, 1), "fee becomes 1,250,000,000.00 a month", 0L),
                (Day(2026, 8, 1), "either party may serve notice; served sooner it is refused; the last day served would be 2026-10-30", -220_000L),
                (Day(2029, 3, 1), "last day for either party to serve notice that ends it before its stated end; the last day served would be 2029-05-30", -220_000L),
                (Through, "last day served, at its stated end", 0L), (Day(2029, 6, 1), "capacity in colossus-1 becomes 0 GPUs", -220_000L),
                (Day(2029, 6, 15), "its capacity is usable again after 14 days of handover", 0L),
            ],
            items.Select(item => (item.Date, item.What, item.GpusChange.Count)));
        // The first notice costs all but three months less a day; the last one a single day of May 2029.
        Assert.Equal([-45_000_000_000m + 6_209_677_419.35m, -40_322_580.65m], items.Where(item => item.IsChoice).Select(item => item.Amount!.Value));
        Assert.Equal((625_000_000m, AmountOf.Invoice),
            Assert.Single(items, item => item.What == "invoice for 2026-05") is var bill ? (bill.Amount!.Value, bill.AmountOf) : default);
    }

    [Fact]
    public void After_notice_there_is_no_choice_left_and_the_end_says_why()
    {
        var book = SignedBook.Told(At(2026, 9, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10)));
        var items = Agenda.Of(book, book.Contracts[Id], Day(2026, 9, 10)).ToList();

        Assert.DoesNotContain(items, item => item.IsChoice);
        Assert.Contains(items, item => item.Date == Day(2026, 12, 9) && item.What == "last day served, by notice of the buyer served 2026-09-10");
    }

    [Fact]
    public void An_invoice_is_due_until_its_date_and_overdue_after_it_until_it_is_paid()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
        var late = book.Told(At(2026, 8, 1), new MoveClock(At(2026, 8, 1)));

        Assert.Equal([(Day(2026, 7, 1), "due: INV-0000001 for 2026-05")], Dues(book, Day(2026, 6, 2)));
        Assert.Equal([(Day(2026, 7, 1), "overdue: INV-0000001 for 2026-05")], Dues(late, Day(2026, 8, 1)));
        Assert.Empty(Dues(late.Told(At(2026, 8, 1), new RecordPayment("INV-0000001", Day(2026, 8, 1), 625_000_000m, "USD", "wire")), Day(2026, 8, 1)));
    }

    // An ended contract is left out once its last month is closed and nothing of it is open; what is owed on it is not forgotten before.
    [Fact]
    public void An_ended_contract_has_dates_until_its_last_invoice_is_paid()
    {
        var ended = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 310m))) with { Through = Day(2026, 5, 31) })).Told(At(2026, 6, 1), new MoveClock(At(2026, 6, 1)));
        var invoiced = ended.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
        var credited = invoiced.Told(At(2026, 8, 1), new RecordPayment("INV-0000001", Day(2026, 8, 1), 310m, "USD", "wire"));

        Assert.Equal(["invoice for 2026-05"], Open(ended, Day(2026, 6, 1)));
        Assert.Equal(["overdue: INV-0000001 for 2026-05"], Open(invoiced, Day(2026, 8, 1)));
        Assert.Empty(Open(credited, Day(2026, 8, 1)));
        Assert.Equal(["overdue: INV-0000002 for 2026-06, a credit that is neither set off nor given back"],
            Open(credited.Told(At(2026, 8, 1), new CreditInvoice("INV-0000001", "fee", Month(2026, 5), 10m, null, "goodwill")), Day(2026, 9, 2)));

        static IEnumerable<string> Open(Book book, LocalDate at) =>
            !Agenda.IsOpen(book, book.Contracts[Id], at) ? [] : Agenda.Of(book, book.Contracts[Id], at).Select(item => item.What);
    }

    // What is overdue is so on the date that is looked at, wherever the clock stands.
    [Fact]
    public void Seen_from_a_later_date_an_open_invoice_is_overdue_and_not_forgotten()
    {
        var book = SignedBook.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));

        Assert.Equal([(Day(2026, 7, 1), "overdue: INV-0000001 for 2026-05")], Dues(book, Day(2026, 8, 1)));
    }

    [Fact]
    public void An_open_quote_tells_its_last_day_and_what_it_lets_go()
    {
        var quoted = Ready.Told(At(2026, 4, 1), new MakeQuote(Agreed, Day(2026, 4, 30), Holds: true)).Quotes[Id];

        var item = Assert.Single(Agenda.Of(quoted, At(2026, 4, 2)));
        Assert.Equal((Day(2026, 4, 30), -220_000L, 45_000_000_000m, true), (item.Date, item.GpusChange.Count, item.Amount, item.IsChoice));
        Assert.Empty(Agenda.Of(quoted, At(2026, 5, 1)));
    }

    static IEnumerable<(LocalDate, string)> Dues(Book book, LocalDate at) =>
        Agenda.Of(book, book.Contracts[Id], at).Where(item => item.What.Contains("INV-", StringComparison.Ordinal)).Select(item => (item.Date, item.What));
}
