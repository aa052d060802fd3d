using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Units;

public sealed class ApportionmentTests
{
    static readonly Arbitrary<(int Cents, int[] Weights)> Any =
        (from cents in Gen.Choose(-2_000_000_000, 2_000_000_000) from weights in Gen.Choose(0, 50_000).NonEmptyListOf() select (cents, weights.ToArray())).ToArbitrary();

    // Law: whatever the weights, the parts add up to the amount, and each lies within a cent of its exact share.
    [Fact]
    public void Parts_add_up_to_the_amount_and_lie_within_a_cent_of_their_share() => Prop.ForAll(Any, given =>
    {
        var (amount, total) = (given.Cents / 100m, given.Weights.Sum(weight => (long)weight));
        var parts = Apportionment.Of(amount, [.. given.Weights.Select(weight => (Rational)weight)], 2);
        return parts.Sum() == amount && (total == 0 || parts.Zip(given.Weights).All(each => Math.Abs(each.First - amount * each.Second / total) <= 0.01m));
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: what fits words is computed in them, and comes to the same as in exact fractions: weights beyond a word are the same split.
    [Fact]
    public void Words_and_unbounded_fractions_come_to_the_same() => Prop.ForAll(Any, Gen.Choose(1, 50).ToArbitrary(), (given, below) =>
    {
        var weights = given.Weights.Select(weight => (Rational)weight / below).ToList();
        var large = weights.Select(weight => weight * Rational.Of(System.Numerics.BigInteger.Pow(10, 40), 7));
        return Apportionment.Of(given.Cents / 100m, weights, 2).SequenceEqual(Apportionment.Of(given.Cents / 100m, [.. large], 2));
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // By hand: a third of 100.00 is 33.33, two thirds are 66.67, so the parts are 33.33, 33.34 and 33.33.
    [Fact]
    public void A_hundred_in_three_equal_parts() =>
        Assert.Equal([33.33m, 33.34m, 33.33m], Apportionment.Of(100m, [Rational.One, Rational.One, Rational.One], 2));

    [Fact]
    public void Without_any_weight_the_last_part_takes_everything() =>
        Assert.Equal([0m, 7.50m], Apportionment.Of(7.50m, [Rational.Zero, Rational.Zero], 2));
}
