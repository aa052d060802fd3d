using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Books;

public sealed class PoolTotalsTests
{
    // Law: adding and taking out again leaves nothing, whatever came between: not a GPU and not a watt.
    [Fact]
    public void The_GPUs_that_were_added_can_be_taken_out() =>
        Prop.ForAll(Any.Reserve(Start, 900).ToArbitrary(), Any.Reserve(Start, 900).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (a, b, days) =>
            AfterTakingOut(a, b, days, totals => [totals.Gpus, totals.CountedGpus, totals.Handover])).Check(Laws.Seeded);

    [Fact]
    public void The_power_that_was_added_can_be_taken_out() =>
        Prop.ForAll(Any.Reserve(Start, 900).ToArbitrary(), Any.Reserve(Start, 900).ToArbitrary(), Gen.Choose(0, 30).ToArbitrary(), (a, b, days) =>
            AfterTakingOut(a, b, days, totals => [totals.Kilowatts, totals.HandoverKilowatts])).Check(Laws.Seeded);

    [Fact]
    public void What_served_last_is_being_handed_over_for_the_stated_days_and_then_free()
    {
        var totals = PoolTotals.None.AddSold([CommitmentOf(RampCapacity)], Whole, Period.FromDays(14), Chicago, 1);
        Rational On(LocalDate date) => totals.Handover.ToTimeline().At(Chicago.StartOf(date));

        Assert.Equal<Rational>(0, On(Day(2029, 5, 31)));
        Assert.Equal<Rational>(220_000, On(Day(2029, 6, 1)));
        Assert.Equal<Rational>(220_000, On(Day(2029, 6, 14)));
        Assert.Equal<Rational>(0, On(Day(2029, 6, 15)));
        Assert.Equal<Rational>(300_000, totals.HandoverKilowatts.ToTimeline().At(At(2029, 6, 1)));
    }

    // By hand: 110,000 of 220,000 are given up on 1 September, the rest on 1 June 2029.
    [Fact]
    public void What_is_given_up_before_the_end_is_handed_over_too()
    {
        var totals = PoolTotals.None.AddSold([CommitmentOf(Reserving((Start, 220_000), (Day(2026, 9, 1), 110_000)))], Whole, Period.FromDays(14), Chicago, 1);
        Rational On(LocalDate date) => totals.Handover.ToTimeline().At(Chicago.StartOf(date));

        Assert.Equal<Rational>([0, 110_000, 110_000, 0, 110_000, 0],
            [On(Day(2026, 8, 31)), On(Day(2026, 9, 1)), On(Day(2026, 9, 14)), On(Day(2026, 9, 15)), On(Day(2029, 6, 14)), On(Day(2029, 6, 15))]);
    }

    // An amendment of the fee takes nothing out of service, so nothing is handed over on its date.
    [Fact]
    public void An_amendment_that_keeps_the_capacity_hands_nothing_over()
    {
        var book = SignedBook.WithPolicy(Policy.Default with { HandoverDays = 14 });
        var amended = book.Contracts[Id].Amended(new TermsVersion(Day(2026, 10, 1), With(RampCapacity, Fee((Start, 1m)), AfterLockIn), Treatment.Prospective));

        Assert.Equal(book.TotalsOf(Colossus).Handover.ToTimeline(), book.WithContract(amended).TotalsOf(Colossus).Handover.ToTimeline());
    }

    [Fact]
    public void A_whole_pool_draws_its_stated_power_and_a_number_of_GPUs_the_pools_own()
    {
        var draw = new PowerDraw(new Kilowatts(2), new Gpus(1));
        var (whole, counted) = (CommitmentOf(Reserving((Start, 110_000))), CommitmentOf(new Reserve(Colossus, null, [new ReserveStep(Start, new Gpus(1000))])));
        var totals = PoolTotals.None.AddSold([whole], draw, Period.Zero, Chicago, 1).AddSold([counted], draw, Period.Zero, Chicago, 1);

        Assert.Equal<Rational>(152_000, totals.Kilowatts.ToTimeline().At(At(2026, 6, 1)));
        Assert.Equal<Rational>(1_000, totals.CountedGpus.ToTimeline().At(At(2026, 6, 1)));
    }

    static bool AfterTakingOut(Reserve taken, Reserve kept, int days, Func<PoolTotals, Core.Capacity.Deltas[]> of)
    {
        PoolTotals Sold(PoolTotals totals, Reserve reserve, int sign) => totals.AddSold([CommitmentOf(reserve)], Whole, Period.FromDays(days), Chicago, sign);
        var (rest, alone) = (Sold(Sold(Sold(PoolTotals.None, taken, 1), kept, 1), taken, -1), Sold(PoolTotals.None, kept, 1));
        return of(rest).Zip(of(alone)).All(pair => pair.First.ToTimeline().Equals(pair.Second.ToTimeline()));
    }

    static Commitment CommitmentOf(Reserve reserve) => With(reserve).Resolve(Observations.None).Capacity.Single();
}
