using System.Collections.Immutable;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Slurm;

/// <summary>
/// Slurm 22.05 and later: what is recorded is read from slurmrestd where it is offered and else from sacctmgr, what is enforced from slurmctld, and everything is written by
/// sacctmgr, since writing over slurmrestd loses settings of levels and brings it down on associations that exist. After a change slurmctld is told to look at waiting jobs, which
/// it would else do a minute later.
/// </summary>
public sealed class SlurmScheduler(Cluster cluster) : IScheduler
{
    /// <summary>The account above all others, whose use is theirs together.</summary>
    const string Root = "root";

    static readonly ImmutableSortedDictionary<Slug, Gpus> None = ImmutableSortedDictionary<Slug, Gpus>.Empty;

    readonly SlurmPrograms _programs = new(cluster.Slurm);
    readonly SlurmRest? _rest = cluster.Slurm.Rest is { } address ? new(SlurmRestServer.At(address, cluster.Slurm.Timeout)) : null;
    ImmutableArray<string> _up = [];
    string? _name;

    public Desired Want(Quotas quotas, Instant at) => SlurmEntries.Of(cluster, quotas, at);

    public async Task<Observed> Read(CancellationToken stop)
    {
        var (recorded, reserved, enforcing, standing, configured) = (Recorded(stop), _programs.Ask("scontrol", ["-o", "show", "reservation"], stop),
            _programs.Ask("scontrol", ["-o", "show", "assoc_mgr", "flags=assoc"], stop),
            _programs.Ask("scontrol", ["-o", "show", "partition"], stop), _programs.Ask("scontrol", ["show", "config"], stop));
        var configuration = SlurmText.Configuration(await configured);
        _name = configuration.GetValueOrDefault("ClusterName") ?? throw new SchedulerUnavailable("slurmctld does not say what its cluster is called.");
        var partitions = SlurmText.Partitions(await standing).ToList();
        var enforced = SlurmText.Enforced(await enforcing, cluster.Pools);
        var (entries, how) = await recorded;
        entries = [.. entries, .. SlurmReservations.Read(await reserved)];
        _up = [.. cluster.Pools.SelectMany(pool => pool.Partitions).Distinct().Where(name => partitions.Any(each => each.Name == name && each.IsUp))];
        return new(
            entries.Select(entry => enforced.TryGetValue(entry.Id.Name, out var holds) && entry.Id.Kind == SlurmEntries.Account
                ? new Seen(entry, holds.Enforced, holds.InUse) : new Seen(entry, None, None)).ToImmutableSortedDictionary(seen => seen.Entry.Id, seen => seen),
            Capacity(partitions), enforced.TryGetValue(Root, out var all) ? all.InUse : None,
            $"Slurm {configuration.GetValueOrDefault("SLURM_VERSION", "of unknown version")}, cluster {_name}, {how}", [.. Notes(configuration, partitions)])
        {
            Nodes = [.. partitions.Where(each => cluster.Pools.Any(pool => pool.Partitions.Contains(each.Name))).SelectMany(each => SlurmReservations.Expand(each.Nodes))],
        };
    }

    async Task<(IReadOnlyList<Entry> Entries, string How)> Recorded(CancellationToken stop)
    {
        var complaint = "";
        if (_rest is not null)
        {
            try { return await _rest.Read(cluster.Pools, await NameOf(stop), stop); }
            catch (SchedulerUnavailable fault) { complaint = $" since slurmrestd does not serve: {fault.Message}"; }
        }
        var name = $"cluster={await NameOf(stop)}";
        var (accounts, levels) = (_programs.Ask("sacctmgr", ["-n", "-P", "list", "associations", name, $"format={SlurmText.AssociationColumns}"], stop),
            _programs.Ask("sacctmgr", ["-n", "-P", "list", "qos", $"format={SlurmText.LevelColumns}"], stop));
        return ([.. SlurmText.Accounts(await accounts, cluster.Pools), .. SlurmText.Levels(await levels)], $"read by sacctmgr{complaint}");
    }

    async Task<string> NameOf(CancellationToken stop) =>
        _name ??= SlurmText.Configuration(await _programs.Ask("scontrol", ["show", "config"], stop)).GetValueOrDefault("ClusterName") is { } name && SlurmName.Is(name)
        ? name : throw new SchedulerUnavailable("slurmctld does not say what its cluster is called.");

    ImmutableSortedDictionary<Slug, Gpus> Capacity(List<(string Name, bool IsUp, string Nodes, IReadOnlyDictionary<string, long> Resources)> partitions) =>
        cluster.Pools.ToImmutableSortedDictionary(pool => pool.Pool, pool => new Gpus(
            partitions.Where(each => pool.Partitions.Contains(each.Name)).Sum(each => each.Resources.GetValueOrDefault(pool.Resource))));

    IEnumerable<string> Notes(Dictionary<string, string> configuration, List<(string Name, bool IsUp, string Nodes, IReadOnlyDictionary<string, long> Resources)> partitions)
    {
        if (configuration.GetValueOrDefault("AccountingStorageEnforce", "").Split(',') is var enforce && (!enforce.Contains("limits") && !enforce.Contains("all")))
            yield return "AccountingStorageEnforce lacks 'limits': Slurm records quotas and does not enforce them.";
        if (configuration.GetValueOrDefault("PreemptType") != "preempt/qos")
            yield return "PreemptType is not preempt/qos: own work does not give back what it borrows when a customer comes.";
        if (cluster.Pools.Any(pool => pool.AnyType is not null))
            yield return "Slurm holds a job that asks for GPUs without a type to its account's limit over all types, and to no type's own: let job_submit demand a type, or give each type a partition.";
        foreach (var pool in cluster.Pools)
            foreach (var name in pool.Partitions.Where(name => partitions.All(each => each.Name != name)))
                yield return $"There is no partition '{name}' for pool '{pool.Pool}'.";
    }

    public async Task Write(IReadOnlyList<Change> changes, CancellationToken stop)
    {
        foreach (var arguments in SlurmWriting.Levels(changes)) await _programs.Run("sacctmgr", arguments, null, stop);
        if (SlurmWriting.Accounts(cluster, await NameOf(stop), changes) is { Length: > 0 } accounts)
            await _programs.Run("sacctmgr", ["-i", "-Q", "load", "/dev/stdin"], accounts, stop);
        foreach (var arguments in SlurmReservations.Written(changes)) await _programs.Run("scontrol", arguments, null, stop);
    }

    // A partition that somebody took down must stay down, so only those that were up are set to what they are.
    public async Task Wake(CancellationToken stop)
    {
        foreach (var partition in _up.Where(name => cluster.Consent.Permits(new(SlurmEntries.Partition, name))))
            await _programs.Run("scontrol", ["update", $"PartitionName={partition}", "State=UP"], null, stop);
    }

    public IEnumerable<string> Commands(IReadOnlyList<Change> changes)
    {
        foreach (var arguments in SlurmWriting.Levels(changes)) yield return $"sacctmgr {string.Join(' ', arguments)}";
        if (SlurmWriting.Accounts(cluster, _name ?? cluster.Id.ToString(), changes) is { Length: > 0 } accounts)
        {
            yield return "sacctmgr -i load /dev/stdin <<'END'";
            foreach (var line in accounts.TrimEnd('\n').Split('\n')) yield return line;
            yield return "END";
        }
        foreach (var arguments in SlurmReservations.Written(changes)) yield return $"TZ=UTC scontrol {string.Join(' ', arguments)}";
    }
}
