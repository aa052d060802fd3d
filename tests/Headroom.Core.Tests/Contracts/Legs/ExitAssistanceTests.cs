using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ExitAssistanceTests
{
    static readonly ExitAssistance Move = new("move", 30, 0.25m, 310m);

    static readonly Terms Terms = With(Reserving((Start, 110_000)), Fee((Start, 3_100m)), AfterLockIn, Move);

    // Law: whenever notice comes, a share stays for so many days and no longer than the stated term, and the total grows by its fee alone.
    [Fact]
    public void A_share_stays_for_the_days_of_the_move() =>
        Prop.ForAll(Gen.Choose(0, 1_030).ToArbitrary(), after =>
        {
            var notice = new Notice(Side.Buyer, Day(2026, 8, 1).PlusDays(after), AfterLockIn.LastDayIfServed(Day(2026, 8, 1).PlusDays(after)));
            if (notice.LastDay >= Through) return true;
            var (schedule, bare) = (Terms.Resolve(Observations.None, notice), With(Terms.Legs[0], Terms.Legs[1], Terms.Legs[2]).Resolve(Observations.None, notice));
            var through = LocalDate.Min(notice.LastDay.PlusDays(30), Through);
            long Held(LocalDate on) => schedule.Reserved(Colossus).At(Chicago.StartOf(on)).Count;
            return Held(notice.LastDay) == 110_000 && Held(notice.LastDay.PlusDays(1)) == 27_500 && Held(through) == 27_500 && Held(through.PlusDays(1)) == 0
                && schedule.Due.Total - bare.Due.Total == schedule.DueUnder("move").Total;
        }).Check(Laws.Seeded);

    // By hand: notice of 2 October 2026 ends on 31 December; 30 of 31 days of January at 310 are 300. Handover of 14 days begins after 30 January.
    [Fact]
    public void The_fee_goes_on_and_handover_begins_after_it()
    {
        var book = Ready.Told(At(2026, 4, 20), new SetPolicy(new Policy(0.05m, 14, 200, 1)), new SignContract(Terms))
            .Told(At(2026, 10, 2), new GiveNotice(Id, Side.Buyer, Day(2026, 10, 2)));
        var contract = book.Contracts[Id];

        Assert.Equal((Day(2026, 12, 31), Day(2027, 1, 30)), (contract.Notice!.LastDay, contract.LastDay));
        Assert.Equal(300.00m, contract.Schedule(null).Due.Amount(Day(2027, 1, 1), Day(2027, 3, 1), 2));
        Assert.Equal(300.00m, Backlog.Of(contract, Day(2026, 12, 31)).Stated);
        Assert.Equal(Day(2027, 2, 14), Exposure.Of(book, contract, Day(2026, 12, 31)).CapacityBack);
    }

    [Fact]
    public void The_fee_is_earned_in_its_own_month_and_the_fixed_price_ends_with_the_service()
    {
        var contract = Signed(Terms) with { Notice = new Notice(Side.Buyer, Day(2026, 10, 2), Day(2026, 12, 31)) };

        Assert.Equal(300.00m, Revenue.Earned(contract, RevenuePolicy.StraightLineStated, Day(2027, 3, 1)).Amount(Day(2027, 1, 1), Day(2027, 2, 1), 2));
    }

    [Fact]
    public void The_clause_is_checked_and_says_when_it_begins()
    {
        Assert.Contains(With(Move with { Days = 0 }).Check(), refusal => refusal.Field == "legs[0].days");
        Assert.Contains(With(Move with { Share = 2 }).Check(), refusal => refusal.Field == "legs[0].share");
        Assert.Single((Signed(Terms) with { Notice = new Notice(Side.Buyer, Day(2026, 10, 2), Day(2026, 12, 31)) }).Milestones(Start), each => each.Date == Day(2027, 1, 1));
    }
}
