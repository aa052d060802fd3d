using System.Collections.Immutable;
using System.Globalization;
using Headroom.Core.Units;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.State;

namespace Headroom.Schedulers.Slurm;

/// <summary>What sacctmgr and scontrol print, read. A line that is not as expected stops the reading: a limit that was misread would be written anew.</summary>
static class SlurmText
{
    /// <summary>The columns asked for of associations and of levels.</summary>
    public const string AssociationColumns = "account,parentname,user,qos,defaultqos,grptres", LevelColumns = "name,priority,preempt,preemptmode";

    /// <summary>The accounts among associations; those of users are theirs.</summary>
    public static IEnumerable<Entry> Accounts(string text, ImmutableArray<ServedPool> pools)
    {
        foreach (var cells in Rows(text, 6))
            if (cells[2].Length == 0)
                yield return Account(cells[0], cells[1], cells[3], cells[4], Resources(cells[5]), pools);
    }

    /// <summary>An account as it was read, wherever it was read.</summary>
    public static Entry Account(string name, string parent, string qos, string defaultQos, IReadOnlyDictionary<string, long> resources, ImmutableArray<ServedPool> pools) =>
        pools.Select(pool => pool.AnyType).OfType<string>().Distinct().Where(resources.ContainsKey).Aggregate(
            Entry.Of(SlurmEntries.Account, name).With(SlurmEntries.Parent, parent).With(SlurmEntries.Qos, qos).With(SlurmEntries.DefaultQos,
                defaultQos) with
            { Limits = Limits(resources, pools) },
            (account, anyType) => account.With(anyType, resources[anyType].ToString(CultureInfo.InvariantCulture)));

    /// <summary>The levels.</summary>
    public static IEnumerable<Entry> Levels(string text) =>
        Rows(text, 4).Select(cells => Level(cells[0], cells[1], cells[2].Split(',', StringSplitOptions.RemoveEmptyEntries), cells[3]));

    /// <summary>A level as it was read, wherever it was read.</summary>
    public static Entry Level(string name, string priority, IEnumerable<string> preempts, string mode) => Entry.Of(SlurmEntries.Level, name).With(SlurmEntries.Priority, priority)
        .With(SlurmEntries.Preempts, string.Join(',', preempts.Order(StringComparer.Ordinal))).With(SlurmEntries.PreemptMode, mode.ToLowerInvariant());

    /// <summary>The limits that slurmctld enforces and what is in use, by account: <c>GrpTRES=cpu=N(0),gres/gpu=16(8)</c>.</summary>
    public static Dictionary<string, (ImmutableSortedDictionary<Slug, Gpus> Enforced, ImmutableSortedDictionary<Slug, Gpus> InUse)> Enforced(string text,
        ImmutableArray<ServedPool> pools)
    {
        var enforced = new Dictionary<string, (ImmutableSortedDictionary<Slug, Gpus>, ImmutableSortedDictionary<Slug, Gpus>)>(StringComparer.Ordinal);
        foreach (var fields in Records(text, "Account"))
        {
            if (fields.GetValueOrDefault("UserName") is { Length: > 0 }) continue;
            var (limits, used) = (new Dictionary<string, long>(StringComparer.Ordinal), new Dictionary<string, long>(StringComparer.Ordinal));
            foreach (var (name, value) in Pairs(fields.GetValueOrDefault("GrpTRES") ?? throw Unreadable(text)))
            {
                if (value.IndexOf('(') is not (> 0 and var open) || !value.EndsWith(')')) throw Unreadable(value);
                if (value[..open] != "N") limits[name] = Number(value[..open]);
                used[name] = Number(value[(open + 1)..^1]);
            }
            enforced[fields["Account"]] = (Limits(limits, pools), Limits(used, pools));
        }
        return enforced;
    }

    /// <summary>The partitions by name: whether each is up, its nodes as a list, and its countable resources.</summary>
    public static IEnumerable<(string Name, bool IsUp, string Nodes, IReadOnlyDictionary<string, long> Resources)> Partitions(string text) => Records(text, "PartitionName")
        .Select(fields => (fields["PartitionName"], fields.GetValueOrDefault("State") == "UP", fields.GetValueOrDefault("Nodes", ""),
            (IReadOnlyDictionary<string, long>)Resources(fields.GetValueOrDefault("TRES") is { } tres and not "(null)" ? tres : "")));

    /// <summary>Lines such as <c>ClusterName   = north</c>, by name.</summary>
    public static Dictionary<string, string> Configuration(string text)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
            if (line.IndexOf('=') is > 0 and var sign) values.TryAdd(line[..sign].Trim(), line[(sign + 1)..].Trim());
        return values;
    }

    /// <summary>The resources that a cluster counts as pools, of those that it names; units such as M stand only where nobody counts GPUs.</summary>
    static Dictionary<string, long> Resources(string text)
    {
        var resources = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var (name, value) in Pairs(text))
            if (name.StartsWith("gres/", StringComparison.Ordinal)) resources[name] = Number(value);
        return resources;
    }

    static ImmutableSortedDictionary<Slug, Gpus> Limits(IReadOnlyDictionary<string, long> resources, ImmutableArray<ServedPool> pools) =>
        pools.Where(pool => resources.ContainsKey(pool.Resource)).ToImmutableSortedDictionary(pool => pool.Pool, pool => new Gpus(resources[pool.Resource]));

    static IEnumerable<(string Name, string Value)> Pairs(string text)
    {
        foreach (var pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
            yield return pair.LastIndexOf('=') is > 0 and var sign ? (pair[..sign], pair[(sign + 1)..]) : throw Unreadable(pair);
    }

    static IEnumerable<string[]> Rows(string text, int columns)
    {
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            yield return line.Split('|') is var cells && cells.Length == columns ? cells : throw Unreadable(line);
    }

    /// <summary>Records of one line each, of words such as <c>Name=value</c>; lines without the field that a record begins by are headings.</summary>
    public static IEnumerable<Dictionary<string, string>> Records(string text, string first)
    {
        foreach (var line in text.Split('\n').Where(line => line.Contains($"{first}=", StringComparison.Ordinal)))
        {
            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                if (word.IndexOf('=') is > 0 and var sign) fields.TryAdd(word[..sign], word[(sign + 1)..]);
            yield return fields;
        }
    }

    static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable(text);

    static SchedulerUnavailable Unreadable(string text) => new($"Slurm printed what cannot be understood: '{(text.Length > 120 ? text[..120] + "..." : text)}'.");
}
