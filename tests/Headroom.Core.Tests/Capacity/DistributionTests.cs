using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Capacity;

public sealed class DistributionTests
{
    static readonly Gen<Distribution> Some = Gen.Choose(-20, 20).Select(value => (long)value).NonEmptyListOf().Select(values => Distribution.Equally([.. values]));

    static readonly Gen<Rational> Share = Gen.Choose(0, 60).Select(part => Rational.Of(part, 60));

    // Law: what is reached by a confidence is reached with at least it, and nothing more is.
    [Fact]
    public void What_is_reached_is_the_most_that_is() => Prop.ForAll(Some.ToArbitrary(), Share.ToArbitrary(), (free, confidence) =>
    {
        var reached = free.ReachedBy(confidence);
        return !(Rational.One - free.Below(reached) < confidence)
            && (confidence.IsZero || reached == free.Outcomes[^1].Value || Rational.One - free.Below(reached + 1) < confidence);
    }).Check(Laws.Seeded.WithMaxTest(1000));

    // Law: what is missing and what is left of any quantity differ by the mean less the quantity.
    [Fact]
    public void What_is_left_less_what_is_missing_is_the_mean_less_the_quantity() => Prop.ForAll(Some.ToArbitrary(), Gen.Choose(-30, 30).ToArbitrary(), (free, quantity) =>
        free.LeftAbove(quantity) - free.ShortOf(quantity) == free.Outcomes.Aggregate(Rational.Zero, (sum, each) => sum + each.Chance * each.Value) - quantity)
    .Check(Laws.Seeded.WithMaxTest(1000));

    [Fact]
    public void A_difference_is_as_likely_as_its_parts_together()
    {
        var net = Distribution.Of([(100, Rational.Of(9, 10)), (90, Rational.Of(1, 10))]).Minus(Distribution.Of([(30, Rational.Of(1, 2)), (40, Rational.Of(1, 2))]));

        Assert.Equal([(50, Rational.Of(1, 20)), (60, Rational.Of(1, 2)), (70, Rational.Of(9, 20))], net.Outcomes);
    }

    [Theory]
    [InlineData(19, 20, 30)]
    [InlineData(96, 100, 20)]
    public void A_tie_counts_as_reached(long above, long below, long reached) =>
        Assert.Equal(reached, Distribution.Of([(20, Rational.Of(1, 20)), (30, Rational.Of(19, 20))]).ReachedBy(Rational.Of(above, below)));

    [Fact]
    public void Chances_that_do_not_add_to_one_are_no_distribution() =>
        Assert.Throws<ArgumentException>(() => Distribution.Of([(1, Rational.Of(1, 2))]));
}
