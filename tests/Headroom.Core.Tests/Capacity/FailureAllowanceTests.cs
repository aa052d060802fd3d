using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Capacity;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Capacity;

public sealed class FailureAllowanceTests
{
    // Law: more are held back for more units, for units that fail more often, and for a smaller risk.
    [Fact]
    public void The_allowance_grows_with_units_and_failures_and_falls_with_the_risk() =>
        Prop.ForAll(Gen.Choose(0, 80).ToArbitrary(), Gen.Choose(0, 50).ToArbitrary(), Gen.Choose(1, 99).ToArbitrary(), (units, out100, risk) =>
        {
            int Of(int n, int share, int accepted) => new FailureAllowance(n, Rational.Of(share, 100), Rational.Of(accepted, 100), 0).Spare;
            var spare = Of(units, out100, risk);
            return spare <= Of(units + 1, out100, risk) && spare <= Of(units, out100 + 1, risk) && spare >= Of(units, out100, risk + 1) && spare <= units;
        }).Check(Laws.Seeded.WithMaxTest(1000));

    [Theory]
    [InlineData("H04")]
    [InlineData("H05")]
    public void Reference_case(string id)
    {
        var (inputs, expected) = HeadroomVectors.Of(id);
        var group = inputs.TryGetProperty("largest_group", out var largest) ? largest.GetInt32() : 0;

        Assert.Equal(expected.GetInt32(),
            new FailureAllowance(inputs.GetProperty("N").GetInt32(), HeadroomVectors.Fraction(inputs.GetProperty("u")), HeadroomVectors.Fraction(inputs.GetProperty("alpha")),
                group).Spare);
    }

    // Two units, each out half of the time: one is out at most with 3/4, none with 1/4.
    [Theory]
    [InlineData(1, 4, 1)]
    [InlineData(1, 5, 2)]
    [InlineData(3, 4, 0)]
    public void By_hand(int above, int below, int spare) => Assert.Equal(spare, new FailureAllowance(2, Rational.Of(1, 2), Rational.Of(above, below), 0).Spare);
}
