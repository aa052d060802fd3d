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

public sealed class ReclaimTests
{
    static readonly Reclaim Right = new("reclaim", Colossus, new Gpus(22_000), 7, "interruptible", 0.1m, []);

    static Terms Terms(Reclaim right) => With(Reserving((Start, 110_000)), Fee((Start, 11_000m)), right);

    // Law: a day without a share of the GPUs costs that share less, and the compensation is its share of what fell.
    [Fact]
    public void What_is_taken_costs_nothing_and_is_compensated() =>
        Prop.ForAll(Gen.Choose(1, 110_000).ToArbitrary(), Gen.Choose(0, 100).ToArbitrary(), Any.Date.ToArbitrary(), (gpus, percent, day) =>
        {
            var schedule = Seen(Terms(Right with { Compensation = percent / 100m }), Through, new CapacityReclaimed(Start, "reclaim", new Gpus(gpus), Day(2026, 6, 1)),
                new CapacityReturned(Day(2027, 1, 1), "reclaim", new Gpus(gpus)));
            var full = With(Terms(Right).Legs[0], Terms(Right).Legs[1]).Resolve(Observations.None).Due.PerDayOn(day);
            var taken = day >= Day(2026, 6, 1) && day < Day(2027, 1, 1) ? Rational.Of(gpus, 110_000) : Rational.Zero;
            return schedule.Due.PerDayOn(day) == full * (Rational.One - taken - taken * Rational.Of(percent, 100));
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: 22,000 of 110,000 in June: 8,800 and a tenth of 2,200 on top.
    [Fact]
    public void A_month_without_a_fifth()
    {
        var schedule = Seen(Terms(Right), Through, new CapacityReclaimed(Day(2026, 5, 20), "reclaim", new Gpus(22_000), Day(2026, 6, 1)),
            new CapacityReturned(Day(2026, 7, 1), "reclaim", new Gpus(22_000)));

        Assert.Equal((8_800.00m, -220.00m), (schedule.DueUnder("fee").Amount(Day(2026, 6, 1), Day(2026, 7, 1), 2), schedule.DueUnder("reclaim").Total.Round(2)));
        Assert.Equal((88_000, 110_000), (Held(schedule, Day(2026, 6, 30)), Held(schedule, Day(2026, 7, 1))));
    }

    // Law: what is taken takes as much off what is earned on a day as off what is due on it, under every policy, whether a part was given back meanwhile or not.
    [Fact]
    public void What_is_taken_is_not_earned_on_that_day_and_moves_no_other() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(1, 22_000), Gen.Choose(1, 900)).ToArbitrary(), Gen.Zip(Any.Date, Gen.Elements(true, false)).ToArbitrary(),
            Gen.Elements(Enum.GetValues<RevenuePolicy>()).ToArbitrary(), (taken, when, policy) =>
        {
            var ((gpus, days), (day, comesBack)) = (taken, when);
            var from = Start.PlusDays(days);
            var signed = Signed(With(RampCapacity, RampFee, AfterLockIn, Right));
            ContractEvent[] said = [new CapacityReclaimed(Start, "reclaim", new Gpus(gpus), from),
                .. comesBack ? [new CapacityReturned(from.PlusDays(30), "reclaim", new Gpus(gpus))] : Array.Empty<ContractEvent>()];
            Rational Earned(Contract contract) => Core.Views.Revenue.Earned(contract, policy, Through).PerDayOn(day);
            Rational Due(Contract contract) => contract.Schedule(Through).Due.PerDayOn(day);
            var without = signed with { Events = [.. said] };
            return Earned(signed) - Earned(without) == Due(signed) - Due(without);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: of 110,000 GPUs 11,000 are given back from July and 22,000 of the 99,000 left taken in September: 77,000 of 110,000 fees are due, 99,000 agreed.
    [Fact]
    public void A_part_given_back_is_agreed_no_more_and_a_part_taken_is()
    {
        var release = new PartialRelease("back", Colossus, Side.Buyer, Start, 30, new Gpus(11_000), new Gpus(11_000), [], null, 0);
        ContractEvent[] said = [new PartReleased(Start.PlusDays(30), "back", new Gpus(11_000)),
            new CapacityReclaimed(Day(2026, 8, 1), "reclaim", new Gpus(22_000), Day(2026, 9, 1)), new CapacityReturned(Day(2026, 10, 1), "reclaim", new Gpus(22_000))];
        foreach (var terms in new[] { With(Reserving((Start, 110_000)), Fee((Start, 110_000m)), Right, release),
            With(Reserving((Start, 110_000)), Fee((Start, 110_000m)), release, Right) })
        {
            var fee = Seen(terms, Through, said).Charges.Single(charge => charge.Name == "fee");

            Assert.Equal((77_000.00m, 99_000.00m), (fee.Due.Amount(Day(2026, 9, 1), Day(2026, 10, 1), 2), fee.Agreed!.Amount(Day(2026, 9, 1), Day(2026, 10, 1), 2)));
            Assert.Equal((99_000.00m, 99_000.00m), (fee.Due.Amount(Day(2026, 10, 1), Day(2026, 11, 1), 2), fee.Agreed!.Amount(Day(2026, 10, 1), Day(2026, 11, 1), 2)));
        }
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms(Right)));
        var taken = book.Told(At(2026, 6, 1), Take(22_000));

        book.Refuses(At(2026, 6, 1), new RecordEvent(Id, new CapacityReclaimed(Start, "other", new Gpus(8), Day(2026, 6, 1))), RefusalCode.NotFound, "clause");
        book.Refuses(At(2026, 6, 1), new RecordEvent(Id, new CapacityReclaimed(Day(2026, 5, 26), "reclaim", new Gpus(8), Day(2026, 6, 1))), RefusalCode.DatesUpsideDown, "from");
        book.Refuses(At(2026, 6, 1), new RecordEvent(Id, new CapacityReclaimed(Start, "reclaim", new Gpus(8), Day(2029, 6, 1))), RefusalCode.DatesUpsideDown, "from");
        Assert.Equal("22000", taken.Refusing(At(2026, 6, 1), Take(8)).Numbers["most_gpus"]);
        Assert.Equal("22000", taken.Refusing(At(2026, 7, 1), new RecordEvent(Id, new CapacityReturned(Day(2026, 7, 1), "reclaim", new Gpus(22_008)))).Numbers["taken_gpus"]);
        book.Refuses(At(2026, 7, 1), new RecordEvent(Id, new CapacityReturned(Day(2026, 7, 1), "other", new Gpus(8))), RefusalCode.NotFound, "clause");
    }

