using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

/// <summary>How a notice is given, when it counts, what it costs by date, and what becomes of it.</summary>
public sealed class NoticeTermsTests
{
    static readonly Exit Formal = AfterLockIn with { Form = new NoticeForm(["courier", "e-mail"], "legal department", "two officers", 3) };

    static Terms Terms(Exit exit, params Leg[] legs) => With([Reserving((Start, 220_000)), Fee((Start, 1_000m)), exit, .. legs]);

    static Book Signing(Terms terms) => Ready.Told(At(2026, 4, 20), new SignContract(terms));

    // Law: notice sent on a day ends the contract when notice received so many days later would.
    [Fact]
    public void Notice_counts_from_its_deemed_receipt() =>
        Prop.ForAll(Gen.Choose(0, 60).ToArbitrary(), Any.Date.ToArbitrary(), (days, on) =>
            (Formal with { Form = Formal.Form with { ReceiptDays = days } }).LastDayIfServed(on) == AfterLockIn.LastDayIfServed(on.PlusDays(days))).Check(Laws.Seeded);

    // By hand: sent on 10 September, received on the 13th, and 90 days: 12 December. Sent on 29 July it is received on 1 August, the first day.
    [Fact]
    public void The_days_run_from_receipt_and_so_does_the_lock_in()
    {
        var notice = Signing(Terms(Formal)).Told(At(2026, 9, 10), Given(Day(2026, 9, 10))).Contracts[Id].Notice!;

        Assert.Equal((Day(2026, 9, 10), Day(2026, 9, 13), Day(2026, 12, 12), "courier"), (notice.Served, notice.DeemedServed, notice.LastDay, notice.Form));
        Assert.IsType<Accepted>(Given(Day(2026, 7, 29)).Decide(Signing(Terms(Formal)), At(2026, 7, 29)));
        Assert.Equal("2026-07-29", Signing(Terms(Formal)).Refusing(At(2026, 7, 28), Given(Day(2026, 7, 28))).Numbers["notice_from"]);
    }

    [Fact]
    public void A_wrong_form_or_none_is_refused_with_the_right_ones()
    {
        Assert.Contains("courier or e-mail, to legal department", Signing(Terms(Formal)).Refusing(At(2026, 9, 10), Given(Day(2026, 9, 10)) with { Form = "telephone" }).Says);
        Assert.Contains("not said how", Signing(Terms(Formal)).Refusing(At(2026, 9, 10), Given(Day(2026, 9, 10)) with { Form = null }).Says);
    }

    [Fact]
    public void Who_has_no_right_is_told_who_has() =>
        Assert.Contains("the seller has one", Signing(Terms(Formal with { By = Side.Seller })).Refusing(At(2026, 9, 10), Given(Day(2026, 9, 10))).Says);

    [Fact]
    public void Notice_after_the_latest_date_is_refused_and_the_right_is_gone_from_every_view()
    {
        var book = Signing(Terms(Formal with { NoticeUntil = Day(2026, 12, 31) }));

        Assert.Equal("2026-12-31", book.Refusing(At(2026, 12, 29), Given(Day(2026, 12, 29))).Numbers["notice_until"]);
        Assert.Null(book.Contracts[Id].EarliestLastDay(Side.Buyer, Day(2026, 12, 29)));
        Assert.NotNull(book.Contracts[Id].EarliestLastDay(Side.Buyer, Day(2026, 12, 28)));
    }

    // By hand: half of the rest before 2028, a quarter in 2028. Notice for 31 December 2028 leaves five months at 1,000: 1,250.
    [Fact]
    public void The_fee_follows_its_steps_by_the_last_day_served()
    {
        var exit = AfterLockIn with { FeeShare = 0.5m, FeeSteps = [new(Day(2028, 1, 1), 0.25m), new(Day(2029, 3, 1), 0m)] };
        var ended = Terms(exit).Resolve(Observations.None, new Notice(Side.Buyer, Day(2028, 10, 2), Day(2028, 12, 31)));

        Assert.Equal((0.5m, 0.25m, 0m), (exit.FeeOn(Day(2027, 12, 31)), exit.FeeOn(Day(2028, 1, 1)), exit.FeeOn(Day(2029, 3, 1))));
        Assert.Equal(1_250.00m, ended.DueUnder(Exit.FeeCharge).Total.Round(2));
        Assert.Equal(Day(2029, 3, 31), Signed(Terms(exit)).EnforceableThrough(Day(2028, 12, 31)));
    }

