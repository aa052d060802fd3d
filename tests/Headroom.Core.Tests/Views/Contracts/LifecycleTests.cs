using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class LifecycleTests
{
    // Law: with no fact said in between, time alone never takes a signed contract back to an earlier stage, and today's stage was entered by today.
    [Fact]
    public void A_contract_never_goes_back_by_time_alone() =>
        Prop.ForAll(Life.Any, Any.Date.ToArbitrary(), Gen.Choose(0, 900).ToArbitrary(), (numbers, at, days) =>
        {
            var book = Life.End(numbers);
            return book.Contracts.Keys.All(id =>
            {
                var (now, then) = (Lifecycle.Of(book, id, at), Lifecycle.Of(book, id, at.PlusDays(days)));
                return now is null || (now.Stage <= then!.Stage && now.Now.Since <= at && now.Entered.All(entry => then.Entered.Contains(entry)));
            });
        }).Holds();

    [Fact]
    public void From_draft_to_service_each_stage_names_the_fact_that_entered_it()
    {
        var book = Ready.Told(At(2026, 4, 1), new SaveDraft(Agreed)).Told(At(2026, 4, 3), new MakeQuote(Agreed, Day(2026, 4, 30), Holds: true))
            .Told(At(2026, 4, 20), new SignContract(Agreed) { Quote = new QuoteNamed(1, false) });
        var life = Lifecycle.Of(book, Id, Day(2026, 6, 1))!;

        Assert.Equal(
            [
                (Stage.Draft, Day(2026, 4, 1), Ready.Position + 1), (Stage.Quoted, Day(2026, 4, 3), Ready.Position + 2), (Stage.Signed, Day(2026, 4, 20), Ready.Position + 3),
                (Stage.InDelivery, Start, null), (Stage.InService, Start, (long?)null),
            ],
            life.Entered.Select(entry => (entry.Stage, entry.Since, entry.By?.Position)));
        Assert.Equal((Stage.InService, "wound down from 2029-06-01: 2029-05-31 is the last day served, at the stated end"), (life.Stage, life.Next));
        Assert.Equal(Stage.Quoted, Lifecycle.Of(book, Id, Day(2026, 4, 19))!.Stage);
        Assert.Null(Lifecycle.Of(book, Id, Day(2026, 3, 31)));
    }

    [Fact]
    public void Where_deliveries_are_said_service_begins_when_all_that_is_reserved_by_then_is_there()
    {
        var terms = With(RampCapacity, RampFee, new ProRata(Colossus, Day(2026, 9, 30)));
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 5, 4), new DeliverCapacity(Id, Colossus, Day(2026, 5, 2), new Gpus(80_000)))
            .Told(At(2026, 5, 20), new DeliverCapacity(Id, Colossus, Day(2026, 5, 19), new Gpus(110_000)));

        Assert.Equal(Stage.InDelivery, Lifecycle.Of(book, Id, Day(2026, 5, 18))!.Stage);
        var served = Lifecycle.Of(book, Id, Day(2026, 5, 19))!;
        Assert.Equal((Stage.InService, book.Position), (served.Stage, served.Now.By!.Position));
        // The second half of the ramp is a delivery to come, and no step back.
        Assert.Equal(Stage.InService, Lifecycle.Of(book, Id, Day(2026, 8, 1))!.Stage);
    }

    [Fact]
    public void Where_tranches_are_accepted_service_begins_with_the_acceptance_of_those_whose_date_has_come()
    {
        static TrancheDelivery Tranche(string name, LocalDate target) => new(name, Colossus, new Gpus(110_000), target, [], FeeStart.Acceptance, [], 5);
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(RampCapacity, RampFee, Tranche("one", Day(2026, 5, 10)), Tranche("two", Day(2026, 7, 1)))))
            .Told(At(2026, 5, 20), new RecordEvent(Id, new TrancheReady(Day(2026, 5, 18), "one", "burn-in report")));

        Assert.Equal(Stage.InDelivery, Lifecycle.Of(book, Id, Day(2026, 5, 22))!.Stage);
        var deemed = Lifecycle.Of(book, Id, Day(2026, 5, 23))!;
        Assert.Equal((Stage.InService, Day(2026, 5, 23), book.Position), (deemed.Stage, deemed.Now.Since, deemed.Now.By!.Position));
    }

    // A tranche that never came was never served, also once it is given up; what is left of the contract is served when the others are there.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_given_up_before_it_came_was_not_in_service(bool contract)
    {
        static TrancheDelivery Tranche(string name, LocalDate target) => new(name, Colossus, new Gpus(55_000), target, [], FeeStart.Acceptance, [], null);
        var late = new LateDelivery("late", null, 5, 0.01m, null, 0, 0, 30, EndsContract: contract);
        var terms = With(Reserving((Start, 110_000)), Fee((Start, 1_000m)), Tranche("one", Day(2026, 5, 20)), Tranche("two", Day(2026, 5, 20)), late);
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 5, 11), new RecordEvent(Id, new TrancheReady(Day(2026, 5, 10), "one", "report")))
            .Told(At(2026, 5, 12), new RecordEvent(Id, new TrancheAccepted(Day(2026, 5, 12), "one", [], "report")))
            .Told(At(2026, 7, 1), new RecordEvent(Id, new TrancheTerminated(Day(2026, 7, 1), "two", "never ready")));
        var life = Lifecycle.Of(book, Id, Day(2026, 7, 10))!;

        Assert.Equal(Stage.InService, Lifecycle.Of(book, Id, Day(2026, 5, 12))!.Stage);
        Assert.Equal(contract ? Stage.WoundDown : Stage.InService, life.Stage);
        if (contract) Assert.Equal(["ended for late delivery by the buyer; the last day served is 2026-07-01", "2026-07-01 is the last day served, ended for late delivery"],
            life.Entered.TakeLast(2).Select(entry => entry.Because));
        Assert.Equal(contract, life.Entered.Any(entry => entry.By?.Position == book.Position));
    }

    [Fact]
    public void A_contract_whose_one_tranche_never_came_was_never_in_service()
    {
        var terms = With(Reserving((Start, 8)), Fee((Start, 1_000m)), new TrancheDelivery("whole", Colossus, new Gpus(8), Day(2026, 5, 20), [], FeeStart.Acceptance, [], null),
            new LateDelivery("late", null, 5, 0.01m, null, 0, 0, 30, EndsContract: true));
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 7, 1), new RecordEvent(Id, new TrancheTerminated(Day(2026, 7, 1), "whole", "never ready")));

        Assert.Equal([Stage.Signed, Stage.InDelivery, Stage.Noticed, Stage.WoundDown], Lifecycle.Of(book, Id, Day(2026, 7, 10))!.Entered.Select(entry => entry.Stage));
    }

    [Fact]
    public void Notice_leads_to_wound_down_after_its_last_day()
    {
        var book = SignedBook.Told(At(2026, 9, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 10)));

        Assert.Equal([Stage.InService, Stage.Noticed, Stage.Noticed, Stage.WoundDown],
            new[] { Day(2026, 9, 9), Day(2026, 9, 10), Day(2026, 12, 9), Day(2026, 12, 10) }.Select(day => Lifecycle.Of(book, Id, day)!.Stage));
    }

    [Fact]
    public void A_quote_that_nobody_signs_expires_by_the_calendar_and_may_be_made_again()
    {
        var book = Ready.Told(At(2026, 4, 3), new MakeQuote(Agreed, Day(2026, 4, 10), Holds: false));
        var again = book.Told(At(2026, 4, 20), new MakeQuote(Agreed, Day(2026, 4, 30), Holds: false)).Told(At(2026, 4, 21), new EndQuote(Id, QuoteEnd.Withdrawn, "sold elsewhere"));

        Assert.Equal(Stage.Quoted, Lifecycle.Of(book, Id, Day(2026, 4, 10))!.Stage);
        Assert.Equal((Stage.Expired, Day(2026, 4, 11)), (Lifecycle.Of(book, Id, Day(2026, 4, 15))!.Stage, Lifecycle.Of(book, Id, Day(2026, 4, 15))!.Now.Since));
        Assert.Equal([Stage.Quoted, Stage.Expired, Stage.Quoted, Stage.Withdrawn], Lifecycle.Of(again, Id, Day(2026, 4, 21))!.Entered.Select(entry => entry.Stage));
        Assert.Equal("sold elsewhere", Lifecycle.Of(again, Id, Day(2026, 5, 21))!.Now.Because);
    }
}
