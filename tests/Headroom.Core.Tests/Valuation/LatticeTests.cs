using Headroom.Core.Valuation;

namespace Headroom.Core.Tests.Valuation;

public sealed class LatticeTests
{
    static readonly Lattice Lattice = new(200, 0.05);

    // Law: a straight function is its own mean, away from the ends.
    [Fact]
    public void The_mean_of_a_straight_function_is_the_function()
    {
        var straight = new Stepped([.. Enumerable.Range(0, Lattice.Count).Select(node => 3 - 2 * Lattice.At(node))], []);

        var mean = Lattice.Mean(straight, 0.3);

        for (var node = 100; node < 300; node++) Assert.Equal(3 - 2 * Lattice.At(node), mean[node], 1e-12);
        Assert.Equal(3 - 2 * 1.234, Lattice.MeanAt(straight, 1.234, 0.3), 1e-12);
    }

    // By hand: of a step from 0 to 1 at 0.02 the mean is the normal distribution.
    [Fact]
    public void The_mean_of_a_jump_between_nodes_is_the_normal_distribution()
    {
        var cell = Lattice.Below(0.02);
        var step = new Stepped([.. Enumerable.Range(0, Lattice.Count).Select(node => Lattice.At(node) > 0.02 ? 1.0 : 0)], [new(cell, 0.02, 0, 1)]);

        var mean = Lattice.Mean(step, 0.4);

        for (var node = 0; node < Lattice.Count; node += 7) Assert.Equal(Normal.AtMost((Lattice.At(node) - 0.02) / 0.4), mean[node], 1e-13);
        Assert.Equal(Normal.AtMost((0.777 - 0.02) / 0.4), Lattice.MeanAt(step, 0.777, 0.4), 1e-13);
    }

    [Fact]
    public void Two_jumps_in_one_cell_are_both_kept()
    {
        var cell = Lattice.Below(0.01);
        var bar = new Stepped(new double[Lattice.Count], [new(cell, 0.01, 0, 5), new(cell, 0.03, 5, 0)]);

        Assert.Equal(5 * (Normal.AtMost(0.03 / 0.2) - Normal.AtMost(0.01 / 0.2)), Lattice.Mean(bar, 0.2)[200], 1e-13);
    }

    [Fact]
    public void Between_nodes_a_cubic_is_met_exactly()
    {
        static double Cubic(double x) => 1 + x - 2 * x * x + 0.5 * x * x * x;
        double[] nodes = [.. Enumerable.Range(0, Lattice.Count).Select(node => Cubic(Lattice.At(node)))];

        foreach (var place in new[] { -9.9, -3.21, 0.017, 5.5, 9.97 }) Assert.Equal(Cubic(place), Lattice.Between(nodes, place), 1e-9);
    }
}