    // By hand: the last of two tranches is accepted on 15 June; six months later, on 15 December, notice may be served.
    [Fact]
    public void A_lock_in_may_end_so_long_after_the_last_acceptance()
    {
        TrancheDelivery Tranche(string name) => new(name, Colossus, new Gpus(8), Day(2026, 6, 1), [], FeeStart.Acceptance, [], 5);
        var book = Signing(Terms(AtOnce with { AfterAcceptance = Months(6) }, Tranche("first"), Tranche("second")))
            .Told(At(2026, 6, 15), new RecordEvent(Id, new TrancheReady(Day(2026, 5, 20), "first", "racks")),
                new RecordEvent(Id, new TrancheReady(Day(2026, 6, 10), "second", "racks")));

        Assert.Equal("2026-12-15", book.Refusing(At(2026, 12, 14), Given(Day(2026, 12, 14))).Numbers["notice_from"]);
        Assert.IsType<Accepted>(Given(Day(2026, 12, 15)).Decide(book, At(2026, 12, 15)));
        Assert.Equal(Day(2027, 3, 15), book.Contracts[Id].EarliestLastDay(Side.Buyer, Day(2026, 7, 1)));
    }

    [Fact]
    public void A_notice_can_be_contested_confirmed_and_withdrawn()
    {
        var served = Signing(Terms(Formal)).Told(At(2026, 9, 10), Given(Day(2026, 9, 10)));
        var contested = served.Told(At(2026, 9, 12), Say(new NoticeContested(Day(2026, 9, 12), Side.Seller, "not signed")));
        var withdrawn = contested.Told(At(2026, 9, 20), Say(new NoticeWithdrawn(Day(2026, 9, 20), "letter of both")));

        Assert.True(contested.Contracts[Id].IsContested);
        Assert.False(contested.Told(At(2026, 9, 13), Say(new NoticeConfirmed(Day(2026, 9, 13), Side.Seller))).Contracts[Id].IsContested);
        Assert.Equal((null, Through), (withdrawn.Contracts[Id].Notice, withdrawn.Contracts[Id].LastDay));
    }

    [Fact]
    public void It_is_not_withdrawn_once_the_capacity_is_sold_again()
    {
        var resold = With(Reserving((Day(2027, 1, 1), 100_000)), Fee((Day(2027, 1, 1), 1m))) with { Contract = Slug.Of("other"), Buyer = Other, From = Day(2027, 1, 1) };
        var book = Signing(Terms(Formal)).Told(At(2026, 9, 10), Given(Day(2026, 9, 10))).Told(At(2026, 10, 1), new SignContract(resold));
        var refusal = book.Refusing(At(2026, 10, 2), Say(new NoticeWithdrawn(Day(2026, 10, 2), "letter")));

        Assert.Equal((RefusalCode.Oversold, "100000", "2027-01-01"), (refusal.Code, refusal.Numbers["short_by_gpus"], refusal.Numbers["from"]));
    }

    [Fact]
    public void Each_reason_to_refuse_what_is_said_of_a_notice()
    {
        var book = Signing(Terms(Formal));
        var served = book.Told(At(2026, 9, 10), Given(Day(2026, 9, 10)));

        book.Refuses(At(2026, 9, 12), Say(new NoticeContested(Day(2026, 9, 12), Side.Seller, "why")), RefusalCode.NotFound, "event");
        served.Refuses(At(2026, 9, 12), Say(new NoticeContested(Day(2026, 9, 12), Side.Buyer, "why")), RefusalCode.NoticeNotAllowed, "by");
        served.Refuses(At(2026, 9, 12), Say(new NoticeConfirmed(Day(2026, 9, 12), Side.Buyer)), RefusalCode.NoticeNotAllowed, "by");
        served.Refuses(At(2026, 9, 12), Say(new NoticeConfirmed(Day(2026, 9, 9), Side.Seller)), RefusalCode.DatesUpsideDown, "on");
        served.Refuses(At(2026, 12, 20), Say(new NoticeWithdrawn(Day(2026, 12, 20), "late")), RefusalCode.DatesUpsideDown, "on");
    }

    [Fact]
    public void The_attributes_are_checked_and_set_dates()
    {
        Assert.Contains(Terms(Formal with { FeeSteps = [new(Start, 1.1m)] }).Check(), refusal => refusal.Field == "legs[2].fee-steps");
        Assert.Contains(Terms(Formal with { NoticeUntil = Day(2026, 7, 31) }).Check(), refusal => refusal.Field == "legs[2].notice-until");
        Assert.Contains(Terms(Formal with { AfterAcceptance = Months(6) }).Check(), refusal => refusal.Field == "legs[2].after-acceptance");
        Assert.Contains(Terms(Formal with { Form = Formal.Form with { ReceiptDays = 61 } }).Check(), refusal => refusal.Field == "legs[2].receipt-days");
        Assert.Single(Agenda.Of(Signing(Terms(Formal with { NoticeUntil = Day(2026, 12, 31) })), Signed(Terms(Formal with { NoticeUntil = Day(2026, 12, 31) })), Start),
            each => each.Date == Day(2026, 12, 28) && each.IsChoice);
        Assert.Single(Signed(Terms(Formal with { FeeSteps = [new(Day(2027, 1, 1), 0.1m)] })).Milestones(Start), each => each.What.Contains("10%"));
    }

    static GiveNotice Given(LocalDate on) => new(Id, Side.Buyer, on) { Form = "courier" };

    static RecordEvent Say(ContractEvent said) => new(Id, said);
}
