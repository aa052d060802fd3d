using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class StandingTests
{
    // Law: what is served, what can be undone and what is enforceable are the headline.
    [Fact]
    public void The_headline_is_served_undoable_and_enforceable() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, at) =>
        {
            var standing = Standing.Of(Core.Books.Book.Empty, Signed(terms), at);
            return standing.Served + standing.BeyondExit + standing.Backlog.Enforceable == standing.Stated;
        }).Check(Laws.Seeded);

    // At the end of June 183 days of 33.93 million were fixed, 61 of them earned: 6,209.68 - 2,069.89 = 4,139.78.
    [Fact]
    public void Straight_line_over_the_enforceable_term_leaves_less_than_the_fees()
    {
        var standing = Standing.Of(Core.Books.Book.Empty, Signed(Agreed with { Revenue = RevenuePolicy.StraightLineEnforceable }), Day(2026, 6, 30));

        Assert.Equal((2_069_892_473.12m, 4_139_784_946.23m, -819_892_473.12m), (standing.BalancesAt(Day(2026, 6, 30)).Recognised, standing.Remaining, standing.Timing));
        Assert.Equal(standing.Remaining, standing.Within(Band.After(Day(2026, 6, 30))));
    }

    [Fact]
    public void Ninety_days_are_one_year_or_less_and_a_term_without_exit_is_not()
    {
        Assert.True(Standing.Of(Core.Books.Book.Empty, Anthropic, Day(2026, 6, 30)).IsOfOneYear);
        Assert.False(Standing.Of(Core.Books.Book.Empty, Signed(With(RampCapacity, RampFee)), Day(2026, 6, 30)).IsOfOneYear);
    }

    // 36,250 million after 2026 without an exit: 15,000 a year in 2027 and 2028, and 6,250 in 2029.
    [Fact]
    public void Without_an_exit_all_bands_hold_something()
    {
        var standing = Standing.Of(Core.Books.Book.Empty, Signed(With(RampCapacity, RampFee) with { Revenue = RevenuePolicy.AsInvoiced }), Day(2026, 12, 31));

        Assert.Equal([15_000_000_000m, 21_250_000_000m, 0m], Band.Years(Day(2026, 12, 31)).Select(standing.Within));
        Assert.Equal([30_000_000_000m, 6_250_000_000m, 0m], Band.Months(Day(2026, 12, 31)).Select(standing.Within));
        Assert.True(standing.IsAsInvoiced);
    }
}
