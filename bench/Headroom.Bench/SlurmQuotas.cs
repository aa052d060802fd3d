using System.Diagnostics;
using System.Threading.Channels;
using Headroom.Core.Capacity;
using Headroom.Core.Commands;
using Headroom.Core.Contracts;
using Headroom.Core.Time;
using Headroom.Core.Units;
using Headroom.Journal;
using Headroom.Journal.Keeping;
using Headroom.Schedulers;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Slurm;
using Headroom.Schedulers.Tests.Slurm;
using NodaTime;

namespace Headroom.Bench;

/// <summary>
/// Quotas on a private cluster of real Slurm: a thousand customers' accounts from empty to written, read back and said, against the very same commands of sacctmgr typed by
/// themselves on a second empty cluster in the same run; and the time from a signature to its quota enforced and read back.
/// </summary>
public static class SlurmQuotas
{
    const int Customers = 1000, Signatures = 21;

    static readonly Slug Us = Slug.Of("us"), Pool = Slug.Of("gpus"), Bench = Slug.Of("bench");

    static readonly LocalDate NewYear = new(2027, 1, 1);

    public static IEnumerable<Measure> Run()
    {
        if (PrivateSlurm.Missing is { } missing)
        {
            Console.WriteLine($"  skipped: {missing}");
            yield break;
        }
        var folder = Directory.CreateTempSubdirectory("headroom-bench-").FullName;
        using var keeper = new Bookkeeper(Journals.Open(Path.Combine(folder, "book"), create: true), SystemClock.Instance);
        foreach (var command in Opening(Enumerable.Range(0, Customers).Sum(i => 1 + i % 8) + Signatures)) Must(keeper, command);
        for (var i = 0; i < Customers; i++) Must(keeper, Sign($"customer-{i}", 1 + i % 8));
        yield return Accounts(keeper, folder);
        yield return Arrival(keeper, folder);
        Directory.Delete(folder, recursive: true);
    }

    static Measure Accounts(Bookkeeper keeper, string folder)
    {
        using PrivateSlurm typed = new(), ours = new();
        var (script, plan) = (Path.Combine(folder, "typed.sh"), Joined(keeper, typed, folder));
        var look = plan.Look(CancellationToken.None).GetAwaiter().GetResult();
        File.WriteAllText(script, $"set -e\n{string.Join('\n', plan.Commands(look.Plan))}\n");
        var bare = Measure.Seconds(1, () => typed.Run("bash", script));
        var one = Measure.Seconds(1,
            () => { for (var i = 0; i < 10; i++) typed.Run("sacctmgr", "-i", "-Q", "add", "account", $"single-{i}", "qos=firm", "defaultqos=firm", "GrpTRES=gres/gpu=8"); }) / 10;
        var reconciler = Joined(keeper, ours, folder);
        Pass? pass = null;
        var seconds = Measure.Seconds(1, () => pass = reconciler.Pass(dry: false, CancellationToken.None).GetAwaiter().GetResult());
        if (pass is not Pass.Applied { Plan.Plan.Changes.Length: Customers + 5 }) throw new InvalidOperationException($"The pass came to {pass}.");
        return new($"{Customers} accounts from empty to read back / the same sacctmgr commands typed", seconds / bare, 0.3, 1.5,
            FormattableString.Invariant($"{seconds:0.0} s against {bare:0.0} s; one command an account would take {one * Customers:0} s"));
    }

    static Measure Arrival(Bookkeeper keeper, string folder)
    {
        using var slurm = new PrivateSlurm();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(10));
        var passes = Channel.CreateUnbounded<Pass>();
        var watch = new Watch(keeper, Joined(keeper, slurm, folder), SystemClock.Instance, Duration.FromHours(1)).Run(pass => passes.Writer.TryWrite(pass), stop.Token);
        Next(passes, stop.Token);
        var seconds = new List<double>();
        for (var i = 0; i < Signatures; i++)
        {
            var since = Stopwatch.StartNew();
            Must(keeper, Sign($"late-{i}", 1));
            Next(passes, stop.Token);
            seconds.Add(since.Elapsed.TotalSeconds);
        }
        stop.Cancel();
        watch.GetAwaiter().GetResult();
        return new($"from fact to quota enforced, read back and said: median seconds (target 2)", seconds.Order().ElementAt(Signatures / 2), 0, 2,
            FormattableString.Invariant($"among {Customers} accounts, {Signatures} signatures, longest {seconds.Max():0.00} s"));
    }

    static void Next(Channel<Pass> passes, CancellationToken stop)
    {
        var pass = passes.Reader.ReadAsync(stop).AsTask().GetAwaiter().GetResult();
        if (pass is not Pass.Applied) throw new InvalidOperationException($"A pass came to {pass}.");
    }

    static Reconciler Joined(Bookkeeper keeper, PrivateSlurm slurm, string folder)
    {
        var cluster = new Cluster(Bench, [new(Pool, "gres/gpu", ["batch"])], new([new("account", "*"), new("qos", "*"), new("partition", "batch")]))
        { Slurm = slurm.Settings, LockFile = Path.Combine(folder, "lock"), Borrows = false };
        return new(keeper, cluster, new SlurmScheduler(cluster), Bench);
    }

    /// <summary>A pool with just what is sold here, so that own work's rest is within what the private cluster has.</summary>
    static IEnumerable<Command> Opening(long gpus) =>
    [
        new OpenBook(Us, "UTC", true, NewYear.AtStartOfDayInZone(DateTimeZone.Utc).ToInstant()), new AddSite(Slug.Of("site"), null, "UTC", []),
        new AddPool(new Pool(Pool, Slug.Of("site"), null, new Gpus(1), new PowerDraw(new Kilowatts(2), new Gpus(1)), Gpus.Zero)),
        new PlanSupply(new SupplyBlock(Slug.Of("first"), Pool, new Gpus(gpus), NewYear, null, null)), new EnergiseSupply(Slug.Of("first"), NewYear),
    ];

    static SignContract Sign(string id, long gpus) => new(new Terms(Slug.Of(id), Us, Slug.Of(id), Calendar.Utc, Currency.Usd, NewYear, NewYear.PlusDays(364),
        [new Reserve(Pool, null, [new ReserveStep(NewYear, new Gpus(gpus))]), new Monthly("fee", [new FeeStep(NewYear, 100m)], Proration.ActualDays)]));

    static void Must(Bookkeeper keeper, Command command)
    {
        if (keeper.Execute(command, Bench) is Outcome.Refused refused) throw new InvalidOperationException(refused.Refusal.Says);
    }
}
