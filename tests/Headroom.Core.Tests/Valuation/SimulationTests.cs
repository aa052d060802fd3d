using Headroom.Core.Valuation;
using static Headroom.Core.Tests.Valuation.Deals;

namespace Headroom.Core.Tests.Valuation;

public sealed class SimulationTests
{
    // The tolerances are those of the reference, and so are the paths of a fit; V16 has its boundary in the tail.
    [Theory]
    [InlineData("V02", 0.02)]
    [InlineData("V07", 0.02)]
    [InlineData("V10", 0.02)]
    [InlineData("V11", 0.02)]
    [InlineData("V16", 0.05)]
    [InlineData("V19", 0.02)]
    [InlineData("V22", 0.02)]
    [InlineData("V23", 0.02)]
    [InlineData("V25", 0.02)]
    public void The_reference_cases_agree_within_the_error_of_simulation(string id, double tolerance)
    {
        var (game, expected, _) = Vectors.Of(id);

        var found = new Solver(Approach.Simulation, 600_000, 7, Cores.All) { IsRough = true }.Solve([game])[0];

        Assert.Equal(expected.GetProperty("seller_total").GetDouble(), found.Value.Seller, tolerance);
        Assert.Equal(expected.GetProperty("buyer_total_cost").GetDouble(), found.Value.Buyer, tolerance);
    }

    [Fact]
    public void It_agrees_with_the_exact_lattice()
    {
        var (simulated, exact) = (new Solver(Approach.Simulation, 200_000, 3, Cores.All).Solve([Mutual])[0], Quadrature.Solve(Mutual));

        Assert.Equal(exact.Value.Seller, simulated.Value.Seller, 0.02);
        Assert.Equal(exact.Value.Buyer, simulated.Value.Buyer, 0.02);
        Assert.Equal(Lifetime.Of(Mutual, exact.Leaving).BilledInAll.Mean, Lifetime.Of(Mutual, simulated.Leaving).BilledInAll.Mean, 0.1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answer_to_the_last_bit_whoever_does_the_work()
    {
        Equilibrium With(Spread spread) => new Simulation(WithOwnUse, 20_000, 42, spread).Solve(WithOwnUse);
        var one = With(Spreading.InTurn);

        foreach (var other in new[] { With(Cores.Two), With(Cores.All), With(Cores.Backwards) })
        {
            Assert.Equal(one.Value, other.Value);
            Assert.Equal(one.Error, other.Error);
            Assert.Equal(one.Leaving.SelectMany(by => by), other.Leaving.SelectMany(by => by));
        }
        Assert.NotEqual(one.Value, new Simulation(WithOwnUse, 20_000, 43, Spreading.InTurn).Solve(WithOwnUse).Value);
    }

    [Fact]
    public void Solving_another_game_on_the_same_paths_leaves_no_trace()
    {
        var simulation = new Simulation(Mutual, 8_000, 1, Spreading.InTurn);
        var first = simulation.Solve(Mutual);

        simulation.Solve(Mutual with { BuyerCost = 0 });

        Assert.Equal(first.Value, simulation.Solve(Mutual).Value);
    }

    [Fact]
    public void An_american_put_written_as_a_contract_costs_what_a_tree_says()
    {
        var put = Put(1, 1.1, 0.06, 0.25, 36);
        var found = new Simulation(put, 200_000, 5, Cores.All).Solve(put);

        Assert.Equal(1.1 - PutByTree(1, 1.1, 0.06, 0.25, 36, 20), found.Value.Buyer, 2e-3);
    }

    // A policy can do no better than the best, so on paths that it was not fitted on it must not seem to; on its own paths it would.
    [Fact]
    public void A_policy_is_valued_on_paths_that_it_was_not_fitted_on()
    {
        var put = Put(36, 40, 0.06, 0.2, 36);
        var best = Quadrature.Solve(put).Value.Buyer;
        var found = Enumerable.Range(1, 8).Select(seed => new Simulation(put, 40_000, (ulong)seed, Cores.All).Solve(put)).ToList();

        var error = Math.Sqrt(found.Sum(each => each.Error.Buyer * each.Error.Buyer)) / found.Count;
        Assert.InRange(found.Average(each => each.Value.Buyer) - best, -3 * error, 0.01 * best);
    }

    [Fact]
    public void Paths_are_made_up_to_whole_chunks_and_bounded()
    {
        Assert.Equal(8_000, new Simulation(Mutual, 4_001, 1, Spreading.InTurn).Paths);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulation(Mutual, 0, 1, Spreading.InTurn));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulation(Mutual, Simulation.MostPaths + 1, 1, Spreading.InTurn));
    }

    [Fact]
    public void A_game_without_rights_needs_no_paths_to_be_an_annuity()
    {
        var none = Mutual.With(false, false);
        var found = new Simulation(none, 4_000, 1, Spreading.InTurn).Solve(none);

        Assert.Equal(39.23299858, found.Value.Seller, 1e-8);
        Assert.Equal(1, Lifetime.Of(none, found.Leaving).EndedBy[0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Simulation(Mutual, 4_000, 1, Spreading.InTurn).Solve(none));
    }
}
