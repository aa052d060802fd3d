using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Contracts.TrancheDeliveryTests;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class BackstopTests
{
    static readonly Backstop Put = new("backstop", Colossus, new Gpus(8_000), 250m, Day(2026, 7, 1), Day(2026, 12, 31), 30);

    static readonly Terms Terms = With(Reserving((Start, 110_000)), Fee((Start, 110_000m)), Put);

    static readonly Book Book = Ready.Told(At(2026, 4, 20), new SignContract(Terms));

    static BackstopCalled Call(LocalDate on, long gpus, LocalDate from, LocalDate through, string clause = "backstop") => new(on, clause, new Gpus(gpus), from, through);

    // Law: on every day what is held beyond the reservation is what calls cover that day, and it costs its price over the days of the month.
    [Fact]
    public void Capacity_and_charge_of_a_day_are_those_of_the_calls_that_cover_it() =>
        Prop.ForAll(Gen.Zip(Gen.Zip(Gen.Choose(0, 183), Gen.Choose(0, 183)), Gen.Choose(1, 500)).ArrayOf(3).ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (said, later) =>
        {
            var calls = said.Select(each =>
                Call(Start, each.Item2 * 8, Put.From.PlusDays(Math.Min(each.Item1.Item1, each.Item1.Item2)), Put.From.PlusDays(Math.Max(each.Item1.Item1, each.Item1.Item2))))
                .ToArray();
            var (schedule, day) = (Seen(Terms, Through, calls), Start.PlusDays(later));
            var called = calls.Where(call => call.From <= day && day <= call.Through).Sum(call => call.Gpus.Count);
            return schedule.Reserved(Colossus).At(Chicago.StartOf(day)).Count == 110_000 + called
                && schedule.DueUnder("backstop").PerDayOn(day) == Rational.Of(called * 250, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month))
                && schedule.DueUnder("fee").PerDayOn(day) == Rational.Of(110_000, CalendarSystem.Iso.GetDaysInMonth(day.Year, day.Month));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 400 GPUs at 250 from 16 July: 16/31 of 100,000 in July, 51,612.90, and 100,000 in August.
    [Fact]
    public void A_call_costs_its_days_of_the_month()
    {
        var charge = Seen(Terms, Through, Call(Day(2026, 6, 16), 400, Day(2026, 7, 16), Day(2026, 8, 31))).DueUnder("backstop");

        Assert.Equal((51_612.90m, 100_000.00m, 0m), (Of(charge, 7), Of(charge, 8), Of(charge, 9)));
    }

    // By hand: on 10 September 1,000 of 8,000 were called, so 7,000 are left.
    [Fact]
    public void Each_reason_to_refuse_it()
    {
        void Refused(BackstopCalled call, RefusalCode code, string field) => Book.Refuses(At(2026, 6, 1), new RecordEvent(Id, call), code, field);
        var called = Book.Told(At(2026, 6, 1), new RecordEvent(Id, Call(Day(2026, 6, 1), 1_000, Day(2026, 9, 10), Day(2026, 9, 10))));

        Refused(Call(Day(2026, 6, 1), 8, Day(2026, 7, 1), Day(2026, 7, 31), "other"), RefusalCode.NotFound, "clause");
        Refused(Call(Day(2026, 5, 1), 8, Day(2026, 6, 30), Day(2026, 7, 31)), RefusalCode.DatesUpsideDown, "from");
        Refused(Call(Day(2026, 6, 1), 8, Day(2026, 12, 1), Day(2027, 1, 1)), RefusalCode.DatesUpsideDown, "through");
        Refused(Call(Day(2026, 6, 1), 8, Day(2026, 8, 1), Day(2026, 7, 31)), RefusalCode.DatesUpsideDown, "through");
        Refused(Call(Day(2026, 6, 1), 8_008, Day(2026, 7, 1), Day(2026, 7, 31)), RefusalCode.OutOfRange, "gpus");
        Assert.Equal("2026-07-02", Book.Refusing(At(2026, 6, 2), new RecordEvent(Id, Call(Day(2026, 6, 2), 8, Day(2026, 7, 1), Day(2026, 7, 31)))).Numbers["earliest"]);
        Assert.Equal("7000", called.Refusing(At(2026, 6, 1), new RecordEvent(Id, Call(Day(2026, 6, 1), 7_008, Day(2026, 9, 1), Day(2026, 9, 30)))).Numbers["left_gpus"]);
    }

    // By hand: 220,000 less 110,000 and less 106,000 sold to another leave 4,000 to call; 4,008 are short by 8.
    [Fact]
    public void Only_what_is_unsold_can_be_called()
    {
        var sold = Book.Told(At(2026, 5, 1), new SignContract(new Terms(Slug.Of("other"), Us, Other, Chicago, Currency.Usd, Start, Through,
            [new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(106_000))])])));
        RecordEvent Calling(long gpus) => new(Id, Call(Day(2026, 6, 1), gpus, Day(2026, 7, 1), Day(2026, 7, 31)));

        Assert.Equal("8", sold.Refusing(At(2026, 6, 1), Calling(4_008)).Numbers["short_by_gpus"]);
        Assert.Equal(220_000, sold.Told(At(2026, 6, 1), Calling(4_000)).TotalsOf(Colossus).Gpus.ToTimeline().At(At(2026, 7, 1)).ToDecimal());
    }

    // What was called neither counts toward what must stay of the reservation nor falls when a part of that is given back.
    [Fact]
    public void A_release_of_the_reservation_leaves_what_was_called_alone()
    {
        var right = new PartialRelease("give back", Colossus, Side.Buyer, Day(2026, 6, 1), 30, new Gpus(1_000), new Gpus(109_000), [], null, 0);
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms with { Legs = [.. Terms.Legs, right] }))
            .Told(At(2026, 6, 1), new RecordEvent(Id, Call(Day(2026, 6, 1), 8_000, Day(2026, 7, 1), Day(2026, 12, 31))));
        RecordEvent Giving(long gpus) => new(Id, new PartReleased(Day(2026, 6, 1), "give back", new Gpus(gpus)));
        var schedule = book.Told(At(2026, 6, 1), Giving(1_000)).Contracts[Id].Schedule(Through);

        Assert.Equal("108000", book.Refusing(At(2026, 6, 1), Giving(2_000)).Numbers["left_gpus"]);
        Assert.Equal((109_000.00m, 2_000_000.00m), (Of(schedule.DueUnder("fee"), 8), Of(schedule.DueUnder("backstop"), 8)));
    }

    // By hand: 400 GPUs at 250 called on 16 June for August to October are 300,000, which both sides must perform: it is in every measure, and earned in its own three months.
    [Fact]
    public void What_was_called_is_owed_like_the_other_fixed_fees_and_earned_over_its_own_days()
    {
        var called = Book.Told(At(2026, 6, 16), new RecordEvent(Id, Call(Day(2026, 6, 16), 400, Day(2026, 8, 1), Day(2026, 10, 31)))).Contracts[Id];
        var (before, on) = (Book.Contracts[Id], Day(2026, 6, 30));
        decimal Disclosed(Contract contract) => Rpo.Of(contract, on, RevenuePolicy.StraightLineStated, [RpoElection.SeriesVariable]).Disclosed;

        Assert.Equal((300_000m, 300_000m),
            (Backlog.Of(called, on).Stated - Backlog.Of(before, on).Stated, Backlog.Of(called, on).Enforceable - Backlog.Of(before, on).Enforceable));
        Assert.Equal(300_000m, Disclosed(called) - Disclosed(before));
        var earned = Revenue.Earned(called, RevenuePolicy.StraightLineStated, on) - Revenue.Earned(before, RevenuePolicy.StraightLineStated, on);
        Assert.Equal((0m, 100_000m, 100_000m, 100_000m, 0m), (Of(earned, 7), Of(earned, 8), Of(earned, 9), Of(earned, 10), Of(earned, 11)));
    }

    [Fact]
    public void Bounds_of_the_clause()
    {
        static string Fault(Backstop put) => Assert.Single((Terms with { Legs = [Terms.Legs[0], Terms.Legs[1], put] }).Check()).Field;

        Assert.Equal("legs[2].from", Fault(Put with { Through = Put.From.PlusDays(-1) }));
        Assert.Equal("legs[2].from", Fault(Put with { Through = Through.PlusDays(1) }));
        Assert.Equal("legs[2].most", Fault(Put with { Most = Gpus.Zero }));
        Assert.Equal("legs[2].notice-days", Fault(Put with { NoticeDays = 3_661 }));
        Ready.Refuses(At(2026, 4, 20), new SignContract(With(RampFee, Put with { Pool = Slug.Of("elsewhere") })), RefusalCode.NotFound, "legs[1].pool");
        Assert.Equal([Day(2026, 6, 1), Day(2026, 12, 1)], Signed(Terms).Milestones(null).Where(each => each.IsChoice).Select(each => each.Date));
    }

    static decimal Of(Cumulative due, int month) => due.Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);
}
