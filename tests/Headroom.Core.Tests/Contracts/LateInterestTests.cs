using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Headroom.Core.Contracts;
using Headroom.Core.Units;

namespace Headroom.Core.Tests.Contracts;

public sealed class LateInterestTests
{
    // Law: paid later never costs less, and within the grace nothing.
    [Fact]
    public void Later_never_costs_less_and_within_the_grace_nothing() =>
        Prop.ForAll(Gen.Elements(Enum.GetValues<InterestBasis>()).ToArbitrary(), Gen.Choose(0, 90).ToArbitrary(), Gen.Choose(-10, 400).ToArbitrary(), (basis, grace, days) =>
        {
            var clause = new LateInterest(0.09m, basis, grace);
            return !(clause.On(1000, days) > clause.On(1000, days + 1)) && (days > grace || clause.On(1000, days).IsZero);
        }).Check(Laws.Seeded.WithMaxTest(1000));

    // Exact arithmetic vectors: 1,250,000 twenty days late at 1.5% a month in three readings, and 1,250 twelve days late in two.
    [Theory]
    [InlineData("B27", "1250000", "0.015", InterestBasis.MonthOfThirty, 20, "12500.00")]
    [InlineData("B27", "1250000", "0.015", InterestBasis.StartedMonth, 20, "18750.00")]
    [InlineData("B27", "1250000", "0.18", InterestBasis.Actual365, 20, "12328.77")]
    [InlineData("13", "1250", "0.015", InterestBasis.MonthOfThirty, 12, "7.50")]
    [InlineData("13", "1250", "0.18", InterestBasis.Actual365, 12, "7.40")]
    [InlineData("by hand", "1250", "0.18", InterestBasis.Actual360, 12, "7.50")]
    [InlineData("by hand", "1000", "0.01", InterestBasis.StartedMonth, 31, "20.00")]
    public void Interest_on_an_amount_that_is_late(string id, string amount, string rate, InterestBasis basis, int days, string interest) =>
        Assert.Equal((id, interest), (id, new LateInterest(Number(rate), basis, 0).On(Number(amount), days).Round(2).ToString(CultureInfo.InvariantCulture)));

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
