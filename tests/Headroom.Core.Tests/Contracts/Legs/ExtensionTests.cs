using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Contracts.Events;
using Headroom.Core.Units;
using NodaTime;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Contracts;

public sealed class ExtensionTests
{
    // A year to 30 April 2027; half a year more at a tenth more, said from 30 October 2026 through 30 January 2027.
    static readonly Extension Option = new("option", Side.Buyer, 6, Months(6), Months(3), 1, new(0.10m, null, null));

    static Terms Year(Extension option) => With(Reserving((Start, 110_000)), Fee((Start, 500_000m)), option) with { Through = Day(2027, 4, 30) };

    static readonly Book Sold = Ready.Told(At(2026, 4, 20), new SignContract(Year(Option)));

    static RecordEvent Use(LocalDate on, Side by = Side.Buyer, string clause = "option") => new(Id, new ExtensionExercised(on, clause, by));

    static SignContract Another(LocalDate from) => new(new Terms(Slug.Of("other"), Us, Other, Chicago, Currency.Usd, from, from.PlusMonths(3).PlusDays(-1),
        [new Reserve(Colossus, Whole, [new ReserveStep(from, new Gpus(220_000))])]));

    // Law: nothing before the old end changes, and the time added costs its months at the changed fee.
    [Fact]
    public void An_extension_changes_nothing_before_the_old_end_and_adds_its_months() =>
        Prop.ForAll(Gen.Choose(1, 36).ToArbitrary(), Gen.Choose(-50, 100).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (months, percent, times) =>
        {
            var option = Option with { Months = months, Fee = new(percent / 100m, null, null), Times = times };
            var (before, after) = (Signed(Year(option)), Signed(Year(option)).Extended(option));
            var (old, young) = (before.Schedule(null).Due, after.Schedule(null).Due);
            return young.At(Day(2027, 5, 1)) == old.Total && young.Total == old.Total + (Rational)months * 500_000m * (1 + percent / 100m)
                && after.Terms.Legs.OfType<Extension>().Sum(leg => leg.Times) == times - 1;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: twelve at 500,000 and six at 550,000.
    [Fact]
    public void Used_inside_its_window_it_prolongs_capacity_and_fees()
    {
        var contract = Sold.Told(At(2027, 1, 30), Use(Day(2027, 1, 30))).Contracts[Id];

        Assert.Equal(Day(2027, 10, 31), contract.LastDay);
        Assert.DoesNotContain(contract.Milestones(null), milestone => milestone.IsChoice);
        Assert.Equal((Rational)9_300_000m, contract.Schedule(null).Due.Total);
        Assert.Equal(new Gpus(110_000), contract.Schedule(null).Reserved(Colossus).At(At(2027, 10, 31)));
    }

    [Fact]
    public void A_stated_amount_changes_one_fee()
    {
        var option = Option with { Fee = new(null, "fee", 600_000m) };

        Assert.Equal(6_000_000m + 3_600_000m, Signed(Year(option)).Extended(option).Schedule(null).Due.Total);
    }

    [Fact]
    public void Each_reason_to_refuse_it()
    {
        Assert.Equal("2027-01-30", Sold.Refusing(At(2027, 1, 31), Use(Day(2027, 1, 31))).Numbers["closes"]);
        Sold.Refuses(At(2026, 10, 29), Use(Day(2026, 10, 29)), RefusalCode.DatesUpsideDown, "on");
        Sold.Refuses(At(2026, 11, 1), Use(Day(2026, 11, 1), Side.Seller), RefusalCode.NoticeNotAllowed, "by");
        Sold.Refuses(At(2026, 11, 1), Use(Day(2026, 11, 1), clause: "other"), RefusalCode.NotFound, "clause");
        Sold.Told(At(2026, 11, 1), Use(Day(2026, 11, 1))).Refuses(At(2026, 11, 1), Use(Day(2026, 11, 1)), RefusalCode.NotFound, "clause");
        Ready.Told(At(2026, 4, 20), new SignContract(Year(Option) with { Legs = [.. Year(Option).Legs, AtOnce] }))
            .Told(At(2026, 9, 1), new GiveNotice(Id, Side.Buyer, Day(2026, 9, 1)))
            .Refuses(At(2026, 11, 1), Use(Day(2026, 11, 1)), RefusalCode.NoticeNotAllowed, "clause");
    }

    // What the buyer may still claim is not sold to another; from the day after the window it is free.
    [Fact]
    public void Capacity_under_an_option_is_not_sold_twice_and_is_free_when_it_lapses()
    {
        Sold.Refuses(At(2026, 6, 1), Another(Day(2027, 5, 1)), RefusalCode.Oversold, "legs");
        Sold.Refuses(At(2027, 1, 30), Another(Day(2027, 5, 1)), RefusalCode.Oversold, "legs");
        Assert.IsType<Accepted>(Another(Day(2027, 11, 1)).Decide(Sold, At(2026, 6, 1)));
        Assert.IsType<Accepted>(Another(Day(2027, 5, 1)).Decide(Sold, At(2027, 1, 31)));
        Assert.IsType<Accepted>(Another(Day(2027, 5, 1)).Decide(Ready.Told(At(2026, 4, 20), new SignContract(Year(Option with { By = Side.Seller }))), At(2026, 6, 1)));
    }

    // An option on what is sold already is refused when it is signed.
    [Fact]
    public void An_option_that_could_not_be_kept_is_not_signed() =>
        Ready.Told(At(2026, 4, 20), Another(Day(2027, 5, 1))).Refuses(At(2026, 4, 21), new SignContract(Year(Option)), RefusalCode.Oversold, "legs");

    [Fact]
    public void Bounds_of_the_clause()
    {
        Assert.Equal("legs[2].for", Assert.Single(Year(Option with { Months = 0 }).Check()).Field);
        Assert.Equal("legs[2].times", Assert.Single(Year(Option with { Times = 11 }).Check()).Field);
        Assert.Equal("legs[2].notice", Assert.Single(Year(Option with { Opens = Months(2) }).Check()).Field);
        Assert.Equal("legs[2].fee.charge", Assert.Single(Year(Option with { Fee = new(null, "nothing", 1m) }).Check()).Field);
        Assert.Equal("legs[2].fee.rate", Assert.Single(Year(Option with { Fee = new(1.5m, null, null) }).Check()).Field);
        Assert.Equal([Day(2026, 10, 30), Day(2027, 1, 30)], Signed(Year(Option)).Milestones(null).Where(milestone => milestone.IsChoice).Select(milestone => milestone.Date));
    }
}
