using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Units;

public sealed class GpusTests
{
    // Law: the largest multiple of the block that is not above, also below zero, so that a shortage is never shown smaller.
    [Fact]
    public void Flooring_gives_the_largest_whole_blocks_not_above() =>
        Prop.ForAll(Gen.Choose(-100_000, 100_000).ToArbitrary(), Gen.Choose(1, 100).ToArbitrary(), (count, block) =>
        {
            var whole = new Gpus(count).FloorTo(new Gpus(block)).Count;
            return whole % block == 0 && whole <= count && count < whole + block;
        }).Check(Laws.Seeded);

    [Fact]
    public void Order_and_sums_are_those_of_the_counts() =>
        Prop.ForAll(Gen.Choose(-9999, 9999).ToArbitrary(), Gen.Choose(-9999, 9999).ToArbitrary(), (a, b) =>
        {
            var (x, y) = (new Gpus(a), new Gpus(b));
            var sums = x + y - y == x && Gpus.Min(x, y).Count == Math.Min(a, b) && Gpus.Max(x, y).Count == Math.Max(a, b);
            return sums && (x < y) == (a < b) && (x > y) == (a > b) && (x <= y) == (a <= b) && (x >= y) == (a >= b) && x.CompareTo(y) == a.CompareTo(b);
        }).Check(Laws.Seeded);

    [Fact]
    public void A_hundred_GPUs_hold_one_rack_of_72_and_twelve_nodes_of_8()
    {
        Assert.Equal(new Gpus(72), new Gpus(100).FloorTo(new Gpus(72)));
        Assert.Equal(new Gpus(96), new Gpus(100).FloorTo(new Gpus(8)));
        Assert.Equal(new Gpus(-8), new Gpus(-1).FloorTo(new Gpus(8)));
    }

    [Fact]
    public void They_print_with_their_unit() => Assert.Equal("220,000 GPUs", new Gpus(220_000).ToString());

    [Fact]
    public void Arithmetic_is_checked() => Assert.Throws<OverflowException>(() => new Gpus(long.MaxValue) + new Gpus(1));
}
