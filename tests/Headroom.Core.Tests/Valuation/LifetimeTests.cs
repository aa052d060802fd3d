using System.Collections.Immutable;
using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class LifetimeTests
{
    // By hand: with probability a half the buyer leaves on the first day (2.5 is billed), a quarter the seller in month 4 (7.5), else nobody (45).
    [Fact]
    public void Three_ways_to_end_give_exact_figures()
    {
        var leaving = Enumerable.Repeat(ImmutableArray.Create(0.0, 0, 0, 0), Mutual.Dates).ToArray();
        (leaving[0], leaving[4]) = ([0, 0.5, 0, 0], [0, 0, 0.25, 0]);

        var life = Lifetime.Of(Mutual, [.. leaving]);

        Assert.Equal(new Fan(0.5 * 2.5 + 0.25 * 7.5 + 0.25 * 45, 2.5, 2.5, 45), life.BilledInAll);
        Assert.Equal([0.25, 0.5, 0.25, 0], life.EndedBy);
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.25], life.Survival.Take(8));
        Assert.Equal(0.5 * 3 + 0.25 * 7 + 0.25 * 37, life.Months, 1e-12);
        Assert.Equal(new Fan(0.5 * 1.25, 0, 0, 1.25), life.Billed[5]);
        Assert.Equal(new Fan(0.5 * 2.5 + 0.5 * 6.25, 2.5, 2.5, 6.25), life.BilledSoFar[5]);
        Assert.Equal(0, life.PenaltyWorth);
    }

    // 0.7, 0.1, 0.1 and 0.1 are more than one by the last bits.
    [Fact]
    public void Nothing_is_left_to_the_end_by_rounding()
    {
        var leaving = Enumerable.Repeat(ImmutableArray.Create(0.0, 0, 0, 0), Mutual.Dates).ToArray();
        (leaving[0], leaving[1]) = ([0, 0.7, 0.1, 0], [0, 0.1, 0.1 + 1e-15, 0]);

        Assert.Equal(0, Lifetime.Of(Mutual, [.. leaving]).EndedBy[0]);
    }

    // Law: what is billed in all is the sum of the months, in the mean; quantiles do not add and are taken last.
    [Fact]
    public void Months_add_up_to_the_whole_in_the_mean()
    {
        var life = Lifetime.Of(Mutual, Quadrature.Solve(Mutual, Quadrature.Rough).Leaving);

        Assert.Equal(life.BilledInAll.Mean, life.Billed.Sum(month => month.Mean), 1e-9);
        Assert.Equal(life.BilledInAll, life.BilledSoFar[^1]);
        Assert.True(life.BilledInAll.P90 > life.Billed.Sum(month => month.P50));
    }
}
