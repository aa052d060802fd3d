using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class GameTests
{
    [Fact]
    public void Notice_serves_whole_months_and_a_part_of_the_last()
    {
        var game = Mutual with { Notice = 2.75 };

        Assert.Equal([1, 1, 0.75, 0], new[] { 0, 1, 2, 3 }.Select(month => game.Served(month, 0)));
        Assert.Equal(0.625 + 0.625 + 0.75 * 1.25, game.BilledIf(0), 1e-12);
    }

    [Fact]
    public void Dates_end_where_notice_would_outlast_the_term()
    {
        Assert.Equal((34, 136), (Mutual.Dates, (Mutual with { DatesAMonth = 4 }).Dates));
        Assert.Equal(35, (Mutual with { Notice = 90 / 30.4375 }).Dates);
        Assert.Equal(0, (Mutual with { Notice = 60 }).Dates);
    }

    [Fact]
    public void A_curve_changes_evenly_in_percent_between_its_points_and_on_after_them()
    {
        var curve = new Curve([(2, 4), (6, 16)], -0.5);

        Assert.Equal([4, 4, 8, 16, 8], new[] { 0.0, 2, 4, 6, 18 }.Select(curve.At), new Near(1e-9));
        Assert.Equal(12, curve.Times(1.5).At(4), 1e-9);
        Assert.Equal(1, new Curve([(0, 0), (4, 4)], 0).At(1), 1e-9);
    }

    // A reverting noise gathers no more than its variance in the long run; two steps gather what one does.
    [Fact]
    public void The_variance_of_two_steps_is_that_of_one()
    {
        var process = new Process(Curve.From(1, 0), 0.4, 0.8);

        Assert.Equal(process.Variance(9), process.Left(4) * process.Left(4) * process.Variance(5) + process.Variance(4), 1e-12);
        Assert.Equal(0.4 * 0.4 / 1.6, process.Variance(1e4), 1e-9);
        Assert.Equal(0.09 * 5 / 12, new Process(Curve.From(1, 0), 0.3, 0).Variance(5), 1e-12);
    }
}
