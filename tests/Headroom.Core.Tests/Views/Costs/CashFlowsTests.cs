using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CashFlowsTests
{
    // By hand: 110 million stand behind half of the pool; from 1 May 625 million less 8.928 and 0.25 million come in, 615.822 in 31 days. 110 / 615.822 x 31 = 5.54 days.
    [Fact]
    public void A_contract_pays_back_on_the_day_on_which_its_money_reaches_its_capital()
    {
        var payback = Assert.Single(Of(ReturnsTests.Costed).Contracts).Payback;

        Assert.Equal((110_000_000m, (LocalDate?)Day(2026, 5, 6)), (payback.Capital, payback.On));
        Assert.Equal((Day(2026, 10, 30), Day(2029, 5, 31)), (payback.Exit!.Value, payback.Until));
    }

    // By hand: through 30 October six months less a day of 31: 5 x 625 million + 625 x 30/31, less power and staff for as long.
    [Fact]
    public void By_the_earliest_exit_so_much_of_the_capital_is_recovered()
    {
        var payback = Assert.Single(Of(ReturnsTests.Costed).Contracts).Payback;
        // May to October are 744, 720, 744, 744, 720 and, without its last day, 720 hours.
        var power = 150_000m * 0.08m * (744 + 720 + 744 + 744 + 720 + 720);
        var months = 5 + Rational.Of(30, 31);

        Assert.Equal((months * (625_000_000m - 250_000m) - power).Round(2), payback.RecoveredByExit);
    }

    [Fact]
    public void Without_capital_nothing_is_paid_back_and_no_return_is_shown()
    {
        var row = Assert.Single(Of(Ready.Told(At(2026, 4, 20), ReturnsTests.Half)).Contracts);

        Assert.Null(row.ReturnOnCapital);
        Assert.Null(row.Payback.On);
        Assert.Null(row.Payback.ShareByExit);
    }

    static Returns Of(Book book) => Returns.Of(book, Currency.Usd, ReturnsTests.June, Day(2026, 7, 2));
}
