using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class UnbilledTests
{
    // Law: on any date of any life, what is listed adds up to what is due by its end less what is billed through its month.
    [Fact]
    public void What_is_listed_is_due_less_billed() =>
        Prop.ForAll(Life.Any, Gen.Choose(0, 700).ToArbitrary(), (numbers, days) =>
        {
            var (book, date) = (Life.End(numbers), Start.PlusDays(days));
            return book.Contracts.Values.All(contract => date < contract.Versions[0].Terms.From
                || Unbilled.Of(book, contract, date, date).Sum(item => item.Amount) == DueLessBilled(book, contract, date));
        }).Check(Laws.Seeded.WithMaxTest(100));

    [Fact]
    public void In_the_month_it_waits_for_its_end_then_for_its_grace_then_to_be_issued()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, Fee((Start, 310m)), AfterLockIn) with { InvoiceGraceDays = 5 }));

        Assert.Equal([(100m, UnbilledReason.MonthNotOver)], On(book, Day(2026, 5, 10)));
        Assert.Equal([(310m, UnbilledReason.InGrace), (10.33m, UnbilledReason.MonthNotOver)], On(book, Day(2026, 6, 1)));
        Assert.Equal([(310m, UnbilledReason.Ready), (62m, UnbilledReason.MonthNotOver)], On(book, Day(2026, 6, 6)));
    }

    [Fact]
    public void An_adjustment_waits_for_the_next_invoice_and_a_meter_for_its_reading()
    {
        var terms = With(RampCapacity, Fee((Start, 310m)), new Usage("power", "kwh", 0.1m, 0, 1, 0), AfterLockIn);
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Told(At(2026, 6, 2), new AmendContract(terms with { Legs = terms.Legs.SetItem(1, Fee((Start, 341m))) }, Start, Treatment.Correction, null));

        Assert.Contains(Unbilled.Of(book, book.Contracts[Id], Day(2026, 6, 2), Day(2026, 6, 2)), item => item is { Amount: 31m, Reason: UnbilledReason.NextInvoice, Why: "an adjustment on the next invoice, of 2026-06" });
        Assert.Contains(Unbilled.Of(book, book.Contracts[Id], Day(2026, 6, 2), Day(2026, 6, 2)), item => item is { Amount: 0m, Reason: UnbilledReason.NoReading, Why: "no reading for meter kwh" });
    }

    [Fact]
    public void What_is_not_delivered_and_what_we_buy_say_so()
    {
        var late = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, Fee((Start, 310m)), new ProRata(Colossus, Day(2026, 5, 31)), AfterLockIn)));
        Assert.Contains(Unbilled.Of(late, late.Contracts[Id], Day(2026, 6, 2), Day(2026, 6, 2)), item => item is { Reason: UnbilledReason.NotDelivered, Why: "not delivered: 110000 of 110000 GPUs" });

        var bought = Signed(Agreed with { Seller = Deal.Other, Buyer = Us, Legs = [Fee((Start, 31m))] });
        Assert.Equal([UnbilledReason.Bought], Unbilled.Of(Ready, bought, Day(2026, 5, 31), Day(2026, 6, 2)).Select(item => item.Reason));
    }

    [Fact]
    public void Less_than_a_cent_is_carried_on()
    {
        var small = Signed(With(Fee((Start, 0.004m))));
        Assert.Equal([(0m, UnbilledReason.BelowRounding)], Unbilled.Of(Ready, small, Day(2026, 5, 31), Day(2026, 5, 31)).Select(item => (item.Amount, item.Reason)));
    }

    static decimal DueLessBilled(Book book, Contract contract, LocalDate date) =>
        contract.Schedule(date).Charges.Sum(charge => charge.Due.At(date.PlusDays(1)).Round(contract.Terms.Currency.Digits))
        - book.Receivables.BilledOf(contract.Id).Where(billed => billed.Key.Period <= date.ToYearMonth()).Sum(billed => billed.Value);

    static IEnumerable<(decimal, UnbilledReason)> On(Book book, LocalDate date) => Unbilled.Of(book, book.Contracts[Id], date, date).Select(item => (item.Amount, item.Reason));
}
