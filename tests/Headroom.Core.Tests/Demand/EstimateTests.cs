using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Demand;

namespace Headroom.Core.Tests.Demand;

public sealed class EstimateTests
{
    static readonly Estimate Wide = new(100, 200, 600);

    // Law: a greater chance never gives less.
    [Fact]
    public void What_is_drawn_rises_with_the_chance() => Prop.ForAll(Gen.Choose(0, 1000).Two().ToArbitrary(), chances =>
        chances.Item1 > chances.Item2 || Wide.At(chances.Item1 / 1000.0) <= Wide.At(chances.Item2 / 1000.0)).Check(Laws.Seeded);

    [Fact]
    public void One_in_ten_lies_below_low_half_below_likely_and_one_in_ten_above_high() =>
        Assert.Equal([100, 200, 600], new[] { 0.1, 0.5, 0.9 }.Select(chance => Math.Round(Wide.At(chance), 9)));

    // From likely to high it is 400 over four tenths; another tenth is 100 more. Below, 100 over four tenths.
    [Fact]
    public void The_utmost_lies_a_quarter_further_out() => Assert.Equal([75, 700], new[] { 0.0, 1.0 }.Select(chance => Math.Round(Wide.At(chance), 9)));

    [Fact]
    public void What_is_certain_is_the_same_at_any_chance() => Assert.All([0.0, 0.3, 1], chance => Assert.Equal(42, Estimate.Certain(42).At(chance)));
}
