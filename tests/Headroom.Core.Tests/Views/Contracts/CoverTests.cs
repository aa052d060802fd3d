using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Books;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Tests.Contracts;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class CoverTests
{
    static Book Unpaid => SupportTests.Open;

    // Law: cover never makes exposure negative, never takes off more than is left to call, and never adds to it.
    [Fact]
    public void Net_exposure_is_what_is_open_less_what_is_left_to_call_and_never_below_nought() =>
        Prop.ForAll(Gen.Choose(1, 9_000).ToArbitrary(), Gen.Choose(0, 500).ToArbitrary(), (cap, days) =>
        {
            var at = Day(2026, 5, 1).PlusDays(days);
            var cover = Cover.Of(Unpaid, Signed(SupportTests.Backed(SupportTests.Backing with { Cap = cap })), at)!;
            return cover.NetOpen == Math.Max(0, cover.Open - cap) && cover.NetEnforceable == Math.Max(0, cover.Enforceable - cap) && cover.NetOpen <= cover.NetEnforceable;
        }).Check(Laws.Seeded);

    // By hand: four invoices of 1,000 are open, 33 months to May 2029 are enforceable; 1,500 of support, of which 1,000 is called for May.
    [Fact]
    public void What_is_open_and_enforceable_net_of_support()
    {
        var (before, after) = (Cover.Of(Unpaid, Unpaid.Contracts[Id], Day(2026, 9, 1))!,
            Unpaid.Told(At(2026, 9, 1), SupportTests.Call(Day(2026, 9, 1), 1_000m)) is var called ? Cover.Of(called, called.Contracts[Id], Day(2026, 9, 1))! : null!);

        Assert.Equal((4_000m, 2_500m, 0m), (before.Open, before.NetOpen, before.Called));
        Assert.Equal((4_000m, 3_500m, 500m), (after.Open, after.NetOpen, after.Left));
        Assert.Equal(before.Open + Backlog.Of(Unpaid.Contracts[Id], Day(2026, 9, 1)).Enforceable, before.Enforceable);
        Assert.Equal(before, Exposure.Of(Unpaid, Unpaid.Contracts[Id], Day(2026, 9, 1)).Cover);
        Assert.Equal(before, Assert.Single(Account.Of(Unpaid, Buyer, Day(2026, 9, 1))).Covers.Single());
    }

    [Fact]
    public void Without_a_guarantor_there_is_none() => Assert.Null(Cover.Of(SignedBook, Anthropic, Day(2026, 9, 1)));

    // By hand: May's invoice was due on 1 July and may be called for ten days later.
    [Fact]
    public void A_call_is_refused_before_its_day_above_what_is_open_and_for_an_unknown_invoice()
    {
        Assert.Equal("2026-07-11", Unpaid.Refusing(At(2026, 7, 10), SupportTests.Call(Day(2026, 7, 10), 1m)).Numbers["from"]);
        Assert.Equal("1000.00", Unpaid.Refusing(At(2026, 9, 1), SupportTests.Call(Day(2026, 9, 1), 1_001m)).Numbers["open"]);
        Unpaid.Refuses(At(2026, 9, 1), SupportTests.Call(Day(2026, 9, 1), 1m, "INV-0000099"), RefusalCode.NotFound, "invoice");
        Unpaid.Told(At(2026, 9, 1), SupportTests.Call(Day(2026, 9, 1), 900m)).Refuses(At(2026, 9, 1), SupportTests.Call(Day(2026, 9, 1), 101m), RefusalCode.OutOfRange, "amount");
        Assert.Equal(Day(2026, 7, 11), Cover.Callable(Unpaid, Unpaid.Contracts[Id], Day(2026, 9, 1)).First().From);
    }
}
