using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CapacityBackTests
{
    static readonly LocalDate Today = Day(2026, 9, 1);

    // Law: within no days only what is idle is back; with more days never less, and never more than the pool has.
    [Fact]
    public void Within_no_days_only_what_is_idle_is_back() => Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), Gen.Choose(0, 400).ToArbitrary(), (terms, date, days) =>
    {
        var back = Of(Ready.WithContract(Signed(terms)), date);
        return back.Within(0) == back.Idle && back.Within(days) <= back.Within(days + 1) && back.Within(days) <= new Gpus(220_000)
            && back.Rights.All(right => right.Gpus > Gpus.Zero && right.Usable > date);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // 40,000 can be taken at once, the other 180,000 come by the exit; together they are no more than what is sold.
    [Fact]
    public void A_part_that_comes_back_sooner_is_not_counted_again()
    {
        var taking = new Reclaim("take", Colossus, new(40_000), 1, "interruptible", 0, []);
        var back = Of(Ready.WithContract(Signed(With(RampCapacity, RampFee, AfterLockIn, taking))), Today);

        Assert.Equal([("take", 40_000L, Day(2026, 9, 2)), ("exit by either", 180_000, Day(2026, 12, 1))],
            back.Rights.Select(right => (right.Right, right.Gpus.Count, right.Usable)));
        Assert.Equal((Day(2026, 9, 2), Day(2026, 12, 1), (LocalDate?)null), (back.Earliest(new(40_000))!.Value, back.Earliest(new(40_001))!.Value, back.Earliest(new(220_001))));
        Assert.Equal(["take"], back.Cheapest(new(30_000), Day(2026, 12, 31))!.Value.Notices.Select(notice => notice.Right));
    }

    // To have all of it by 31 December the exit need be served on 1 October only, although it may be on 1 September.
    [Fact]
    public void The_cheapest_notices_by_a_day_are_served_as_late_as_is_in_time()
    {
        var (plan, notices) = Of(SignedBook, Today).Cheapest(new(220_000), Day(2026, 12, 31))!.Value;

        Assert.Equal([(Day(2026, 10, 1), plan.Cost)], notices.Select(notice => (notice.Serve!.Value, notice.GivenUp)));
        Assert.Null(Of(SignedBook, Today).Cheapest(new(220_000), Day(2026, 11, 30)));
    }

    // Of 220,000 all are sold through May 2029; 100,000 by 31 December cost 100,000 x 24 x 883 days x 2 outside. Where nothing has to be served, or nobody knows the price, nothing
    // is compared.
    [Fact]
    public void What_notices_bring_back_is_compared_with_buying_it_outside()
    {
        var back = Of(SignedBook, Today) with { OutsidePrice = 2m };
        var notices = back.Cheapest(new(100_000), Day(2026, 12, 31))!.Value.Notices;

        Assert.Equal(new BoughtInstead(new(100_000), Day(2026, 12, 31), Day(2029, 5, 31), 2m, 100_000m * 24 * 883 * 2), back.Instead(new(100_000), Day(2026, 12, 31), notices));
        Assert.Null(back.Instead(new(100_000), Day(2026, 12, 31), []));
        Assert.Null((back with { OutsidePrice = null }).Instead(new(100_000), Day(2026, 12, 31), notices));
    }

    // In May half of the pool is idle; in July that half is sold too, so that in November it is not there beside what comes back.
    [Fact]
    public void What_is_idle_and_sold_from_a_later_day_is_not_counted_beside_what_comes_back()
    {
        var back = Of(SignedBook, Day(2026, 5, 3));

        Assert.Equal((110_000L, 0L), (back.Idle.Count, back.IdleThrough(Day(2026, 7, 1)).Count));
        Assert.Equal((Day(2026, 5, 3), Day(2026, 10, 31), (LocalDate?)null), (back.Earliest(new(110_000))!.Value, back.Earliest(new(220_000))!.Value, back.Earliest(new(220_001))));
        Assert.Equal(new Gpus(220_000), back.Within(400));
    }

    static CapacityBack Of(Book book, LocalDate today) => CapacityBack.Of(new(book, Chicago.StartOf(today)), book.Fleet.Pools[Colossus], today, 0.05m);
}
