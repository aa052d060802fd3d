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

public sealed class CauseTests
{
    static readonly Cause Breach = new("breach", Side.Either, ["non-payment", "insolvency"], 30, 0.1m);

    static readonly Terms Bound = With(Reserving((Start, 110_000)), Fee((Start, 1_000m)), AfterLockIn with { FeeShare = 0.5m }, Breach,
        new Prepayment("advance", [(Start, 600m)], Month(2029, 1), 3));

    static readonly Book Book = Ready.Told(At(2026, 4, 20), new SignContract(Bound));

    static readonly Book Open = Book.Told(At(2026, 9, 1), Say(new BreachNotified(Day(2026, 9, 1), "breach", Side.Seller, "non-payment", "two invoices open")));

    // Law: whenever it ends for cause, what was paid ahead and not used is given back, no fee of an exit is due, and nothing is held any more.
    [Fact]
    public void An_end_for_cause_gives_back_what_was_paid_ahead_and_costs_no_fee_for_convenience() =>
        Prop.ForAll(Gen.Choose(31, 1_300).ToArbitrary(), after =>
        {
            var last = Day(2026, 9, 1).PlusDays(after);
            if (last > Through) return true;
            var ended = Open.Told(Chicago.StartOf(last), Say(new TerminatedForCause(last, "breach", "not paid"))).Contracts[Id];
            var schedule = ended.Schedule(last);
            return schedule.DueUnder("advance").Total.IsZero && schedule.DueUnder(Exit.FeeCharge).Total.IsZero
                && schedule.Reserved(Colossus).At(Chicago.StartOf(last.PlusDays(1))) == Gpus.Zero && ended.LastDay == last;
        }).Check(Laws.Seeded);

    // By hand: told on 1 September, 30 days to cure end on 1 October; the right exists from the 2nd.
    [Fact]
    public void It_is_refused_before_the_days_to_cure_have_run_with_the_date_from_which_it_is_not()
    {
        var refusal = Open.Refusing(At(2026, 10, 5), Say(new TerminatedForCause(Day(2026, 10, 1), "breach", "not paid")));

        Assert.Equal((RefusalCode.DatesUpsideDown, "2026-10-02"), (refusal.Code, refusal.Numbers["from"]));
        Assert.Equal(Day(2026, 10, 2), Assert.Single(Open.Contracts[Id].Milestones(Day(2026, 9, 1)), each => each.What.Contains("non-payment")).Date);
    }

    // By hand: ended by the seller on 31 March 2029 for the buyer's breach: a tenth of two months. By the buyer: the same the other way.
    [Fact]
    public void The_side_in_breach_owes_the_damages()
    {
        var last = Day(2029, 3, 31);
        decimal Damages(Side by) => Book.Told(At(2029, 2, 1), Say(new BreachNotified(Day(2029, 2, 1), "breach", by, "insolvency", "court file")))
            .Told(At(2029, 3, 31), Say(new TerminatedForCause(last, "breach", "court file"))).Contracts[Id].Schedule(last).DueUnder("breach").Total.Round(2);

        Assert.Equal((200.00m, -200.00m), (Damages(Side.Seller), Damages(Side.Buyer)));
    }

    [Fact]
    public void A_cured_breach_ends_the_right()
    {
        var cured = Open.Told(At(2026, 9, 20), Say(new BreachCured(Day(2026, 9, 20), "breach", "paid")));

        cured.Refuses(At(2026, 10, 5), Say(new TerminatedForCause(Day(2026, 10, 5), "breach", "not paid")), RefusalCode.NoticeNotAllowed, "clause");
        cured.Refuses(At(2026, 10, 5), Say(new BreachCured(Day(2026, 10, 5), "breach", "paid")), RefusalCode.InvalidTerms, "clause");
    }

    [Fact]
    public void Each_reason_to_refuse_what_is_said_of_a_breach()
    {
        var buyers = Ready.Told(At(2026, 4, 20), new SignContract(Bound with { Legs = [.. Bound.Legs.Select(leg => leg is Cause ? Breach with { By = Side.Buyer } : leg)] }));
        var notified = new BreachNotified(Day(2026, 9, 1), "breach", Side.Seller, "non-payment", "open");

        Assert.Contains("the buyer has it", buyers.Refusing(At(2026, 9, 1), Say(notified)).Says);
        Book.Refuses(At(2026, 9, 1), Say(notified with { Breach = "rain" }), RefusalCode.NotFound, "breach");
        Book.Refuses(At(2026, 9, 1), Say(notified with { Clause = "other" }), RefusalCode.NotFound, "clause");
        Book.Refuses(At(2026, 9, 1), Say(new BreachCured(Day(2026, 9, 1), "other", "paid")), RefusalCode.NotFound, "clause");
        Open.Refuses(At(2026, 9, 2), Say(notified with { }), RefusalCode.AlreadyExists, "clause");
        Open.Refuses(At(2026, 9, 2), Say(new BreachCured(Day(2026, 8, 31), "breach", "paid")), RefusalCode.DatesUpsideDown, "on");
        Open.Refuses(At(2029, 7, 2), Say(new TerminatedForCause(Day(2029, 7, 1), "breach", "late")), RefusalCode.DatesUpsideDown, "on");
    }

    [Fact]
    public void The_clause_is_checked()
    {
        Assert.Contains(With(Breach with { Grounds = [] }).Check(), refusal => refusal.Field == "legs[0].grounds");
        Assert.Contains(With(Breach with { CureDays = 366 }).Check(), refusal => refusal.Field == "legs[0].cure-days");
        Assert.Contains(With(Breach with { DamagesShare = 1.1m }).Check(), refusal => refusal.Field == "legs[0].damages");
    }

    static RecordEvent Say(ContractEvent said) => new(Id, said);
}
