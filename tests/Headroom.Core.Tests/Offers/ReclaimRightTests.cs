using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class ReclaimRightTests
{
    static readonly Instant Now = At(2026, 4, 20);

    static Assumption Costing(string name, decimal value) =>
        new(name, value, "USD per GPU-hour", 0, 100, null, System.Collections.Immutable.ImmutableSortedDictionary<string, decimal>.Empty, "Assumed.");

    static Book Worth(decimal ownUse, int own = 60_000) => Ready.Told(Now, new SetPolicy(Policy.Default with { Paths = 200 }), Using("grok", own),
        new MakeAssumption(Costing(Costs.AvoidableName, 0.5m)), new MakeAssumption(Costing(Costs.CapitalName, 1m)), new MakeAssumption(Costing(Costs.OwnUseName, ownUse)));

    static FeeFloor Floor(Book book, int? notice, decimal rate = 2m) => InquiryAnswer.Of(new Standing(book, Now),
        new Inquiry(new(170_000, false), Start, Start.PlusYears(2).PlusDays(-1), notice is null ? Firmness.Firm : Firmness.Recallable)
        {
            NoticeDays = notice,
            Fee = new(rate, Currency.Usd, Core.Valuation.PriceBasis.GpuHour)
        }, null).Answer!.Floor;

    // Law: the right is worth no less when an hour is worth more to own products, when notice is shorter, and when less is given up by using it.
    [Fact]
    public void It_grows_with_what_an_hour_is_worth_and_shrinks_with_notice_and_fee()
    {
        var (dear, cheap) = (Floor(Worth(50m), 30).Right!, Floor(Worth(5m), 30).Right!);

        Assert.True(dear.PerGpuHour > cheap.PerGpuHour && cheap.PerGpuHour >= 0);
        Assert.True(dear.PerGpuHour >= Floor(Worth(50m), 180).Right!.PerGpuHour);
        Assert.True(dear.PerGpuHour >= Floor(Worth(50m), 30, rate: 20m).Right!.PerGpuHour);
    }

    // By hand: own products need no more than 1,000 of the 50,000 that are left, so taking back brings nothing and costs the margin.
    [Fact]
    public void Where_own_products_never_lack_anything_it_is_worth_nothing_and_never_used()
    {
        var right = Floor(Worth(50m, own: 1_000), 90).Right!;

        Assert.Equal((0m, 0m, true, 90), (right.PerGpuHour, right.Used, right.IsOurs, right.NoticeDays));
    }

    // By hand: an hour brings 2.00 and costs 0.50 to serve, so 1.50 is given up. A firm sale gives us no right; 90 days stand in.
    [Fact]
    public void A_firm_sale_is_told_what_the_right_that_it_lacks_would_be_worth()
    {
        var right = Floor(Worth(50m), null).Right!;

        Assert.Equal((false, 90, 50m), (right.IsOurs, right.NoticeDays, right.HourWorth));
        Assert.Equal(1.5m, right.Margin, 2);
        Assert.Contains("200 seeded paths", right.Basis(200, 1));
    }

    // By hand: serving costs 0.50 and capital 1.00, so the floor is 1.50 where own products lack nothing. 1.00 is 0.50 below it, but for months that are not 730.5 hours.
    [Fact]
    public void What_is_asked_below_the_floor_is_said()
    {
        InquiryAnswer Asked(decimal rate) =>
            InquiryAnswer.Of(new Standing(Worth(5m, own: 8), Now),
                new Inquiry(new(8, false), Start, Start.PlusYears(1).PlusDays(-1), Firmness.Firm) { Fee = new(rate, Currency.Usd, Core.Valuation.PriceBasis.GpuHour) },
                null).Answer!;

        Assert.Equal(0.5m, Asked(1m).BelowFloor!.Value, 2);
        Assert.Null(Asked(1.6m).BelowFloor);
    }

    [Fact]
    public void Nothing_is_guessed_where_the_worth_of_an_hour_is_not_known() =>
        Assert.Null(InquiryAnswer.Of(new Standing(Ready.Told(Now, Using("grok", 60_000)), Now), new Inquiry(new(8, false), Start, Start.PlusDays(30), Firmness.Firm),
            null).Answer!.Floor.Right);
}
