using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Slurm;

/// <summary>Reads accounts and levels from slurmrestd, in the newest of the versions that it offers and we know.</summary>
sealed class SlurmRest(SlurmRestServer server)
{
    /// <summary>The versions of the database's interface that were tried against the real program, newest first.</summary>
    static readonly ImmutableArray<string> Known = ["v0.0.38"];

    /// <summary>What is recorded for a cluster, and in which version it was read.</summary>
    public async Task<(IReadOnlyList<Entry> Entries, string How)> Read(ImmutableArray<ServedPool> pools, string clusterName, CancellationToken stop)
    {
        var version = await server.Version(Known, "associations", stop);
        var (associations, levels) = (server.Get($"/slurmdb/{version}/associations/", stop), server.Get($"/slurmdb/{version}/qos/", stop));
        using var ofAccounts = await associations;
        using var ofLevels = await levels;
        try
        {
            return ([.. Accounts(ofAccounts.RootElement, pools, clusterName), .. Levels(ofLevels.RootElement)], $"read by slurmrestd {version}");
        }
        catch (Exception fault) when (fault is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new SchedulerUnavailable($"slurmrestd {version} answers otherwise than it is known to: {fault.Message}");
        }
    }

    static IEnumerable<Entry> Accounts(JsonElement root, ImmutableArray<ServedPool> pools, string clusterName)
    {
        foreach (var each in root.GetProperty("associations").EnumerateArray())
        {
            if (Text(each, "user").Length > 0 || Text(each, "cluster") != clusterName) continue;
            var limits = new Dictionary<string, long>(StringComparer.Ordinal);
            foreach (var limit in each.GetProperty("max").GetProperty("tres").GetProperty("total").EnumerateArray())
                limits[Text(limit, "name") is { Length: > 0 } name ? $"{Text(limit, "type")}/{name}" : Text(limit, "type")] = limit.GetProperty("count").GetInt64();
            yield return SlurmText.Account(Text(each, "account"), Text(each, "parent_account"), string.Join(',', Texts(each.GetProperty("qos"))),
                Text(each.GetProperty("default"), "qos"), limits, pools);
        }
    }

    static IEnumerable<Entry> Levels(JsonElement root)
    {
        var levels = root.TryGetProperty("QOS", out var upper) ? upper : root.GetProperty("qos");
        foreach (var each in levels.EnumerateArray())
        {
            var preempt = each.GetProperty("preempt");
            var mode = Texts(preempt.GetProperty("mode")).FirstOrDefault(word => word is not "DISABLED") ?? "cluster";
            yield return SlurmText.Level(Text(each, "name"), each.GetProperty("priority").GetInt64().ToString(CultureInfo.InvariantCulture),
                Texts(preempt.GetProperty("list")), mode);
        }
    }

    static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    static IEnumerable<string> Texts(JsonElement list) => list.EnumerateArray().Select(item => item.GetString() ?? "");
}
