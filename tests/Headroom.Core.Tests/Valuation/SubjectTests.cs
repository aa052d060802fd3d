using Headroom.Core.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Valuation;

public sealed class SubjectTests
{
    static readonly Outlook Outlook = Outlook.Assumed(100m, Currency.Usd);

    static Contract Signed(params Leg[] legs) => new(Slug.Of("deal"), [new(Start, With(legs), null)]);

    static Exit Exit(Side by = Side.Either, int days = 90) => new(by, Day(2026, 8, 1), null, new(days, false), EarlyNotice.Refused, LastDayRule.DayServed);

    static Reserve Held => new(Slug.Of("pool"), null, [new(Start, new Gpus(50)), new(Day(2026, 7, 1), new Gpus(100))]);

    [Fact]
    public void The_deal_bills_a_ramp_and_thirty_five_full_months_and_may_be_left_from_month_three()
    {
        var (subject, refusal) = Subject.Of(Signed(Held, Fee((Start, 50m), (Day(2026, 7, 1), 100m)), Exit()), Start, Outlook);

        Assert.Null(refusal);
        var game = subject!.Game;
        Assert.Equal((37, 100.0), (game.Months, subject.Unit));
        Assert.Equal([0.5, 0.5, 1], game.Billable.Take(3));
        Assert.Equal([0.5, 0.5, 1], game.Delivered.Take(3));
        Assert.Equal((90 / 30.4375, 3.0, 3.0), (game.Notice, game.Buyer!.From, game.Seller!.From));
        Assert.Equal((2.0, 1.0), (game.BuyerCost, game.SellerCostIfBuyer));
        Assert.Equal(1.2, game.Market.Price.Expected.At(0), 1e-12);
    }

    [Fact]
    public void Seen_later_what_is_over_is_gone()
    {
        var game = Subject.Of(Signed(Held, Fee((Start, 50m), (Day(2026, 7, 1), 100m)), Exit(Side.Buyer)), Day(2026, 9, 1), Outlook).Subject!.Game;

        Assert.Equal((33, 1.0, 0.0), (game.Months, game.Billable[0], game.Buyer!.From));
        Assert.Null(game.Seller);
    }

    [Fact]
    public void An_earliest_last_day_is_a_right_that_begins_a_notice_before_it()
    {
        var exit = Exit() with { NoticeFrom = Start, NoEndBefore = Day(2026, 10, 31), Length = new(3, true) };

        Assert.Equal(3, Subject.Of(Signed(Held, Fee((Start, 100m)), exit), Start, Outlook).Subject!.Game.Buyer!.From, 1e-12);
    }

    [Fact]
    public void After_notice_nobody_has_a_choice_left()
    {
        var ended = Signed(Held, Fee((Start, 100m)), Exit()) with { Notice = new(Side.Buyer, Day(2026, 8, 1), Day(2026, 10, 30)) };

        var game = Subject.Of(ended, Start, Outlook).Subject!.Game;

        Assert.Equal((6, null, null), (game.Months, game.Buyer, game.Seller));
        Assert.Equal(30.0 / 31, game.Delivered[5], 1e-12);
    }

    [Fact]
    public void A_price_for_a_gpu_hour_is_taken_times_the_gpus_and_the_hours_of_a_month()
    {
        var hourly = Outlook with { Basis = PriceBasis.GpuHour, Price = Outlook.Price with { Table = [(null, 0.002m)] } };

        Assert.Equal(0.002 * 100 * 730.5 / 100, Subject.Of(Signed(Held, Fee((Start, 100m))), Start, hourly).Subject!.Game.Market.Price.Expected.At(0), 1e-12);
    }

    [Fact]
    public void A_table_by_date_counts_months_from_the_day_of_the_valuation()
    {
        var table = Outlook with { Price = Outlook.Price with { Table = [(Start, 100m), (Day(2026, 11, 1), 80m)] } };

        Assert.Equal(0.8, Subject.Of(Signed(Held, Fee((Start, 100m))), Start, table).Subject!.Game.Market.Price.Expected.At(6), 1e-12);
    }

    // By hand: 90 days against 30 is 60 days longer, in months of 30.4375 days.
    [Fact]
    public void Each_side_has_its_own_length_of_notice()
    {
        var game = Subject.Of(Signed(Held, Fee((Start, 100m)), Exit(Side.Buyer), Exit(Side.Seller, 30)), Start, Outlook).Subject!.Game;

        Assert.Equal((30 / 30.4375, 0.0), (game.Notice, game.Seller!.LongerBy));
        Assert.Equal(60 / 30.4375, game.Buyer!.LongerBy, 1e-12);
    }

    [Fact]
    public void What_cannot_be_valued_is_refused_with_the_reason()
    {
        Refusal? Why(Contract contract, Outlook? outlook = null) => Subject.Of(contract, Start, outlook ?? Outlook).Refusal;
        var fee = Fee((Start, 100m));

        Assert.Contains("reserves no capacity", Why(Signed(fee))!.Says);
        Assert.Contains("more than one right", Why(Signed(Held, fee, Exit(), Exit(Side.Seller)))!.Says);
        Assert.Equal(RefusalCode.UnknownUnit, Why(Signed(Held, fee), Outlook with { Currency = Currency.Of("EUR")! })!.Code);
        Assert.Equal("dates-a-month", Why(Signed(Held, fee, Exit(days: 10)), Outlook with { DatesAMonth = 4 })!.Field);
        Assert.Contains("cannot be valued yet", Why(Signed(Held, fee, Exit() with { NoticeUntil = Day(2027, 1, 1) }))!.Says);
        Assert.Contains("nothing is left", Subject.Of(Signed(Held, fee), Day(2030, 1, 1), Outlook).Refusal!.Says);
    }

    [Fact]
    public void Without_a_statement_the_highest_fee_of_a_month_is_the_measure_of_what_is_assumed() =>
        Assert.Equal(100m, Subject.HighestMonth(Signed(Held, Fee((Start, 50m), (Day(2026, 7, 1), 100m))), Start));
}