    [Fact]
    public void What_was_sold_meanwhile_does_not_come_back()
    {
        var other = With(Reserving((Day(2026, 8, 1), 132_000)), Fee((Day(2026, 8, 1), 1m))) with { Contract = Slug.Of("other"), Buyer = Other, From = Day(2026, 8, 1) };
        var book = Ready.Told(At(2026, 4, 20), new SignContract(Terms(Right))).Told(At(2026, 6, 1), Take(22_000)).Told(At(2026, 6, 2), new SignContract(other));

        Assert.Equal("22000", book.Refusing(At(2026, 9, 1), new RecordEvent(Id, new CapacityReturned(Day(2026, 9, 1), "reclaim", new Gpus(22_000)))).Numbers["short_by_gpus"]);
    }

    [Fact]
    public void The_clause_is_checked()
    {
        Assert.Contains(Terms(Right with { Pool = Slug.Of("other") }).Check(), refusal => refusal.Field == "legs[2].pool");
        Assert.Contains(Terms(Right with { NoticeDays = -1 }).Check(), refusal => refusal.Field == "legs[2].notice-days");
        Assert.Contains(Terms(Right with { Compensation = 2 }).Check(), refusal => refusal.Field == "legs[2].compensation");
        Assert.Contains(Terms(Right with { Charges = ["rent"] }).Check(), refusal => refusal.Field == "legs[2].charges");
    }

    static long Held(Schedule schedule, LocalDate on) => schedule.Reserved(Colossus).At(Chicago.StartOf(on)).Count;

    static RecordEvent Take(long gpus) => new(Id, new CapacityReclaimed(Start, "reclaim", new Gpus(gpus), Day(2026, 6, 1)));
}
