using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ProRataTests
{
    static readonly Terms Cut = With(Reserving((Start, 110_000)), Fee((Start, 920_000_000m)), new ProRata(Colossus, Day(2026, 9, 30)));

    // Law: once the deadline has passed, a day after it carries delivered over reserved of its charge, at most all of it; every other day carries all.
    [Fact]
    public void A_day_after_the_deadline_carries_the_share_delivered() =>
        Prop.ForAll(Gen.Zip(Any.Date, Gen.Choose(0, 120_000)).ArrayOf(3).ToArbitrary(), Any.Date.ToArbitrary(), Any.Date.ToArbitrary(), (said, through, day) =>
        {
            var delivered = said.Select(each => new Delivery(Colossus, each.Item1, new Gpus(each.Item2))).Where(each => each.Date <= through).OrderBy(each => each.Date).ToList();
            var (full, due) = (With(Cut.Legs[0], Cut.Legs[1]).Resolve(Observations.None).Due, Cut.Resolve(new Observations(through, [.. delivered])).Due);
            var last = delivered.LastOrDefault(each => each.Date <= day)?.Gpus.Count ?? 0;
            var share = day <= Day(2026, 9, 30) || through < Day(2026, 9, 30) ? Rational.One : Rational.Of(Math.Min(last, 110_000), 110_000);
            return due.PerDayOn(day) == full.PerDayOn(day) * share;
        }).Check(Laws.Seeded);

    // Exact arithmetic vectors of the field: 99,000 of 110,000 delivered turn 920 million a month into 828 million.
    [Fact]
    public void Nine_tenths_delivered_is_nine_tenths_of_the_fee()
    {
        var due = Cut.Resolve(new Observations(Day(2026, 10, 31), [new Delivery(Colossus, Day(2026, 9, 30), new Gpus(99_000))])).Due;

        Assert.Equal(828_000_000.00m, due.Amount(Day(2026, 10, 1), Day(2026, 11, 1), 2));
        Assert.Equal(920_000_000.00m, due.Amount(Day(2026, 9, 1), Day(2026, 10, 1), 2));
    }

    [Fact]
    public void Until_the_deadline_has_passed_all_is_estimated_and_from_then_on_undelivered_counts_as_nothing()
    {
        Assert.Equal(Rational.Of(920_000_000, 31), Cut.Resolve(new Observations(Day(2026, 9, 29), [])).Due.PerDayOn(Day(2026, 10, 16)));
        Assert.Equal(Rational.Zero, Cut.Resolve(new Observations(Day(2026, 9, 30), [])).Due.PerDayOn(Day(2026, 10, 16)));
    }

    // Law: what is not delivered takes as much off what is earned on a day as off what is due on it, under every policy: less for less is no concession that is spread.
    [Fact]
    public void What_is_not_delivered_is_not_earned_on_that_day_and_moves_no_other() =>
        Prop.ForAll(Gen.Zip(Gen.Choose(0, 110_000), Any.Date).ToArbitrary(), Any.Date.ToArbitrary(), Gen.Elements(Enum.GetValues<RevenuePolicy>()).ToArbitrary(),
            (delivered, day, policy) =>
        {
            var (gpus, on) = delivered;
            var signed = new Contract(Id, [new TermsVersion(Start, Cut, null)]);
            Contract Said(params Delivery[] said) => signed.InService([.. said.OrderBy(each => each.Date)], []);
            var (whole, part) = (Said(new Delivery(Colossus, Start, new Gpus(110_000))), Said(new(Colossus, Start, new Gpus(110_000)), new(Colossus, on, new Gpus(gpus))));
            Rational Earned(Contract contract) => Core.Views.Revenue.Earned(contract, policy, Cut.Through).PerDayOn(day);
            Rational Due(Contract contract) => contract.Schedule(Cut.Through).Due.PerDayOn(day);
            return Earned(whole) - Earned(part) == Due(whole) - Due(part);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void The_pool_must_be_reserved_and_the_deadline_lie_in_the_term()
    {
        Assert.Contains(With(RampFee, new ProRata(Colossus, Start)).Check(), refusal => refusal is { Code: RefusalCode.InvalidTerms, Field: "legs[1].pro-rata" });
        Assert.Contains(With(RampCapacity, new ProRata(Colossus, Day(2029, 6, 1))).Check(), refusal => refusal is { Code: RefusalCode.DatesUpsideDown, Field: "legs[1].deadline" });
    }
}
