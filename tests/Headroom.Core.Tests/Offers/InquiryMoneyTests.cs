using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Offers;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Offers;

public sealed class InquiryMoneyTests
{
    static readonly Instant Now = At(2026, 4, 20);

    // By hand: 2.50 asked where the market stands still at 2.00 is a quarter above it.
    [Fact]
    public void The_price_is_compared_with_the_market_over_the_hours_of_the_deal()
    {
        var market = new Outlook("still", Currency.Usd, PriceBasis.GpuHour, new([(null, 2m)], 0, 0, 0), null);
        var inquiry = new Inquiry(new(8, false), Day(2026, 5, 1), Day(2027, 4, 30), Firmness.Firm) { Fee = new(2.5m, Currency.Usd, PriceBasis.GpuHour) };
        var money = InquiryAnswer.Of(new Standing(Ready, Now), inquiry, market).Answer!.Money!;

        Assert.Equal(2m, money.Market);
        // A year of 365 days has 8,760 hours, twelve months of 730.5 have 8,766.
        Assert.Equal(2.5m * 8766 / 8760, money.Rate, 3);
        Assert.Equal(money.Rate / 2 - 1, money.Premium);
    }

    // By hand: one customer has 3,000 enforceable in the book; another that adds 1,000 has a quarter, and the greatest falls from all to three quarters.
    [Fact]
    public void Concentration_is_of_what_is_enforceable()
    {
        var sold = With(Reserving((Start, 8)) with { Whole = null }, Fee((Start, 1_000m))) with { Contract = Slug.Of("sold"), Through = Day(2026, 7, 31) };
        var inquiry = new Inquiry(new(8, false), Start, Day(2026, 5, 31), Firmness.Firm) { Fee = new(1_000m, Currency.Usd, PriceBasis.Month) };
        var money = InquiryAnswer.Of(new Standing(Ready.Told(Now, new SignContract(sold)), Now), inquiry, null).Answer!.Money!;

        Assert.Equal((3_000m, 1_000m, 0m, 0.25m, 1m, 0.75m),
            (money.BookEnforceable, money.Enforceable, money.ShareBefore, money.ShareAfter, money.GreatestBefore, money.GreatestAfter));
    }

    // By hand: 2.00 an hour, 0.50 of it avoidable, is 1.50 x 8,766 = 13,149 a year on 26,298: half of it, paid back in two years.
    [Fact]
    public void The_return_is_a_years_margin_on_what_a_GPU_took_to_build()
    {
        var costs = new Costs(0.5m, 1m, null, 26_298m);
        var money = new InquiryMoney(Currency.Usd, 2m, 0, 0, null, 0, 0, 0, 0, 0, 0);

        Assert.Equal((0.5m, 2m), (money.ReturnAYear(costs), money.PaybackYears(costs)));
        Assert.Null(money.PaybackYears(costs with { Avoidable = 3m }));
        Assert.Null(money.ReturnAYear(costs with { Invested = null }));
    }
}
