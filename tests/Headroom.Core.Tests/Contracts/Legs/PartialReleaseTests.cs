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

public sealed class PartialReleaseTests
{
    static readonly PartialRelease Right = new("give back", Colossus, Side.Buyer, Day(2026, 6, 1), 30, new Gpus(8), new Gpus(88_000), [], null, 0);

    static readonly PartialRelease Stated = Right with { Step = new Gpus(11_000), Charges = ["fee"], FallPerStep = 1_000m };

    static Terms Terms(PartialRelease right) => With(Reserving((Start, 110_000)), Fee((Start, 110_000m)), right);

    // Law: on every day the fee is in proportion to the GPUs held.
    [Fact]
    public void The_fee_of_a_day_is_in_proportion_to_what_is_held() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 900), Gen.Choose(0, 1_300)).ArrayOf(2).ToArbitrary(), Any.Date.ToArbitrary(), (said, day) =>
        {
            var schedule = Seen(Terms(Right), Through, [.. said.Select(each => new PartReleased(Day(2026, 6, 1).PlusDays(each.Item1), "give back", new Gpus(each.Item2 * 8)))]);
            var held = schedule.Reserved(Colossus).At(Chicago.StartOf(day));
            var full = With(Terms(Right).Legs[0], Terms(Right).Legs[1]).Resolve(Observations.None).Due.PerDayOn(day);
            return schedule.Due.PerDayOn(day) == full * Rational.Of(held.Count, 110_000);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: notice of 1 June gives back a tenth after 1 July. July is 1/31 of 110,000 and 30/31 of 99,000: 99,354.84; August 99,000.
    [Fact]
    public void Capacity_and_fee_fall_after_the_last_day_of_the_notice()
    {
        var schedule = Seen(Terms(Right), Through, new PartReleased(Day(2026, 6, 1), "give back", new Gpus(11_000)));

        Assert.Equal((110_000, 99_000), (Held(schedule, Day(2026, 7, 1)), Held(schedule, Day(2026, 7, 2))));
        Assert.Equal((110_000.00m, 99_354.84m, 99_000.00m), (Of(schedule.Due, 6), Of(schedule.Due, 7), Of(schedule.Due, 8)));
    }

    // Law: a flat fee that falls with a part given back is earned as it falls due, whatever spreads it evenly by months: no month before the part is gone earns less.
    [Fact]
    public void What_is_given_back_lowers_revenue_from_its_own_day_on() =>
        Prop.ForAll(Gen.Choose(0, 900).ToArbitrary(),
            Gen.Elements(RevenuePolicy.AsInvoiced, RevenuePolicy.StraightLineStated, RevenuePolicy.AvailabilityThenStraightLine).ToArbitrary(), Any.Date.ToArbitrary(),
            (days, policy, day) =>
        {
            var contract = Signed(Terms(Right)) with { Events = [new PartReleased(Day(2026, 6, 1).PlusDays(days), "give back", new Gpus(11_000))] };
            return Revenue.Earned(contract, policy, null).At(day) == contract.Schedule(null).Due.At(day);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: a stated fall is the lower fee, under whatever rule for months that are not whole.
    [Fact]
    public void A_stated_fall_comes_to_what_the_lower_fee_comes_to() =>
        Prop.ForAll(Gen.Zip(Gen.Elements(Enum.GetValues<Proration>()), Gen.Choose(1, 2)).ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), Any.Date.ToArbitrary(),
            (said, days, day) =>
        {
            var (rule, steps) = said;
            var (fee, on) = (Fee((Start, 110_000m)) with { Proration = rule }, Day(2026, 6, 1).PlusDays(days));
            var released = Seen(With(Reserving((Start, 110_000)), fee, Stated), Through, new PartReleased(on, "give back", new Gpus(steps * 11_000)));
            var lower = With(fee with { Steps = [.. fee.Steps, new(on.PlusDays(31), 110_000m - steps * 1_000m)] }).Resolve(Observations.None);
            return released.DueUnder("fee").PerDayOn(day) == lower.Due.PerDayOn(day);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: no fee is due in a pause, so none falls; in the rest of July (1 to 10 are paused) 21/31 of 109,000.
    [Fact]
    public void A_stated_fall_takes_nothing_from_days_without_a_fee()
    {
        var terms = With(Reserving((Start, 110_000)), Fee((Start, 110_000m)), new Pause("pause", Side.Buyer, 60, 0, 0, Extends: false, Releases: false), Stated);
        var schedule = Seen(terms, Through, new PartReleased(Day(2026, 6, 1), "give back", new Gpus(11_000)),
            new ServicePaused(Day(2026, 6, 1), "pause", Side.Buyer, Day(2026, 6, 25), Day(2026, 7, 10)));

        Assert.Equal((88_000.00m, 73_838.71m), (Of(schedule.DueUnder("fee"), 6), Of(schedule.DueUnder("fee"), 7)));
    }

    // By hand: 1,000 a month for each step of 11,000, and 2 for each GPU on 1 July: 110,000 - 1,000 in August, 22,000 once.
    [Fact]
    public void The_fall_may_be_stated_and_a_fee_be_due()
    {
        var terms = Terms(Stated with { FeePerGpu = 2m });
        var schedule = Seen(terms, Through, new PartReleased(Day(2026, 6, 1), "give back", new Gpus(11_000)));

        Assert.Equal(109_000.00m, Of(schedule.DueUnder("fee"), 8));
        Assert.Equal(22_000.00m, schedule.DueUnder("give back").Amount(Day(2026, 7, 1), Day(2026, 7, 2), 2));
        Assert.Empty(terms.Check());
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms(Right)));
        void Refused(LocalDate on, long gpus, RefusalCode code, string field, string clause = "give back") =>
            book.Refuses(At(2029, 6, 1), new RecordEvent(Id, new PartReleased(on, clause, new Gpus(gpus))), code, field);

        Refused(Day(2026, 6, 1), 8, RefusalCode.NotFound, "clause", "other");
        Refused(Day(2026, 5, 31), 8, RefusalCode.DatesUpsideDown, "on");
        Refused(Day(2029, 5, 1), 8, RefusalCode.DatesUpsideDown, "on");
        Refused(Day(2026, 6, 1), 9, RefusalCode.OutOfRange, "gpus");
        Assert.Equal("87992", book.Refusing(At(2026, 6, 2), new RecordEvent(Id, new PartReleased(Day(2026, 6, 1), "give back", new Gpus(22_008)))).Numbers["left_gpus"]);
    }

    [Fact]
    public void What_was_given_back_can_be_sold_again()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Reserving((Start, 220_000)), Fee((Start, 110_000m)), Right)))
            .Told(At(2026, 6, 1), new RecordEvent(Id, new PartReleased(Day(2026, 6, 1), "give back", new Gpus(110_000))));

        Assert.Equal(110_000, book.Contracts[Id].LeastReserved(Colossus, Day(2026, 7, 2)).Count);
        Assert.Equal(110_000, book.TotalsOf(Colossus).Gpus.ToTimeline().At(Chicago.StartOf(Day(2026, 7, 2))).ToDecimal());
    }

    [Fact]
    public void The_clause_is_checked_against_the_terms()
    {
        Assert.Contains(Terms(Right with { Pool = Slug.Of("other") }).Check(), refusal => refusal.Field == "legs[2].pool");
        Assert.Contains(Terms(Right with { From = Day(2029, 6, 1) }).Check(), refusal => refusal.Field == "legs[2].from");
        Assert.Contains(Terms(Right with { Least = new Gpus(110_000 - Right.Step.Count + 1) }).Check(), refusal => refusal.Field == "legs[2].least");
        Assert.DoesNotContain(Terms(Right with { Least = new Gpus(110_000 - Right.Step.Count) }).Check(), refusal => refusal.Field == "legs[2].least");
        Assert.Contains(Terms(Right with { NoticeDays = -1 }).Check(), refusal => refusal.Field == "legs[2].notice-days");
        Assert.Contains(Terms(Right with { Charges = ["rent"] }).Check(), refusal => refusal.Field == "legs[2].charges");
        Assert.Contains(Terms(Right with { FallPerStep = 1m }).Check(), refusal => refusal.Field == "legs[2].fall-per-step");
        Assert.Contains(Terms(Right with { Charges = ["fee"], FallPerStep = 100m }).Check(), refusal => refusal.Field == "legs[2].fall-per-step");
        Assert.Single(Signed(Terms(Right)).Milestones(Start), each => each.IsChoice && each.Date == Day(2026, 6, 1));
    }

    static long Held(Schedule schedule, LocalDate on) => schedule.Reserved(Colossus).At(Chicago.StartOf(on)).Count;

    static decimal Of(Cumulative due, int month) => due.Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);
}
