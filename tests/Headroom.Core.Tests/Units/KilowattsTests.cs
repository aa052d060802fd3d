using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;
using static Headroom.Core.Tests.Deal;

namespace Headroom.Core.Tests.Units;

public sealed class KilowattsTests
{
    // Law: what a power can feed draws no more than that power, and one GPU more would.
    [Fact]
    public void What_a_power_feeds_fits_in_it_and_one_more_does_not() =>
        Prop.ForAll(Gen.Choose(0, 400_000).ToArbitrary(), Gen.Choose(1, 5000).ToArbitrary(), Gen.Choose(1, 5000).ToArbitrary(), (power, kilowatts, per) =>
        {
            var draw = new PowerDraw(new Kilowatts(kilowatts), new Gpus(per));
            var fed = draw.FedBy(new Kilowatts(power)).Count;
            return fed * kilowatts <= (long)power * per && (fed + 1) * kilowatts > (long)power * per;
        }).Check(Laws.Seeded);

    [Fact]
    public void The_whole_pool_draws_exactly_what_was_stated_and_half_of_it_half()
    {
        Assert.Equal(new Kilowatts(300_000), Whole.Of(new Gpus(220_000)));
        Assert.Equal(new Kilowatts(150_000), Whole.Of(new Gpus(110_000)));
        Assert.Equal(new Gpus(220_000), Whole.FedBy(new Kilowatts(300_000)));
    }

    [Fact]
    public void A_tenth_of_a_megawatt_less_feeds_seventy_four_GPUs_fewer() =>
        Assert.Equal(new Gpus(219_926), Whole.FedBy(new Kilowatts(299_900)));

    [Fact]
    public void What_draws_nothing_is_not_limited_by_power() =>
        Assert.Equal(new Gpus(long.MaxValue / 2), new PowerDraw(Kilowatts.Zero, new Gpus(1)).FedBy(new Kilowatts(-5)));

    [Fact]
    public void They_add_compare_and_print_with_their_unit()
    {
        Assert.Equal(new Kilowatts(299_900), new Kilowatts(300_000) - new Kilowatts(100));
        Assert.True(new Kilowatts(1) < new Kilowatts(1.5m) && new Kilowatts(2) > new Kilowatts(1) && new Kilowatts(2).CompareTo(new Kilowatts(2)) == 0);
        Assert.Equal("299,900.5 kW", (new Kilowatts(299_900) + new Kilowatts(0.5m)).ToString());
    }
}
