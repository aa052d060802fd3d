using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Slurm;
using NodaTime;
using static Headroom.Schedulers.Tests.Yard;

namespace Headroom.Schedulers.Tests.Slurm;

/// <summary>A book on the private cluster, with an own account and a customer that no other test has.</summary>
sealed class SlurmSite : IDisposable
{
    static int _sites;

    readonly PrivateSlurm _slurm;
    readonly Yard _yard;

    /// <param name="change">What is otherwise about how Slurm is reached.</param>
    /// <param name="resource">What the pool's GPUs are counted as.</param>
    public SlurmSite(PrivateSlurm slurm, Func<SlurmSettings, SlurmSettings>? change = null, string resource = "gres/gpu", long gpus = PrivateSlurm.Nodes * PrivateSlurm.GpusOfANode,
        Consent? consent = null)
    {
        Assert.SkipWhen(PrivateSlurm.Missing is not null, PrivateSlurm.Missing ?? "");
        _slurm = slurm;
        var n = Interlocked.Increment(ref _sites);
        (Own, Customer) = ($"own{n}", $"customer{n}");
        _yard = new(cluster => cluster with
        {
            OwnAccount = Own,
            Consent = consent ?? cluster.Consent,
            Pools = [new ServedPool(Pool, resource, ["batch"])],
            Slurm = change?.Invoke(slurm.Settings) ?? slurm.Settings
        }, supply: gpus);
        Scheduler = new(_yard.Cluster);
    }

    public string Own { get; }

    public string Customer { get; }

    public Yard Yard => _yard;

    public SlurmScheduler Scheduler { get; }

    public int FactsSaid => _yard.Applied.Count;

    public Reconciler Reconciler => new(_yard.Keeper, _yard.Cluster, Scheduler, Actor);

    public Task<Pass> Pass() => Reconciler.Pass(dry: false, CancellationToken.None);

    public void Sell(long gpus) => _yard.Must(Sign($"k{_yard.Keeper.CatchUp().Position}", Slug.Of(Customer), NewYear.PlusDays(60), (NewYear, gpus)));

    public Task Watched(Action<Pass> tell, CancellationToken stop) => new Watch(_yard.Keeper, Reconciler, SystemClock.Instance, Duration.FromHours(1)).Run(tell, stop);

    /// <summary>Passes until one is not delayed: a daemon that has just started may need a moment.</summary>
    public async Task Settled()
    {
        for (var attempt = 0; attempt < 60; attempt++)
        {
            if (await Pass() is Schedulers.Pass.Applied or Schedulers.Pass.Settled) return;
            await Task.Delay(500);
        }
        Assert.Fail("The cluster did not come back.");
    }

    public string Limit(string account) => _slurm.Run("sacctmgr", "-n", "-P", "list", "associations", $"account={account}", "user=", "format=grptres").Trim();

    /// <summary>Leaves no job behind for the next test.</summary>
    public void Dispose()
    {
        foreach (var account in new[] { Own, Customer }) _slurm.Run("scancel", $"--account={account}");
        _yard.Dispose();
    }
}
