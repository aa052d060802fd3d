using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
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

    // By hand: a tranche of a tenth of 3,100,000 is late from 7 May on, 1% of 310,000 a day: 14 days by the 20th. Nothing of it is billed before May is over; then all 25 days are.
    [Fact]
    public void A_credit_waits_for_the_end_of_its_month_and_is_billed_ahead_only_once_it_is_billed()
    {
        var terms = With(Reserving((Start, 8)), Fee((Start, 3_100_000m)),
            new TrancheDelivery("late", Colossus, new Gpus(8), Start, [new Carried("fee", 0.1m)], FeeStart.Acceptance, [], null),
            new LateDelivery("credit", null, 5, 0.01m, null, 0, 0, null, false));
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 5, 20), new MoveClock(At(2026, 5, 20)));
        var closed = book.Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));
        static (decimal, UnbilledReason) Credit(Book seen, LocalDate today) =>
            Assert.Single(Unbilled.Of(seen, seen.Contracts[Id], Day(2026, 5, 20), today), item => item.Charge == "credit") is var item ? (item.Amount, item.Reason) : default;

        Assert.Equal((-43_400m, UnbilledReason.MonthNotOver), Credit(book, Day(2026, 5, 20)));
        Assert.Equal((34_100m, UnbilledReason.BilledAhead), Credit(closed, Day(2026, 6, 1)));
    }

    [Fact]
    public void An_adjustment_waits_for_the_next_invoice_and_a_meter_for_its_reading()
    {
        var terms = With(RampCapacity, Fee((Start, 310m)), new Usage("power", "kwh", 0.1m, 0, 1, 0), AfterLockIn);
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Told(At(2026, 6, 2), new AmendContract(terms with { Legs = terms.Legs.SetItem(1, Fee((Start, 341m))) }, Start, Treatment.Correction, null));

        Assert.Contains(Unbilled.Of(book, book.Contracts[Id], Day(2026, 6, 2), Day(2026, 6, 2)),
            item => item is { Amount: 31m, Reason: UnbilledReason.NextInvoice, Why: "an adjustment on the next invoice, of 2026-06" });
        Assert.Contains(Unbilled.Of(book, book.Contracts[Id], Day(2026, 6, 2), Day(2026, 6, 2)),
            item => item is { Amount: 0m, Reason: UnbilledReason.NoReading, Why: "no reading for meter kwh" });
    }

    [Fact]
    public void What_is_not_delivered_and_what_we_buy_say_so()
    {
        var late = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, Fee((Start, 310m)), new ProRata(Colossus, Day(2026, 5, 31)), AfterLockIn)));
        Assert.Contains(Unbilled.Of(late, late.Contracts[Id], Day(2026, 6, 2), Day(2026, 6, 2)),
            item => item is { Reason: UnbilledReason.NotDelivered, Why: "not delivered: 110000 of 110000 GPUs" });

        var bought = Signed(Agreed with { Seller = Deal.Other, Buyer = Us, Legs = [Fee((Start, 31m))] });
        Assert.Equal([UnbilledReason.Bought], Unbilled.Of(Ready, bought, Day(2026, 5, 31), Day(2026, 6, 2)).Select(item => item.Reason));
    }

    [Fact]
    public void A_tranche_waits_for_readiness_then_for_acceptance()
    {
        var staged = Signed(With(Reserving((Start, 220_000)), Fee((Start, 30_000m)),
            new TrancheDelivery("first", Colossus, new Gpus(110_000), Day(2026, 6, 1), [new Carried("fee", 0.4m)], FeeStart.Acceptance, [], 10)));
        var ready = staged with { Events = [new TrancheReady(Day(2026, 6, 4), "first", "protocol")] };
        string[] Waiting(Contract contract, LocalDate date) => [.. Unbilled.Of(Ready, contract, date, date)
            .Where(item => item.Reason is UnbilledReason.NotDelivered or UnbilledReason.NotAccepted).Select(item => $"{item.Charge} {item.Amount} {item.Why}")];

        Assert.Empty(Waiting(staged, Day(2026, 5, 20)));
        Assert.Equal(["first 0 not ready, was to be on 2026-06-01: tranche first of 110,000 GPUs, 12,000.00 USD a month"], Waiting(staged, Day(2026, 6, 5)));
        Assert.Equal(["first 0 not accepted yet, ready since 2026-06-04, deemed accepted on 2026-06-14: tranche first of 110,000 GPUs, 12,000.00 USD a month"],
            Waiting(ready, Day(2026, 6, 5)));
        Assert.Empty(Waiting(ready, Day(2026, 6, 14)));
    }

    [Fact]
    public void A_month_that_rests_on_an_index_waits_for_its_value_and_energy_for_its_reading()
    {
        var book = Ready.Told(At(2026, 4, 20),
            new SignContract(With(Fee((Start, 310m)), new Indexation("rise", "prices", Month(2026, 2), Day(2026, 6, 1), 12, 3, 1m, null, null))));
        var items = Unbilled.Of(book, book.Contracts[Id], Day(2026, 6, 30), Day(2026, 7, 1)).ToList();
        Assert.Equal([(310m, UnbilledReason.Ready), (310m, UnbilledReason.IndexMissing)], items.OrderBy(item => item.Month).Select(item => (item.Amount, item.Reason)));
        Assert.Contains("'prices', which is not published for 2026-02", items.Single(item => item.Reason == UnbilledReason.IndexMissing).Why);

        var energy = Signed(With(new Power("energy", "kwh", [new FeeStep(Start, 0.1m)], null, new OverheadCap("rack-kwh", 1.3m), null, 1)));
        Assert.Equal(["no reading for meter kwh", "no reading for meter rack-kwh"], Unbilled.Of(Ready, energy, Day(2026, 5, 31), Day(2026, 6, 2)).Select(item => item.Why));
    }

    [Fact]
    public void Late_interest_counts_from_the_due_date_to_the_day()
    {
        var terms = With(Fee((Start, 36_500m)), AfterLockIn) with { NetDays = 0, LateInterest = new LateInterest(0.1m, InterestBasis.Actual365, 0) };
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)));

        Assert.Equal((100m, UnbilledReason.MonthNotOver), Unbilled.Of(book, book.Contracts[Id], Day(2026, 6, 11), Day(2026, 6, 11))
            .Where(item => LateInterest.IsCharge(item.Charge)).Select(item => (item.Amount, item.Reason)).Single());
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
