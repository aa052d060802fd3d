using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Contracts.TrancheDeliveryTests;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class LateDeliveryTests
{
    static readonly LocalDate Target = Day(2026, 6, 1);

    static readonly TrancheDelivery Tranche = new("first", Colossus, new Gpus(100_000), Target, [new("fee", 0.4m)], FeeStart.Readiness, [], null);

    static readonly LateDelivery Late = new("delay credit", "first", 5, 0.02m, 0.5m, 0, 0, 60, EndsContract: false);

    static Terms Terms(LateDelivery late) => With(Reserving((Start, 220_000)), Fee((Start, 30_000m)), Tranche, late);

    // Law: no credit before the grace is over or after the tranche is ready, every day the same share of its fee, and never more than the cap.
    [Fact]
    public void Credits_follow_the_days_and_stay_within_the_cap() =>
        Prop.ForAll(Gen.Choose(0, 40).Three().ToArbitrary(), Gen.Choose(0, 300).Two().ToArbitrary(), (n, days) =>
        {
            var (grace, share, cap) = (n.Item1, n.Item2 / 100m, n.Item3 / 10m);
            var ready = Target.PlusDays(days.Item1);
            var credit = Seen(Terms(Late with { GraceDays = grace, TerminateAfterDays = null, CreditPerDay = share, Cap = cap }), Target.PlusDays(days.Item2),
                new TrancheReady(ready, "first", "racks")).DueUnder("delay credit");
            var late = Math.Max(0, Math.Min(days.Item1, days.Item2 + 1) - grace - 1);
            var owed = share * 12_000m * late;
            return credit.Total == -(Rational)Math.Min(owed, cap * 12_000m) && credit.At(Target.PlusDays(grace + 1)).IsZero;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 40% of 30,000 is 12,000 a month. Days late begin on 7 June; 2% a day is 240, until the day before 20 June: 13 days, 3,120.
    [Fact]
    public void A_late_tranche_is_credited_by_the_day() =>
        Assert.Equal(-3_120.00m, Seen(Terms(Late), Day(2026, 6, 30), new TrancheReady(Day(2026, 6, 20), "first", "racks")).DueUnder("delay credit").Total.Round(2));

    // By hand: at most half of 12,000. 25 days of 240 from 7 June through 1 July.
    [Fact]
    public void The_cap_ends_the_credits()
    {
        var credit = Seen(Terms(Late), Day(2026, 8, 31)).DueUnder("delay credit");

        Assert.Equal((-6_000.00m, -240m, 0m), (credit.Total.Round(2), credit.PerDayOn(Day(2026, 7, 1)).ToDecimal(), credit.PerDayOn(Day(2026, 7, 2)).ToDecimal()));
    }

    // By hand: ready on 1 July, a tenth off 12,000 for two months; July and August are whole.
    [Fact]
    public void A_discount_falls_on_the_first_months_of_the_tranche()
    {
        var terms = Terms(Late with { CreditPerDay = 0, Cap = null, Discount = 0.1m, DiscountMonths = 2 });

        Assert.Equal(-2_400.00m, Seen(terms, Day(2026, 9, 30), new TrancheReady(Day(2026, 7, 1), "first", "racks")).DueUnder("delay credit").Total.Round(2));
        Assert.Equal(0m, Seen(terms, Day(2026, 9, 30), new TrancheReady(Day(2026, 6, 6), "first", "racks")).DueUnder("delay credit").Total.Round(2));
    }

    [Fact]
    public void Credits_are_variable_and_leave_the_fixed_price_alone() =>
        Assert.True(Seen(Terms(Late), Day(2026, 8, 31)).Charges.Single(charge => charge.Name == "delay credit").IsVariable);

    // By hand: 1 June and 60 days is 31 July, so the right exists from 1 August.
    [Fact]
    public void A_tranche_is_terminated_only_once_the_right_exists_and_takes_its_capacity_and_fee_with_it()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms(Late)));
        var refusal = book.Refusing(At(2026, 9, 1), End(Day(2026, 7, 31)));
        var ended = book.Told(At(2026, 9, 1), End(Day(2026, 8, 1))).Contracts[Id];

        Assert.Equal((RefusalCode.DatesUpsideDown, "2026-08-01"), (refusal.Code, refusal.Numbers["from"]));
        Assert.Equal((220_000, 120_000), (Held(ended, Day(2026, 8, 1)), Held(ended, Day(2026, 8, 2))));
        Assert.Equal(18_000.00m, ended.Schedule(Day(2026, 9, 30)).DueUnder("fee").Amount(Day(2026, 9, 1), Day(2026, 10, 1), 2));
        Assert.Null(ended.Notice);
    }

    [Fact]
    public void Where_the_clause_says_so_the_contract_ends_without_the_fee_of_an_exit()
    {
        var terms = With([.. Terms(Late with { EndsContract = true }).Legs, AfterLockIn with { FeeShare = 0.5m }]);
        var ended = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 9, 1), End(Day(2026, 8, 15))).Contracts[Id];

        Assert.Equal((Day(2026, 8, 15), Ground.LateDelivery), (ended.LastDay, ended.Notice!.Ground));
        Assert.Equal(0, Held(ended, Day(2026, 8, 16)));
        Assert.Equal(Cumulative.Zero.Total, ended.Schedule(Day(2026, 9, 30)).DueUnder(Exit.FeeCharge).Total);
    }

    [Fact]
    public void Each_reason_to_refuse_a_termination()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms(Late)));

        book.Refuses(At(2026, 9, 1), new RecordEvent(Id, new TrancheTerminated(Day(2026, 8, 1), "other", "late")), RefusalCode.NotFound, "tranche");
        book.Told(At(2026, 9, 1), End(Day(2026, 8, 1))).Refuses(At(2026, 9, 1), End(Day(2026, 8, 2)), RefusalCode.AlreadyExists, "tranche");
        book.Told(At(2026, 9, 1), new RecordEvent(Id, new TrancheReady(Day(2026, 7, 1), "first", "racks")))
            .Refuses(At(2026, 9, 1), End(Day(2026, 8, 1)), RefusalCode.NoticeNotAllowed, "tranche");
        Ready.Told(At(2026, 4, 20), new SignContract(Terms(Late with { TerminateAfterDays = null })))
            .Refuses(At(2026, 9, 1), End(Day(2026, 8, 1)), RefusalCode.NoticeNotAllowed, "tranche");
    }

    [Fact]
    public void The_clause_is_checked_against_the_terms()
    {
        Assert.Contains(Terms(Late with { Tranche = "second" }).Check(), refusal => refusal.Field == "legs[3].tranche");
        Assert.Contains(Terms(Late with { TerminateAfterDays = 4 }).Check(), refusal => refusal.Field == "legs[3].terminate-after-days");
        Assert.Contains(Terms(Late with { GraceDays = 366, TerminateAfterDays = null }).Check(), refusal => refusal.Field == "legs[3].grace-days");
        Assert.Contains(Terms(Late with { CreditPerDay = 1.1m }).Check(), refusal => refusal.Field == "legs[3].credit");
        Assert.Contains(Terms(Late with { Cap = 25 }).Check(), refusal => refusal.Field == "legs[3].cap");
        Assert.Contains(Terms(Late with { Discount = 2 }).Check(), refusal => refusal.Field == "legs[3].discount");
        Assert.Empty(Terms(Late).Check());
    }

    [Fact]
    public void Its_dates_are_the_first_day_of_credit_and_the_right_to_terminate()
    {
        var dates = Signed(Terms(Late)).Milestones(Target).ToList();

        Assert.Equal(-240.00m, dates.Single(each => each.Date == Day(2026, 6, 7)).Amount);
        Assert.Equal(-100_000, dates.Single(each => each is { IsChoice: true } && each.Date == Day(2026, 8, 1)).GpusChange.Count);
    }

    static long Held(Contract contract, LocalDate on) => contract.Schedule(null).Reserved(Colossus).At(Chicago.StartOf(on)).Count;

    static RecordEvent End(LocalDate on) => new(Id, new TrancheTerminated(on, "first", "late"));
}
