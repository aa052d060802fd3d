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

public sealed class ChangeOfControlTests
{
    static readonly ChangeOfControl Clause = new("control", Side.Either, 30, 60);

    static Terms Bound(ChangeOfControl clause) => With(Reserving((Start, 110_000)), Fee((Start, 310_000m)), clause);

    static readonly Book Sold = Ready.Told(At(2026, 4, 20), new SignContract(Bound(Clause)));

    static RecordEvent Say(ContractEvent said) => new(Id, said);

    static Book Changed(LocalDate on, Side of = Side.Seller) => Sold.Told(Chicago.StartOf(on), Say(new ControlChanged(on, of, Other)));

    // Law: notice for it is taken inside the window and only there, ends the contract its days later without a fee, and changes nothing before that.
    [Fact]
    public void Inside_the_window_and_only_there_the_other_side_ends_the_contract_without_a_fee() =>
        Prop.ForAll(Gen.Choose(0, 365).ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), Gen.Choose(0, 365).ToArbitrary(), (window, notice, after) =>
        {
            var changed = Ready.Told(At(2026, 4, 20), new SignContract(Bound(Clause with { WindowDays = window, NoticeDays = notice })))
                .Told(At(2026, 6, 1), Say(new ControlChanged(Day(2026, 6, 1), Side.Seller, Other)));
            var served = Day(2026, 6, 1).PlusDays(after);
            var decision = new GiveNotice(Id, Side.Buyer, served).Decide(changed, Chicago.StartOf(served));
            if (after > window) return decision is Refused;
            var (before, ended) = (changed.Contracts[Id], changed.Told(Chicago.StartOf(served), new GiveNotice(Id, Side.Buyer, served)).Contracts[Id]);
            var last = served.PlusDays(notice);
            return ended.LastDay == last && ended.Schedule(null).Due.Total == before.Schedule(null).Due.Over(Start, last.PlusDays(1))
                && ended.Schedule(null).Reserved(Colossus).At(Chicago.StartOf(last.PlusDays(1))) == Gpus.Zero;
        }).Check(Laws.Seeded.WithMaxTest(200));

    // By hand: changed on 1 June, notice on 20 June, 60 days: 19 August is the last day. May to July are 930,000, 19 of 31 days 190,000.
    [Fact]
    public void Notice_after_a_change_of_control_cuts_fees_and_capacity()
    {
        var contract = Changed(Day(2026, 6, 1)).Told(At(2026, 6, 20), new GiveNotice(Id, Side.Buyer, Day(2026, 6, 20))).Contracts[Id];

        Assert.Equal(Day(2026, 8, 19), contract.LastDay);
        Assert.Equal((Rational)1_120_000m, contract.Schedule(null).Due.Total);
    }

    // The enforceable term ends as soon as somebody may leave, and is the stated one again when the window has passed or consent is given.
    [Fact]
    public void The_right_shortens_the_enforceable_term_while_it_is_open()
    {
        var changed = Changed(Day(2026, 6, 1));

        Assert.Equal(Through, Sold.Contracts[Id].EnforceableThrough(Day(2026, 6, 1)));
        Assert.Equal(Through, changed.Contracts[Id].EnforceableThrough(Day(2026, 5, 31)));
        Assert.Equal(Day(2026, 8, 30), changed.Contracts[Id].EnforceableThrough(Day(2026, 7, 1)));
        Assert.Equal(Through, changed.Contracts[Id].EnforceableThrough(Day(2026, 7, 2)));
        Assert.Equal(Through, changed.Told(At(2026, 6, 10), Say(new ControlConsented(Day(2026, 6, 10), Side.Seller, "letter"))).Contracts[Id].EnforceableThrough(Day(2026, 7, 1)));
    }

    [Fact]
    public void The_clock_shows_the_last_day_until_consent()
    {
        var changed = Changed(Day(2026, 6, 1));

        Assert.Equal(Day(2026, 7, 1), Assert.Single(changed.Contracts[Id].Milestones(null), milestone => milestone.IsChoice).Date);
        Assert.DoesNotContain(changed.Told(At(2026, 6, 10), Say(new ControlConsented(Day(2026, 6, 10), Side.Seller, "letter"))).Contracts[Id].Milestones(null),
            milestone => milestone.IsChoice);
    }

    [Fact]
    public void Each_reason_to_refuse_notice_for_it()
    {
        var changed = Changed(Day(2026, 6, 1));

        Sold.Refuses(At(2026, 6, 20), new GiveNotice(Id, Side.Buyer, Day(2026, 6, 20)), RefusalCode.NoticeNotAllowed, "by");
        changed.Refuses(At(2026, 6, 20), new GiveNotice(Id, Side.Seller, Day(2026, 6, 20)), RefusalCode.NoticeNotAllowed, "by");
        Assert.Equal("2026-07-01", changed.Refusing(At(2026, 7, 2), new GiveNotice(Id, Side.Buyer, Day(2026, 7, 2))).Numbers["notice_until"]);
        changed.Told(At(2026, 6, 10), Say(new ControlConsented(Day(2026, 6, 10), Side.Seller, "letter")))
            .Refuses(At(2026, 6, 20), new GiveNotice(Id, Side.Buyer, Day(2026, 6, 20)), RefusalCode.NoticeNotAllowed, "by");
    }

    [Fact]
    public void Each_reason_to_refuse_a_change_and_a_consent()
    {
        var changed = Changed(Day(2026, 6, 1));
        var buyers = Ready.Told(At(2026, 4, 20), new SignContract(Bound(Clause with { Of = Side.Buyer })));
        var noticed = changed.Told(At(2026, 6, 20), new GiveNotice(Id, Side.Buyer, Day(2026, 6, 20)));

        buyers.Refuses(At(2026, 6, 1), Say(new ControlChanged(Day(2026, 6, 1), Side.Seller, Other)), RefusalCode.NotFound, "of");
        buyers.Refuses(At(2026, 6, 1), Say(new ControlConsented(Day(2026, 6, 1), Side.Seller, "letter")), RefusalCode.NotFound, "of");
        Sold.Refuses(At(2026, 4, 30), Say(new ControlChanged(Day(2026, 4, 30), Side.Seller, Other)), RefusalCode.DatesUpsideDown, "on");
        changed.Refuses(At(2026, 6, 2), Say(new ControlChanged(Day(2026, 5, 31), Side.Seller, Other)), RefusalCode.DatesUpsideDown, "on");
        noticed.Refuses(At(2026, 6, 21), Say(new ControlChanged(Day(2026, 6, 21), Side.Buyer, Other)), RefusalCode.NoticeNotAllowed, "on");
        noticed.Refuses(At(2026, 6, 21), Say(new ControlConsented(Day(2026, 6, 21), Side.Seller, "letter")), RefusalCode.NoticeNotAllowed, "on");
        changed.Refuses(At(2026, 6, 2), Say(new ControlConsented(Day(2026, 6, 2), Side.Buyer, "letter")), RefusalCode.InvalidTerms, "of");
        changed.Refuses(At(2026, 6, 2), Say(new ControlConsented(Day(2026, 5, 31), Side.Seller, "letter")), RefusalCode.DatesUpsideDown, "on");
    }

    [Fact]
    public void The_clause_is_checked()
    {
        Assert.Equal("legs[0].window-days", Assert.Single(With(Clause with { WindowDays = 366 }).Check()).Field);
        Assert.Equal("legs[0].notice-days", Assert.Single(With(Clause with { NoticeDays = -1 }).Check()).Field);
        Assert.Contains(With(Clause, new ChangeOfControl("other", Side.Buyer, 1, 1)).Check(), refusal => refusal.Field == "legs[1].of");
        Assert.Empty(With(Clause with { Of = Side.Seller }, new ChangeOfControl("other", Side.Buyer, 1, 1)).Check());
    }
}
