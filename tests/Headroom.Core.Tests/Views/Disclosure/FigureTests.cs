using Headroom.Core.Views.Disclosure;

namespace Headroom.Core.Tests.Views.Disclosure;

public sealed class FigureTests
{
    // The quarter's share is of all revenue, the year's of sold capacity alone: each says so of itself.
    [Fact]
    public void What_holds_for_one_column_alone_is_told_with_it()
    {
        Figure Of(string column, string basis, string? whyNot = null) => new("customers.share", "share", 0.1m, Figure.Share, basis) { Column = column, WhyNot = whyNot };

        Assert.Equal(["by the policy"], Figure.Told([Of("quarter", "by the policy"), Of("year", "by the policy")], figure => figure.Basis));
        Assert.Equal(["quarter: of all revenue", "year: of sold capacity"], Figure.Told([Of("quarter", "of all revenue"), Of("year", "of sold capacity")], figure => figure.Basis));
        Assert.Equal(["year: not stated"], Figure.Told([Of("quarter", ""), Of("year", "", "not stated")], figure => figure.WhyNot));
    }
}
