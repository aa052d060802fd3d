using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Units;
using Headroom.Core.Views.Disclosure;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class SightTests
{
    [Theory]
    [InlineData(2026, 6, 30, 4)]
    [InlineData(2026, 12, 31, 10)]
    [InlineData(2027, 2, 14, 1)]
    public void A_quarter_begins_with_its_first_month(int year, int month, int day, int first)
    {
        var (quarter, all) = (Span.Quarter(Day(year, month, day)), Span.Year(Day(year, month, day)));

        Assert.Equal((Day(year, first, 1), Day(year, month, day).PlusDays(1)), (quarter.From, quarter.End));
        Assert.Equal(Day(year, 1, 1), all.From);
    }

    [Fact]
    public void The_later_of_two_statements_of_one_line_holds()
    {
        RevenueStated Stated(decimal amount) => new(Slug.Of("ai"), "advertising", Day(2026, 4, 1), Day(2026, 6, 30), amount, Currency.Usd, "10-Q");
        var book = SignedBook.Told(At(2026, 8, 14), new StateRevenue(Stated(360m)), new StateRevenue(Stated(367m)));

        var sight = new Sight(book, [], Day(2026, 6, 30), Framework.UsGaap);

        Assert.Equal([367m], sight.Stated(Span.Quarter(Day(2026, 6, 30)), Currency.Usd).Select(stated => stated.Amount));
        Assert.Empty(sight.Stated(Span.Quarter(Day(2026, 9, 30)), Currency.Usd));
    }

    // Rows of a pack are told apart by what they say.
    [Fact]
    public void Parties_of_the_same_name_stand_with_their_ids()
    {
        var (one, two, three) = (Slug.Of("one"), Slug.Of("two"), Slug.Of("three"));
        var book = SignedBook.Told(At(2026, 6, 1), new NameParty(one, new string('a', 64)), new NameParty(two, new string('b', 64)));
        var sight = new Sight(book, [], Day(2026, 6, 30), Framework.UsGaap, party => "Labs");

        Assert.Equal(("Labs (one)", "Labs (two)", "three"), (sight.NameOf(one), sight.NameOf(two), sight.NameOf(three)));
    }
}
