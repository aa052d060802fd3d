using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;
using Headroom.Core.Views;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Views;

public sealed class HeadroomCurveTests
{
    static readonly CapacityPicture Picture = new(TiersTests.Busy, At(2026, 3, 2));

    // Law: what is short on any date is what is short before anything can be back and after; over the window a shortfall is never less likely than on a date.
    [Fact]
    public void What_is_short_on_any_date_is_short_before_or_after_it_can_be_back() =>
    Prop.ForAll(Gen.Choose(1, 60).ToArbitrary(), Gen.Choose(0, 90).ToArbitrary(), Gen.Choose(0, 25).ToArbitrary(), (days, back, tenThousands) =>
    {
        var (curve, sold) = (new HeadroomCurve(Picture, Picture.Book.Fleet.Pools[Colossus], Day(2026, 3, 3), days), new Gpus(tenThousands * 10_000L));
        var (all, before, after) = curve.ShortMeans(sold, back);
        return all == curve.OnAnyDate().ShortOf(sold.Count).Round(1) && Math.Abs(all - before - after) <= 0.1m && (back < days || after == 0) && (back > 0 || before == 0)
            && !(curve.OnAnyDate().Below(sold.Count) > curve.OverTheWindow().Below(sold.Count));
    }).Check(Laws.Seeded.WithMaxTest(40));

    // By hand: half of the pool is free until July, and nothing from then on.
    [Fact]
    public void The_joint_line_ends_at_the_least_and_the_pointwise_one_follows_each_date()
    {
        var curve = new HeadroomCurve(new(SignedBook, At(2026, 4, 21)), Ready.Fleet.Pools[Colossus], Day(2026, 6, 30), 2);

        Assert.Equal([(110_000L, 110_000L), (0, 0)], curve.Points(new(0.05m)).Select(point => (point.Pointwise.Count, point.Joint.Count)));
        Assert.Equal((Rational.Of(1, 2), Rational.One), (curve.OnAnyDate().Below(8), curve.OverTheWindow().Below(8)));
    }
}
