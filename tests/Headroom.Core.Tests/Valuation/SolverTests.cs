using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class SolverTests
{
    static Solver With(Approach approach) => new(approach, 24_000, 9, Spreading.InTurn);

    [Fact]
    public void One_factor_is_solved_exactly_and_two_are_simulated_unless_asked_otherwise()
    {
        Assert.Equal(Quadrature.Method, With(Approach.Fitting).Solve([Mutual])[0].Method);
        Assert.Equal(Simulation.Method, With(Approach.Fitting).Solve([WithOwnUse])[0].Method);
        Assert.Equal(Plane.Method, (With(Approach.Exact) with { Spread = Cores.All }).Solve([WithOwnUse])[0].Method);
        Assert.Equal(Simulation.Method, With(Approach.Simulation).Solve([Mutual])[0].Method);
        Assert.Equal(Certain.Method, With(Approach.Simulation).Solve([Mutual with { Market = Mutual.Market with { Price = new(Curve.From(1.5, 0), 0, 0) } }])[0].Method);
    }

    [Fact]
    public void The_mean_of_three_fits_says_how_far_they_lay_apart()
    {
        var found = With(Approach.Fitting).Solve([WithOwnUse])[0];

        Assert.InRange(found.FitSpread.Seller, 1e-6, 0.2);
        Assert.InRange(found.Error.Seller, 1e-6, 0.02);
        Assert.Equal(1, Lifetime.Of(WithOwnUse, found.Leaving).EndedBy.Sum(), 1e-9);
    }

    [Fact]
    public void Games_whose_rights_begin_on_other_dates_are_solved_together()
    {
        var late = WithOwnUse with { Buyer = new(4, 0), Seller = new(4, 0) };

        var found = With(Approach.Fitting).Solve([WithOwnUse, late, WithOwnUse.With(false, false)]);

        Assert.Equal(With(Approach.Fitting).Solve([late])[0].Value, found[1].Value);
        Assert.Equal(39.23299858, found[2].Value.Seller, 1e-6);
        Assert.All(found[1].Leaving.Take(4), by => Assert.Equal(0, by.Sum()));
    }

    [Fact]
    public void Whoever_does_the_work_the_answer_is_the_same()
    {
        var (one, two) = (With(Approach.Fitting).Solve([WithOwnUse])[0], (With(Approach.Fitting) with { Spread = Cores.Two }).Solve([WithOwnUse])[0]);

        Assert.Equal((one.Value, one.Error, one.FitSpread), (two.Value, two.Error, two.FitSpread));
        Assert.Equal(one.Thresholds, two.Thresholds);
    }
}
