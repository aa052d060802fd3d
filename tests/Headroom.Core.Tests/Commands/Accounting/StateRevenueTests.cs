using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Commands;

public sealed class StateRevenueTests
{
    static StateRevenue Stated(string line, bool includesSold = false) =>
        new(new RevenueStated(Slug.Of("ai"), line, Day(2026, 4, 1), Day(2026, 6, 30), 2_194_000_000m, Currency.Usd, "10-Q") { IncludesSold = includesSold });

    [Fact]
    public void Each_reason_to_refuse()
    {
        var now = At(2026, 8, 20);
        Core.Books.Book.Empty.Refuses(now, Stated("solutions"), RefusalCode.NotFound, "book");
        SignedBook.Refuses(At(2026, 6, 1), Stated("solutions"), RefusalCode.InTheFuture, "through");
        SignedBook.Refuses(now, new StateRevenue(Stated("solutions").Stated with { From = Day(2026, 7, 1) }), RefusalCode.DatesUpsideDown, "through");
        SignedBook.Told(now, Stated("solutions", includesSold: true)).Refuses(now, Stated("advertising", includesSold: true), RefusalCode.AlreadyExists, "includes-sold");
    }

    [Fact]
    public void A_line_may_be_stated_anew()
    {
        var book = SignedBook.Told(At(2026, 8, 20), Stated("solutions", includesSold: true), Stated("solutions", includesSold: true), Stated("advertising"));

        Assert.Equal(3, book.Disclosures.Count);
    }
}
