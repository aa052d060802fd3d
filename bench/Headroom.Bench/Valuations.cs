using Headroom.Core.Units;
using Headroom.Core.Valuation;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// The deal of May 2026 with own use: 100,000 paths by 37 months by two uncertain quantities, fitted and valued on as many others; and the same
/// simulation against QuantLib's, on the same American put, paths and steps, each on one core in one run.
/// </summary>
public static class Valuations
{
    const int Paths = 100_000, Steps = 36;
    const double Spot = 36, Strike = 40, Rate = 0.06, Volatility = 0.2;

    public static IEnumerable<Measure> Run()
    {
        Spread cores = (count, work) => Parallel.For(0, count, work);
        var deal = Deal();
        var solver = new Solver(Approach.Simulation, Paths, 1, cores) { IsRough = true };
        var found = solver.Solve([deal])[0].Value;
        var seconds = Measure.Seconds(5, () => solver.Solve([deal]));
        yield return new($"valuation, {Paths} paths x 37 months x 2 factors: seconds (target 2)", seconds, 0, 2,
            FormattableString.Invariant($"seller {found.Seller:0.000} (grid 33.412), buyer {found.Buyer:0.000} (32.120)"));
        yield return new("valuation: distance of the seller's value from the grid's", Math.Abs(found.Seller - 33.41159), 0, 0.02, "the reference's tolerance");
        var subject = new Subject(Slug.Of("deal"), Currency.Usd, new LocalDate(2026, 5, 1), deal, 1, new Gpus(220_000));
        var report = Measure.Seconds(3, () => ContractValue.Of(subject, Outlook.Assumed(1.25m, Currency.Usd), new Solver(Approach.Fitting, Paths, 1, cores)));
        yield return new("valuation: seconds of the whole report (4 sets of rights, 7 costs, 20 sensitivities)", report, 0, 8, "");
        foreach (var measure in AgainstQuantLib()) yield return measure;
    }

    static IEnumerable<Measure> AgainstQuantLib()
    {
        var (put, exact) = (Put(), Strike - Quadrature.Solve(Put()).Value.Buyer);
        var ours = (Strike - Value(put), Seconds: Measure.Seconds(7, () => Value(put)));
        yield return new("american put: distance of our value from the lattice's, in percent", 100 * Math.Abs(ours.Item1 / exact - 1), 0, 0.5,
            FormattableString.Invariant($"ours {ours.Item1:0.0000}, lattice {exact:0.0000}"));
        var (program, why) = QuantLib.Build();
        if (program is null)
        {
            Console.WriteLine($"  skipped: the comparison with QuantLib, because {why}");
            yield break;
        }
        foreach (var (calibration, low) in new[] { (Paths, 8.0), (2048, 0) })
        {
            // The best of a few runs of each, since anything above the best is the machine's.
            var theirs = Enumerable.Range(0, 3).Select(_ => program.Put(Paths, calibration, Steps, Spot, Strike, Math.Log(1 + Rate), Volatility, Steps / 12.0))
                .MinBy(run => run.Seconds);
            yield return new($"american put, {Paths} paths x {Steps} steps, {calibration} to calibrate: QuantLib / ours on one core", theirs.Seconds / ours.Seconds, low, 1000,
                FormattableString.Invariant(
                $"QuantLib {theirs.Seconds:0.000} s ({Paths * (double)Steps / theirs.Seconds / 1e6:0.00}M path-steps/s, value {theirs.Value:0.0000}), ours {ours.Seconds:0.000} s ({Paths * (double)Steps / ours.Seconds / 1e6:0.0}M, {Paths} to calibrate; both players)"));
        }
    }

    static double Value(Game put) => new Simulation(put, Paths, 42, Spreading.InTurn).Solve(put).Value.Buyer;

    static Game Deal() => new([0.625, 0.625, .. Enumerable.Repeat(1.25, 35)], [0.5, 0.5, .. Enumerable.Repeat(1.0, 35)], 3,
        new(new(Curve.From(1.5, -0.275), 0.3, 0), new(Curve.From(0.75, 0.1), 0.5, 0), 0.3, 0.1, 1, 0.09))
    {
        Buyer = new(0, 0),
        Seller = new(0, 0),
        BuyerCost = 2.5,
        SellerCostIfBuyer = 1.25,
        SellerCostIfSeller = 1.25,
    };

    /// <summary>
    /// The put as a contract: the buyer pays the interest on the strike every month and the strike in the last, for which it gets the share; it may leave at
    /// any month and buy the share instead. Its cost is the strike less the put.
    /// </summary>
    static Game Put()
    {
        var month = Math.Pow(1 + Rate, -1.0 / 12);
        return new([.. Enumerable.Repeat(Strike * (1 - month), Steps), Strike], [.. Enumerable.Repeat(0.0, Steps), 1], 0,
            new(new(Curve.From(Spot, Rate), Volatility, 0), Process.None, 0, 0, 1, Rate))
        {
            PaidAfter = 0,
            Buyer = new(0, 0),
        };
    }
}
