using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class TrancheDeliveryTests
{
    static readonly LocalDate Target = Day(2026, 6, 1);

    static TrancheDelivery Tranche(string name, decimal share, int? deemed = 10) =>
        new(name, Colossus, new Gpus(100_000), Target, [new("fee", share)], FeeStart.Acceptance, ["burn-in", "all-reduce"], deemed);

    static Terms Staged(params Leg[] legs) => With([Reserving((Start, 220_000)), Fee((Start, 30_000m)), .. legs]);

    static readonly Terms Two = Staged(Tranche("first", 0.4m), Tranche("second", 0.6m));

    static readonly Book Book = Ready.Told(At(2026, 4, 20), new SignContract(Two));

    // Law: a day carries what of the charge is in service: the whole less the shares of the tranches whose fee has not started.
    [Fact]
    public void A_day_carries_the_shares_of_the_tranches_in_service() =>
        Prop.ForAll(Gen.Choose(-20, 300).Two().ToArbitrary(), Gen.Choose(0, 100).Two().ToArbitrary(), Any.Date.ToArbitrary(), (accepted, shares, day) =>
        {
            var (a, b) = (shares.Item1 / 100m, (100 - shares.Item1) * shares.Item2 / 10_000m);
            var (first, second) = (Start.PlusDays(accepted.Item1), Start.PlusDays(accepted.Item2));
            var due = Seen(Staged(Tranche("first", a), Tranche("second", b)), Through, Done("first", first), Done("second", second)).Due;
            var waits = (day < first ? a : 0) + (day < second ? b : 0);
            return due.PerDayOn(day) == Staged().Resolve(Observations.None).Due.PerDayOn(day) * (Rational.One - (Rational)waits);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: whatever happens, a tranche's fee falls on no day before it starts and the order of the clauses does not matter.
    [Fact]
    public void The_order_of_the_tranches_does_not_matter() =>
        Prop.ForAll(Gen.Choose(0, 200).Two().ToArbitrary(), Any.Date.ToArbitrary(), (accepted, day) =>
        {
            ContractEvent[] said = [Done("first", Start.PlusDays(accepted.Item1)), Done("second", Start.PlusDays(accepted.Item2))];
            var other = Staged(Tranche("second", 0.6m), new Escalator("rise", 0.03m, Day(2027, 5, 1), 12), Tranche("first", 0.4m));
            return Seen(other, Through, said).Due.PerDayOn(day) == Seen(With([.. Two.Legs, other.Legs[3]]), Through, said).Due.PerDayOn(day);
        }).Check(Laws.Seeded);

    // By hand: 30,000 in June, of which the first tranche carries 40% from the 16th (15 of 30 days): 6,000; the second comes on 1 July.
    [Fact]
    public void A_fee_starts_on_acceptance_inside_a_month()
    {
        var due = Seen(Two, Day(2026, 7, 31), new TrancheReady(Day(2026, 6, 10), "first", "racks"), Done("first", Day(2026, 6, 16)), Done("second", Day(2026, 7, 1))).Due;

        Assert.Equal((0.00m, 6_000.00m, 30_000.00m), (Of(due, 5), Of(due, 6), Of(due, 7)));
    }

    // By hand: all of 30,000 waits for 1 June and comes on the 16th. Agreed are 36 of 37 months, 29,189.19 evenly; half of June is not served: 14,189.19. July is as agreed.
    [Fact]
    public void Service_that_comes_late_is_not_earned_before_it_comes()
    {
        var contract = new Contract(Id, [new TermsVersion(Start, Staged(Tranche("first", 1m)), null)]) { Events = [Done("first", Day(2026, 6, 16))] };
        var earned = Core.Views.Revenue.Earned(contract, RevenuePolicy.StraightLineStated, Through);

        Assert.Equal((29_189.19m, 14_189.19m, 29_189.19m), (Of(earned, 5), Of(earned, 6), Of(earned, 7)));
        Assert.Equal(contract.Schedule(Through).Due.Total, earned.Total);
    }

    // By hand: ready on 5 June, ten days later deemed accepted: 16 of 30 days of 40%. Rejected on the 14th and ready again on the 20th: one day.
    [Fact]
    public void What_is_not_rejected_is_deemed_accepted_and_a_rejection_starts_the_days_anew()
    {
        ContractEvent ready = new TrancheReady(Day(2026, 6, 5), "first", "racks");

        Assert.Equal(6_400.00m, Of(Seen(Two, Day(2026, 6, 30), ready).Due, 6));
        Assert.Equal(400.00m, Of(Seen(Two, Day(2026, 6, 30), ready, new TrancheRejected(Day(2026, 6, 14), "first", "links"),
            new TrancheReady(Day(2026, 6, 20), "first", "links")).Due, 6));
    }

    [Fact]
    public void Until_the_target_all_is_estimated_to_come_then_and_after_it_what_is_not_accepted_counts_as_nothing()
    {
        Assert.Equal((0.00m, 30_000.00m), (Of(Seen(Two, Day(2026, 5, 31)).Due, 5), Of(Seen(Two, Day(2026, 5, 31)).Due, 6)));
        Assert.Equal(0.00m, Of(Seen(Two, Target).Due, 7));
    }

    [Fact]
    public void A_fee_may_start_on_readiness_or_on_the_target_date_whatever_comes()
    {
        Terms From(FeeStart start) => Staged(Tranche("first", 1m) with { FeeFrom = start });
        ContractEvent ready = new TrancheReady(Day(2026, 6, 16), "first", "racks");

        Assert.Equal(15_000.00m, Of(Seen(From(FeeStart.Readiness), Day(2026, 6, 30), ready).Due, 6));
        Assert.Equal(30_000.00m, Of(Seen(From(FeeStart.Target), Day(2026, 6, 30)).Due, 6));
    }

    [Fact]
    public void An_acceptance_dated_before_delivery_is_refused()
    {
        Assert.StartsWith("An acceptance dated before delivery", Book.Refusing(At(2026, 6, 20), Say(Done("first", Day(2026, 6, 1)))).Says);
        Book.Told(At(2026, 6, 20), Say(new TrancheReady(Day(2026, 6, 10), "first", "racks")))
            .Refuses(At(2026, 6, 20), Say(Done("first", Day(2026, 6, 9))), RefusalCode.DatesUpsideDown, "on");
    }

    [Fact]
    public void Each_reason_to_refuse_what_is_said_of_a_tranche()
    {
        var ready = Book.Told(At(2026, 6, 20), Say(new TrancheReady(Day(2026, 6, 10), "first", "racks")));
        var accepted = ready.Told(At(2026, 6, 20), Say(Done("first", Day(2026, 6, 12))));

        Book.Refuses(At(2026, 6, 20), Say(new TrancheReady(Target, "third", "racks")), RefusalCode.NotFound, "tranche");
        Book.Refuses(At(2026, 6, 20), Say(new TrancheRejected(Target, "first", "links")), RefusalCode.DatesUpsideDown, "on");
        ready.Refuses(At(2026, 6, 20), Say(new TrancheReady(Day(2026, 6, 11), "first", "racks")), RefusalCode.AlreadyExists, "tranche");
        ready.Refuses(At(2026, 6, 20), Say(new TrancheRejected(Day(2026, 6, 20), "first", "links")), RefusalCode.AlreadyExists, "tranche");
        accepted.Refuses(At(2026, 6, 20), Say(Done("first", Day(2026, 6, 13))), RefusalCode.AlreadyExists, "tranche");
        Assert.Contains("all-reduce", ready.Refusing(At(2026, 6, 20), Say(new TrancheAccepted(Day(2026, 6, 12), "first", ["burn-in"], "report"))).Says);
    }

    [Fact]
    public void The_clause_is_checked_against_the_terms()
    {
        Assert.Contains(Staged(Tranche("first", 0.4m) with { Target = Day(2029, 6, 1) }).Check(), refusal => refusal.Field == "legs[2].target");
        Assert.Contains(Staged(Tranche("first", 0.4m) with { Gpus = new Gpus(220_001) }).Check(), refusal => refusal.Field == "legs[2].gpus");
        Assert.Contains(Staged(Tranche("first", 0.4m, deemed: 366)).Check(), refusal => refusal.Field == "legs[2].deemed-days");
        Assert.Contains(Staged(Tranche("first", 0.4m), Tranche("second", 0.7m)).Check(), refusal => refusal.Says.Contains("110%"));
        Assert.Contains(Staged(Tranche("first", 0.4m) with { Carries = [new("rent", 1m)] }).Check(), refusal => refusal.Field == "legs[2].carries");
        Assert.Empty(Two.Check());
    }

    [Fact]
    public void Its_dates_are_the_target_and_then_the_deemed_acceptance()
    {
        Assert.Equal(2, Signed(Two).Milestones(Start).Count(each => each.Date == Target));
        var ready = Signed(Two) with { Events = [new TrancheReady(Target, "first", "racks")] };
        Assert.Equal(Day(2026, 6, 11), ready.Milestones(Start).Single(each => each.What.Contains("deemed")).Date);
    }

    internal static Schedule Seen(Terms terms, LocalDate through, params ContractEvent[] said) => (Signed(terms) with { Events = [.. said] }).Schedule(through);

    static decimal Of(Cumulative due, int month) => due.Amount(Day(2026, month, 1), Day(2026, month + 1, 1), 2);

    static TrancheAccepted Done(string tranche, LocalDate on) => new(on, tranche, ["burn-in", "all-reduce"], "report");

    static RecordEvent Say(ContractEvent said) => new(Id, said);
}
