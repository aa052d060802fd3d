using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class JudgedReadingsTests
{
    public static readonly YearMonth June = Month(2026, 6);

    /// <summary>A hundred GPUs at 1,000 a month; below 99.9% a tenth of it, below 99% a quarter.</summary>
    public static readonly Sla Judged = new("credit", Clauses.Down, Clauses.Excluded, [new(0.999m, 0.10m), new(0.99m, 0.25m)], 1m, null) { States = NodeHoursTests.States };

    public static Book Book(Sla sla) => Ready.Told(At(2026, 4, 20), new SignContract(With(new Reserve(Colossus, null, [new(Start, new(100))]), Fee((Start, 1000m)), sla)));

    /// <summary>So many GPUs down from an hour of June on, in Chicago.</summary>
    public static RecordConditions DownFor(string id, long gpus, int hours, int day = 3) => new([NodeHoursTests.Seen("n1", "xid-79", 0, 1, gpus) with
        { Id = id, From = At(2026, 6, day), End = At(2026, 6, day) + Duration.FromHours(hours) }]);

    // By hand: 100 GPUs for 720 hours; 80 of them down for 6 hours is 480 of 72,000 GPU-hours, 288 of 43,200 minutes: 99.33%, a tenth of 1,000.
    [Fact]
    public void Conditions_make_the_reading_that_makes_the_credit_on_the_months_invoice()
    {
        var book = Book(Judged).Told(At(2026, 6, 10), DownFor("a", 80, 6)).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 5)), new CloseMonth(June));
        Assert.Equal([(Clauses.Down, 288m), (Clauses.Excluded, 0m)], book.Contracts[Id].Readings(Day(2026, 6, 30)).Select(read => (read.Meter, read.Amount)));
        Assert.Equal([("fee", 1000m), ("credit", -100m)], book.Receivables.InvoicesOf(Id)[^1].Lines.Select(line => (line.Charge, line.Amount)));
        Assert.Empty(book.Contracts[Id].Readings(Day(2026, 6, 29)));
    }

    [Fact]
    public void A_condition_said_a_month_late_is_an_adjustment_of_its_month()
    {
        var book = Book(Judged).Told(At(2026, 7, 1), new CloseMonth(Month(2026, 5)), new CloseMonth(June)).Told(At(2026, 7, 20), DownFor("a", 80, 6))
            .Told(At(2026, 8, 1), new CloseMonth(Month(2026, 7)));
        var line = Assert.Single(book.Receivables.InvoicesOf(Id)[^1].Lines, line => line.Charge == "credit");
        Assert.Equal((June, -100m, true), (line.Period, line.Amount, line.IsAdjustment));
    }

    [Fact]
    public void A_reading_that_was_said_holds_in_place_of_the_conditions()
    {
        var book = Book(Judged).Told(At(2026, 7, 1), DownFor("a", 80, 6), new ObserveQuantity(Id, new(Clauses.Down, June, 0, "agreed")), DownFor("b", 80, 50, day: 9));
        Assert.Equal(0, book.Contracts[Id].Schedule(Day(2026, 6, 30)).Month("credit", June));
    }

    [Fact]
    public void A_contract_that_is_signed_after_conditions_were_seen_judges_them_too()
    {
        var early = Ready.Told(At(2026, 7, 1), DownFor("a", 80, 6) with { Conditions = [DownFor("a", 80, 6).Conditions[0] with { Contract = null }] });
        var book = early.Told(At(2026, 7, 2),
            new SignContract(With(new Reserve(Colossus, null, [new(Start, new(100))]), Fee((Start, 1000m)),
                Judged with { States = NodeHoursTests.States with { SharedGpus = new(100) } })));
        Assert.Equal(288m, book.Contracts[Id].Readings(Day(2026, 6, 30)).First().Amount);
    }

    static readonly Slug First = Slug.Of("row-1"), Second = Slug.Of("row-2");

    // Two rows of 64 GPUs in use from the first day, for 1,000 a month that follows what is in use.
    static Book Rows(Sla sla, params Leg[] more) =>
        Ready.Told(At(2026, 4, 20), new SignContract(With([new Reserve(Colossus, null, [new(Start, new(128))]), Fee((Start, 1000m)), sla, .. more])),
            new NameBlock(new(First, Colossus, new(64), ["n[1-8]"], null)), new NameBlock(new(Second, Colossus, new(64), ["m[1-8]"], null)))
        .Told(At(2026, 5, 2), Move(First, BlockState.Assigned, 5, 1, Id), Move(First, BlockState.InUse, 5, 1), Move(Second, BlockState.Assigned, 5, 1, Id),
            Move(Second, BlockState.InUse, 5, 1));

    static MoveBlock Move(Slug row, BlockState to, int month, int day, Slug? contract = null) =>
        new(row, new(to, At(2026, month, day), contract, to == BlockState.Revalidating ? "17" : null, ""));

    static RecordConditions Down(string node, long gpus, int day, int hours, Slug? named = null) =>
        new([NodeHoursTests.Seen(node, "xid-79", 0, 1, gpus) with { From = At(2026, 6, day), End = At(2026, 6, day) + Duration.FromHours(hours), Contract = named }]);

    static ProRata Follows => new(Colossus, Start) { FromStart = true };

    static (decimal Fee, decimal Credit) JuneOf(Book book)
    {
        var schedule = book.Contracts[Id].Schedule(Day(2026, 6, 30));
        decimal Of(string charge) => schedule.DueUnder(charge).Amount(Day(2026, 6, 1), Day(2026, 7, 1), 2);
        return (Of("fee"), Of("credit"));
    }

    // By hand: row-1 fails on 16 June and its nodes are down from then: 15 of 30 days at half the fee, 750. What is not paid for is not down, whether its contract is named or
    // found.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_pro_rata_fee_leaves_out_is_not_credited_again(bool named) =>
        Assert.Equal((750m, 0m), JuneOf(Rows(Judged, Follows).Told(At(2026, 7, 1), Move(First, BlockState.Failed, 6, 16), Down("n1", 64, 16, 15 * 24, named ? Id : null))));

    // By hand: a node of the other row is down for 10 hours: 80 of the 46,080 + 23,040 GPU-hours in use, 50 of 43,200 minutes, 99.88%: a tenth of the 750.
    [Fact]
    public void What_is_in_use_beside_it_is_judged() =>
        Assert.Equal((750m, -75m), JuneOf(Rows(Judged, Follows).Told(At(2026, 7, 1), Move(First, BlockState.Failed, 6, 16), Down("n1", 64, 16, 15 * 24), Down("m1", 8, 20, 10))));

    // By hand: 23,040 of 92,160 GPU-hours are a quarter: 25% is credited, of the 750 where the terms want both, and of the whole 1,000 where the fee does not follow blocks.
    [Fact]
    public void Terms_may_let_both_compensate_and_without_a_pro_rata_clause_the_credit_does()
    {
        static Book Fails(Book book) => book.Told(At(2026, 7, 1), Move(First, BlockState.Failed, 6, 16), Down("n1", 64, 16, 15 * 24));
        Assert.Equal((750m, -187.5m), JuneOf(Fails(Rows(Judged with { States = NodeHoursTests.States with { BesideProRata = true } }, Follows))));
        Assert.Equal((1000m, -250m), JuneOf(Fails(Rows(Judged))));
        Ready.Refuses(At(2026, 4, 20), new SignContract(With(RampCapacity, RampFee, Judged with { States = NodeHoursTests.States with { BesideProRata = true } })),
            RefusalCode.InvalidTerms, "legs[2].states.beside-pro-rata");
    }

    // Law: whichever day a row fails and comes back, and however long its nodes are down, hours that are paid for and hours that are not make what is reserved, and down is what
    // was down while in use.
    [Fact]
    public void No_hour_is_compensated_twice() =>
        Prop.ForAll((from fails in Gen.Choose(2, 20)
                     from away in Gen.Choose(1, 9)
                     from day in Gen.Choose(1, 20)
                     from hours in Gen.Choose(1, 240)
                     select (fails, away, day, hours)).ToArbitrary(), said =>
                 {
                     var back = said.fails + said.away;
                     var book = Rows(Judged, Follows)
                         .Told(At(2026, 7, 1), Move(First, BlockState.Failed, 6, said.fails), Down("n1", 8, said.day, said.hours), Move(First, BlockState.Revalidating, 6, back),
                             Move(First, BlockState.BurnIn, 6, back),
                         Move(First, BlockState.Ready, 6, back), Move(First, BlockState.Assigned, 6, back, Id), Move(First, BlockState.InUse, 6, back));
                     var contract = book.Contracts[Id];
                     var judged = JudgedReadings.Hours(contract, NodeHoursTests.States, JudgedReadings.Reserved(contract, Colossus), Chicago.Of(June));
                     var down = Enumerable.Range(0, said.hours)
                         .Count(hour => (said.day - 1) * 24 + hour is var at && at < 720 && (at < (said.fails - 1) * 24 || at >= (back - 1) * 24));
                     return judged.Committed == 720 * 128 - said.away * 24 * 64 && judged.Down == down * 8;
                 }).Check(Laws.Seeded.WithMaxTest(200));
}
