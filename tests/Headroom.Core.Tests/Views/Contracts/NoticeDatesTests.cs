using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class NoticeDatesTests
{
    // Law: on the last day that is told, notice still ends the contract early; on the day after it no longer does.
    [Fact]
    public void The_last_useful_day_is_the_last_on_which_notice_changes_the_end() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), terms =>
        {
            var told = Dates(Signed(terms), terms.From).Where(item => item.What.StartsWith("last day for", StringComparison.Ordinal)).ToList();
            return told.All(item => terms.Exits.Any(exit => exit.LastDayIfServed(item.Date) < terms.Through && exit.LastDayIfServed(item.Date.PlusDays(1)) >= terms.Through));
        }).Check(Laws.Seeded);

    // Law: the money told is exactly what the whole schedule loses when the notice is served.
    [Fact]
    public void The_effect_told_is_that_of_the_notice_once_it_is_served()
    {
        var told = Dates(Anthropic, Day(2026, 8, 20))[0];
        var book = SignedBook.Told(At(2026, 8, 20), new GiveNotice(Id, Side.Buyer, Day(2026, 8, 20)));

        Assert.Equal((Day(2026, 8, 20), "either party may serve notice; the last day served would be 2026-11-18"), (told.Date, told.What));
        Assert.Equal((book.Contracts[Id].Schedule(null).Due.Total - Anthropic.Schedule(null).Due.Total).Round(2), told.Amount);
    }

    [Fact]
    public void A_right_that_costs_a_fee_tells_each_side_its_own_effect()
    {
        // By hand: 12 months of 100; served on 1 August it ends on 30 October. 7 months less a day's part are lost, half of it comes back as the fee.
        var terms = With(RampCapacity, Fee((Start, 100m)), AfterLockIn with { FeeShare = 0.5m }) with { Through = Day(2027, 4, 30) };
        var first = Dates(Signed(terms), Start).Where(item => item.Date == Day(2026, 8, 1)).ToList();

        Assert.Equal(-904.84m, Assert.Single(first, item => item.What.StartsWith("the seller may serve notice; served sooner it is refused", StringComparison.Ordinal)).Amount);
        Assert.Equal(-301.61m, Assert.Single(first, item => item.What.StartsWith("the buyer may serve notice", StringComparison.Ordinal)).Amount);
    }

    [Fact]
    public void Notice_that_came_early_tells_the_date_on_which_it_counts()
    {
        var terms = With(RampCapacity, RampFee, AfterLockIn with { Early = EarlyNotice.Deemed });
        var book = Ready.Told(At(2026, 4, 20), new SignContract(terms)).Told(At(2026, 7, 10), new GiveNotice(Id, Side.Buyer, Day(2026, 7, 10)));

        Assert.Equal([(Day(2026, 8, 1), "notice by the buyer of 2026-07-10 is deemed served")], Dates(book.Contracts[Id], Day(2026, 7, 11)).Select(item => (item.Date, item.What)));
    }

    static List<Agenda> Dates(Contract contract, LocalDate at) =>
        [.. Agenda.Of(Ready, contract, at)
            .Where(item => item.What.Contains("notice", StringComparison.Ordinal) && !item.What.StartsWith("last day served", StringComparison.Ordinal))];
}
