using Headroom.Bench;

// Runs all benchmarks, or those whose name contains the first argument; a figure outside its range makes the exit code 1.
var benchmarks = new (string Name, Func<IEnumerable<Measure>> Run)[]
{
    ("slurm", SlurmQuotas.Run),
    ("contracts", ManyContracts.Run), ("sellable", Sellable.Run), ("inquiry", Inquiries.Run), ("valuation", Valuations.Run), ("forecast", Forecasts.Run), ("close", MonthClose.Run),
    ("revenue", Recognitions.Run), ("pdf", PrintedInvoices.Run), ("usage", UsageImport.Run),
    ("disclosure", DisclosurePacks.Run),
    ("returns", CapitalReturns.Run), ("roll-forward", RollForwards.Run),
};
var failed = 0;
foreach (var (name, run) in benchmarks.Where(benchmark => args.Length == 0 || benchmark.Name.Contains(args[0], StringComparison.Ordinal)))
{
    Console.WriteLine(name);
    foreach (var measure in run())
    {
        Console.WriteLine($"  {measure}");
        if (!measure.Holds) failed++;
    }
}
return failed == 0 ? 0 : 1;
