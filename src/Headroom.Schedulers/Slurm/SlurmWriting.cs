using System.Globalization;
using System.Text;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Slurm;

/// <summary>
/// Changes as sacctmgr takes them. Levels are written one by one, since there are four; accounts all at once by <c>sacctmgr load</c>, which takes as long for a thousand as for one
/// and touches only what stands in it.
/// </summary>
static class SlurmWriting
{
    /// <summary>The arguments of sacctmgr for each level, those first that others name.</summary>
    public static IEnumerable<string[]> Levels(IReadOnlyList<Change> changes) => changes.Where(change => change.To.Id.Kind == SlurmEntries.Level)
        .OrderBy(change => change.To.Settings.GetValueOrDefault(SlurmEntries.Preempts, "").Split(',', StringSplitOptions.RemoveEmptyEntries).Length)
        .SelectMany(Level);

    static IEnumerable<string[]> Level(Change change)
    {
        var name = Checked(change.To.Id.Name);
        var set = change.Settings.Select(Setting).ToArray();
        if (set.Length == 0 && change.From is not null) yield break;
        yield return change.From is null ? ["-i", "-Q", "add", "qos", name, "set", .. set] : ["-i", "-Q", "modify", "qos", "where", $"name={name}", "set", .. set];
    }

    static string Setting((string Name, string? From, string To) setting) => setting.Name switch
    {
        SlurmEntries.Priority => $"Priority={Checked(setting.To)}",
        SlurmEntries.PreemptMode => $"PreemptMode={Checked(setting.To)}",
        SlurmEntries.Preempts => $"Preempt={string.Join(',', setting.To.Split(',').Select(Checked))}",
        _ => throw new InvalidOperationException($"A level has no setting '{setting.Name}'."),
    };

    /// <summary>All accounts as a file for <c>sacctmgr load</c>; empty when none is to be written. An account stays under the parent that it has.</summary>
    /// <param name="clusterName">The cluster as Slurm calls it.</param>
    public static string Accounts(Cluster cluster, string clusterName, IReadOnlyList<Change> changes)
    {
        var accounts = changes.Where(change => change.To.Id.Kind == SlurmEntries.Account).ToList();
        if (accounts.Count == 0) return "";
        var text = new StringBuilder($"Cluster - '{Checked(clusterName)}'\n");
        foreach (var under in accounts.GroupBy(change => change.From?.Settings.GetValueOrDefault(SlurmEntries.Parent) is { Length: > 0 } parent ? parent : "root"))
        {
            text.Append(CultureInfo.InvariantCulture, $"Parent - '{Checked(under.Key)}'\n");
            foreach (var change in under) text.Append(Account(cluster, change));
        }
        return text.ToString();
    }

    static string Account(Cluster cluster, Change change)
    {
        var name = Checked(change.To.Id.Name);
        var options = new List<string>();
        if (change.From is null) options.AddRange([$"Description='{name}'", "Organization='headroom'"]);
        var overAllTypes = change.Settings.Where(setting => SlurmName.IsResource(setting.Name)).Select(setting => $"{setting.Name}={Checked(setting.To)}");
        var limits = change.Limits.Select(limit => Limit(cluster, limit.Pool, limit.To)).Concat(overAllTypes).ToList();
        if (limits.Count > 0) options.Add($"GrpTRES='{string.Join(',', limits)}'");
        foreach (var (setting, _, to) in change.Settings.Where(setting => !SlurmName.IsResource(setting.Name))) options.Add(setting == SlurmEntries.Qos
            ? $"QOS='{Checked(to)}'" : $"DefaultQOS='{Checked(to)}'");
        return $"Account - '{name}':{string.Join(':', options)}\n";
    }

    static string Limit(Cluster cluster, Slug pool, Gpus gpus) =>
        string.Create(CultureInfo.InvariantCulture, $"{cluster.Pools.First(served => served.Pool == pool).Resource}={gpus.Count}");

    // Names were checked where they came from; a slip there must not become a command here.
    static string Checked(string name) => SlurmName.Is(name) ? name : throw new SchedulerUnavailable(SlurmName.Fault(name));
}
