using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using Headroom.Core.Views;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class ExposureTests
{
    // Law: nobody is guaranteed anything beyond the last day, and capacity is back the day after we can end at the soonest.
    [Fact]
    public void Guarantees_end_with_the_contract_and_capacity_is_back_after_ours() =>
        Prop.ForAll(Any.Terms.ToArbitrary(), Any.Date.ToArbitrary(), (terms, at) =>
        {
            var exposure = Exposure.Of(Ready, Signed(terms), at);
            return exposure.SellerUntil <= terms.Through && exposure.BuyerUntil <= terms.Through && exposure.CapacityBack == exposure.BuyerUntil.PlusDays(1);
        }).Check(Laws.Seeded);

    [Fact]
    public void The_deal_on_30_June_2026()
    {
        var exposure = Exposure.Of(SignedBook, Anthropic, Day(2026, 6, 30));

        Assert.Equal((Day(2026, 10, 30), Day(2026, 10, 30), Day(2026, 10, 31)), (exposure.SellerUntil, exposure.BuyerUntil, exposure.CapacityBack));
        Assert.Equal((new Gpus(110_000), 625_000_000.00m), (exposure.Gpus, exposure.MonthlyFee));
    }

    // By hand: 400 GPUs called at 250 stand beside the fee of 1,000 from 16 July through August; after the last day, 9 December, half the GPUs stay for 310 a month.
    // 10 of May's 310 are given back on its last day; what the contract costs a month is 310 on that day too.
    [Fact]
    public void What_was_credited_of_an_invoice_is_no_lower_fee()
    {
        var book = Ready.Told(At(2026, 4, 20), new SignContract(With(Fee((Start, 310m))))).Told(At(2026, 6, 1), new CloseMonth(Month(2026, 5)))
            .Told(At(2026, 6, 1), new CreditInvoice("INV-0000001", "fee", Month(2026, 5), 10m, null, "goodwill"));

        Assert.Equal((Rational)10m, Exposure.Recurring(book.Contracts[Id], Day(2026, 6, 1)).PerDayOn(Day(2026, 5, 31)));
    }

    [Fact]
    public void Capacity_that_is_called_or_stays_after_the_end_has_its_fee()
    {
        var terms = With(Reserving((Start, 1_000)), Fee((Start, 1_000m)), AfterLockIn, new Backstop("put", Colossus, new Gpus(400), 250m, Start, Through, 30),
            new ExitAssistance("move", 30, 0.5m, 310m));
        var contract = Signed(terms) with
        {
            Notice = new Notice(Side.Buyer, Day(2026, 9, 10), Day(2026, 12, 9)),
            Events = [new BackstopCalled(Day(2026, 6, 16), "put", new Gpus(400), Day(2026, 7, 16), Day(2026, 8, 31))],
        };
        (long, decimal) On(LocalDate at) => Exposure.Of(Ready, contract, at) is var exposure ? (exposure.Gpus.Count, exposure.MonthlyFee) : default;

        Assert.Equal([(1_000L, 1_000m), (1_400L, 101_000m), (1_000L, 1_000m), (500L, 310m), (0L, 0m)],
            new[] { Day(2026, 7, 15), Day(2026, 7, 16), Day(2026, 9, 1), Day(2026, 12, 10), Day(2027, 1, 9) }.Select(On));
    }

    // By 30/360 a whole month is exactly one fee, on whichever of its days one asks.
    [Theory]
    [InlineData(2026, 7, 15)]
    [InlineData(2026, 7, 31)]
    [InlineData(2027, 2, 28)]
    public void A_whole_month_by_30_360_costs_one_fee(int year, int month, int day)
    {
        var terms = With(RampCapacity, RampFee with { Proration = Proration.Thirty360 }, AfterLockIn);

        Assert.Equal(1_250_000_000.00m, Exposure.Of(SignedBook, Signed(terms), Day(year, month, day)).MonthlyFee);
    }
}
