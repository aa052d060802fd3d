using Headroom.Core.Valuation;

namespace Headroom.Core.Tests.Valuation;

public sealed class NormalTests
{
    // From a computation with thirty digits.
    [Theory]
    [InlineData(-7.2, 3.01062798111743357e-13)]
    [InlineData(-7, 1.279812543885835e-12)]
    [InlineData(-5, 2.86651571879193912e-7)]
    [InlineData(-3.3, 0.000483424142383777507)]
    [InlineData(-2, 0.0227501319481792072)]
    [InlineData(-1, 0.158655253931457051)]
    [InlineData(-0.5, 0.308537538725986896)]
    [InlineData(-0.001, 0.499601057786088937)]
    [InlineData(0.3, 0.617911422188952633)]
    [InlineData(1.4, 0.91924334076622894)]
    [InlineData(2.7, 0.996533026196959333)]
    [InlineData(4.1, 0.999979342493087453)]
    [InlineData(6.5, 0.999999999959839994)]
    public void The_distribution_is_good_to_fifteen_digits(double x, double probability)
    {
        Assert.Equal(probability, Normal.AtMost(x), 1e-15);
        Assert.Equal(1 - probability, Normal.AtMost(-x), 2e-15);
    }

    [Fact]
    public void The_far_tail_keeps_its_digits()
    {
        Assert.Equal(1, Normal.AtMost(-12) / 1.77648211207767892e-33, 1e-7);
        Assert.Equal(1, Normal.AtMost(-8) / 6.22096057427178413e-16, 1e-7);
        Assert.Equal((0, 1), (Normal.AtMost(-50), Normal.AtMost(50)));
    }

    [Fact]
    public void A_quantile_is_undone_by_the_distribution()
    {
        foreach (var probability in new[] { 0.001, 1.0 / 6, 0.5, 0.999 }) Assert.Equal(probability, Normal.AtMost(Normal.Quantile(probability)), 1e-12);
    }
}
