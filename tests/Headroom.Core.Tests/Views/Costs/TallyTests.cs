using Headroom.Core.Books;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class TallyTests
{
    // By hand: 220 million of servers, 17.28 million of power and half a million of staff in June, half of it for the contract at 625 million a month.
    [Fact]
    public void A_contract_s_margin_and_return_in_June()
    {
        var row = Assert.Single(Of(ReturnsTests.Costed).Contracts);

        Assert.Equal((625_000_000m, 1_833_333.34m + 8_640_000m + 250_000m), (row.Revenue, row.SoldCost));
        // Carried at 201,666,666.67 on 1 June and at 198,000,000.00 on 1 July; half of the mean is 99,916,666.67.
        Assert.Equal(99_916_666.67m, row.Capital);
        Assert.Equal(((Rational)(row.Margin * 12) / 99_916_666.67m).Round(6), row.ReturnOnCapital);
        Assert.Equal(150m, row.Megawatts);
        Assert.Equal(50_000_000m, row.PerMegawattYear(row.Revenue));
    }

    static Returns Of(Book book) => Returns.Of(book, Currency.Usd, ReturnsTests.June, Day(2026, 7, 2));
}
