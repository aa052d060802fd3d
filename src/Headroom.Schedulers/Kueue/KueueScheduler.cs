using System.Collections.Immutable;
using System.Text.Json;
using Headroom.Core.Units;
using Headroom.Core.Views;
using Headroom.Schedulers.Clusters;
using Headroom.Schedulers.Planning;
using Headroom.Schedulers.State;
using NodaTime;

namespace Headroom.Schedulers.Kueue;

/// <summary>
/// Quotas in Kueue, by the Kubernetes API: read as lists, written by server-side apply under a field manager of our own. Kueue acts on a queue as soon as it changes, so what is
/// recorded is enforced and nothing has to be woken.
/// </summary>
public sealed class KueueScheduler(Cluster cluster, HttpMessageInvoker http) : IScheduler
{
    readonly KubernetesApi _api = new(http, cluster.Kueue ?? throw new ArgumentException("The cluster is not one of Kubernetes.", nameof(cluster)));
    string? _version;

    public Desired Want(Quotas quotas, Instant at) => KueueEntries.Of(cluster, quotas, at);

    public async Task<Observed> Read(CancellationToken stop)
    {
        var version = _version = await Spoken(stop);
        var seen = new List<Seen>();
        foreach (var (ours, _, plural) in KueueObjects.Kinds)
        {
            var items = await _api.List($"/apis/{KueueObjects.Group}/{version}/{plural}", stop)
                ?? throw new SchedulerUnavailable($"The {plural} of Kueue cannot be listed: they are not there, or not for us.");
            seen.AddRange(items.Select(item => KueueObjects.Read(ours, item, cluster, version)));
        }
        var (capacity, notes) = await Capacity(stop);
        var inUse = cluster.Pools.ToImmutableSortedDictionary(pool => pool.Pool, pool => new Gpus(seen.Sum(each => each.InUse.GetValueOrDefault(pool.Pool).Count)));
        return new(seen.ToImmutableSortedDictionary(each => each.Entry.Id, each => each), capacity, inUse, $"Kueue {version} at {cluster.Kueue!.Server}", notes);
    }

    public async Task Write(IReadOnlyList<Change> changes, CancellationToken stop)
    {
        var version = _version ??= await Spoken(stop);
        foreach (var change in InOrder(changes)) await _api.Apply(PathOf(change.To.Id, version), KueueObjects.Manifest(change.To, cluster, version), stop);
    }

    public Task Wake(CancellationToken stop) => Task.CompletedTask;

    public IEnumerable<string> Commands(IReadOnlyList<Change> changes) => InOrder(changes).Select(change =>
        $"kubectl apply --server-side --force-conflicts --field-manager={KueueSettings.Manager} -f - <<< '{KueueObjects.Manifest(change.To, cluster, _version ?? KueueObjects.Versions[0])}'");

    // A queue names flavors and a cohort, so these come first; otherwise the plan's order stands.
    static IEnumerable<Change> InOrder(IReadOnlyList<Change> changes) => changes.OrderBy(change => change.To.Id.Kind == KueueEntries.Queue);

    static string PathOf(EntryId id, string version) => $"/apis/{KueueObjects.Group}/{version}/{KueueObjects.Kinds.First(kind => kind.Ours == id.Kind).Plural}/{id.Name}";

    async Task<string> Spoken(CancellationToken stop)
    {
        using var group = await _api.Get($"/apis/{KueueObjects.Group}", stop) ?? throw new SchedulerUnavailable("The server does not know Kueue's resources; install Kueue first.");
        var served = group.RootElement.TryGetProperty("versions", out var versions) && versions.ValueKind == JsonValueKind.Array
            ? versions.EnumerateArray().Select(version => HttpApi.Text(version, "version")).ToList() : [];
        return KueueObjects.Versions.FirstOrDefault(served.Contains)
            ?? throw new SchedulerUnavailable($"The server speaks {string.Join(", ", served)} of Kueue's resources; {string.Join(" or ", KueueObjects.Versions)} is needed.");
    }

    /// <summary>What the nodes of each pool can allocate, where they may be listed.</summary>
    async Task<(ImmutableSortedDictionary<Slug, Gpus> Capacity, ImmutableArray<string> Notes)> Capacity(CancellationToken stop)
    {
        var (capacity, notes) = (ImmutableSortedDictionary.CreateBuilder<Slug, Gpus>(), ImmutableArray.CreateBuilder<string>());
        foreach (var pool in cluster.Pools)
        {
            if (pool.Labels.IsEmpty && cluster.Pools.Length > 1)
                notes.Add($"Pool '{pool.Pool}' has no labels in the cluster's file, so its nodes cannot be told from others; what it has is not checked.");
            else if (await _api.List($"/api/v1/nodes?labelSelector={Uri.EscapeDataString(KueueEntries.Text(pool.Labels))}", stop) is { } nodes)
                capacity[pool.Pool] = new(nodes.Sum(node => KueueQuantity.Read(HttpApi.Text(node, "status", "allocatable", pool.Resource)) ?? 0));
            else
                notes.Add("Nodes may not be listed; what the cluster has is not checked.");
        }
        return (capacity.ToImmutable(), [.. notes.Distinct()]);
    }
}
